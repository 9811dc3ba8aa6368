"""A posting's page, and its story: how long it was open, what changed and when, what else is posted of the same job.

query.py     the one query behind the page
rows.py      what it brings, and what a frame brings
page.py      page(id): all of it, put together
kin.py       the part of a frame's query that finds other postings

spans.py     the stretches in which a posting was open
telling.py   its story in a line
lineage.py   the same role earlier, beside it and later; copies; similar jobs

full.py      what only the page of its lifecycle asks for
changes.py   events -> the visits that saw them, with what each found changed
wording.py   a changed fact, old and new, as readers understand it
diff.py      the words that differ between two texts
edits.py     what two sequences share, in bounded time
"""
