"""A slice's page as HTML, made once and kept for as long as nothing that it shows has changed.

Its tally has the moment at which a job that it lists was last written, and a rename moves all of these moments
(postings/renaming.py). They are the key, read anew for each reader: a page that is kept is never older than one
that is made.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache

import zstandard
from django.template.loader import render_to_string

from postings.feeds.addresses import others, told
from postings.introductions import LATELY
from postings.job_posting_ld import breadcrumb_ld
from postings.listing import JobRow, listed
from postings.paging import JobPage, job_page
from postings.past import past
from postings.selection import posted_after
from postings.selection_words import page_title, sentence
from postings.since import Since
from postings.slice_lookup import Slice
from postings.slice_side import side_of
from postings.slices import REGION
from postings.walks import SliceWalk

NOW = "now"  # ?since=now leads to the site's position: so a page that is kept need not know it
# Pages, of some 5 kB each as they are packed. Unpacking one takes 0.05 ms, and five times as many have room.
KEPT = 8000
PLACE = ("page", "after", "before")


def slice_html(found: Slice, query: Mapping[str, str]) -> bytes:
    """For a reader who names no last visit. Http404 where the query string names no place in the list."""
    place = tuple((name, query[name]) for name in PLACE if name in query)
    return zstandard.decompress(kept(found, place, posted_after(LATELY)))


@lru_cache(maxsize=KEPT)
def kept(found: Slice, place: tuple[tuple[str, str], ...], lately: datetime) -> bytes:
    page = page_of(found, dict(place))
    html = make_html(found, page, listed(page.ids), Since(told(found.value.url, "", f"since={NOW}")))
    return zstandard.compress(html.encode(), 3)


def page_of(found: Slice, query: Mapping[str, str]) -> JobPage:
    walk = SliceWalk(found.dimension.name, found.value.key)
    walk.total = found.total  # known already: one query less
    return job_page(walk, query)


def make_html(found: Slice, page: JobPage, rows: Sequence[JobRow], since: Since) -> str:
    dimension, value = found.dimension, found.value
    words = sentence(found.selection, found.total)
    crumbs = [("Home", "/"), (dimension.index_title, dimension.index_url()), (value.name, value.url)]
    context = {
        "selection": found.selection,
        "dimension": dimension,
        "value": value,
        "words": words,
        "title": page_title(f"{words} (region)" if dimension is REGION else words, page.number, page.pages),
        "total": found.total,
        "page": page,
        "address": told(value.url, "", f"since={since.visit.number}") if since.visit else value.url,
        "rows": rows,
        "marks": since.marks,
        "since": since,
        "others": others(value.url),
        "side": side_of(found),
        "past": None if found.total else past(found.selection),
        "crumbs": crumbs,
        "json_ld": [breadcrumb_ld(crumbs)],
    }
    return render_to_string("postings/slice.html", context)
