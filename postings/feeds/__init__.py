"""Every list told otherwise: the same selection, the same order, the same total, for other programs than browsers.

    /jobs/?city=berlin    /jobs/feed.atom?city=berlin    /jobs/feed.json?...    /jobs/jobs.csv?...    /jobs/changes/?...
    /cities/berlin/       /cities/berlin/feed.atom       and so on: under every slice and every company

asking.py        an address -> what is asked for; anything that it cannot mean is said in words
conditional.py   304, before anything else is read
items.py         a page of a list as items of a feed
atom.py          items -> Atom
json_feed.py     items -> JSON Feed
csv_export.py    a whole selection -> CSV, streamed
csv_rows.py      its columns
changes.py       what happened to the jobs of a list, as a page and as Atom
views.py         the answers, and their addresses
"""
