"""What stands beside a slice's list: an introduction made from its numbers, ways to narrow it, and related slices.

Made once, and kept as HTML for as long as no entry has changed that its numbers are made of: those of
the slice, and those of its neighbours, which are all in one country or all of a kind.
"""

from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django.template.loader import render_to_string

from postings.coverage import fields_of, samples
from postings.facets import SHOWN, facets
from postings.introductions import LATELY, Clause, introduction
from postings.neighbours import beside, neighbours
from postings.search_form import group
from postings.selection import posted_after
from postings.slice_lookup import Slice
from postings.slices import PROVIDER

KEPT = 1000  # slices, of some 10 kB each
MOST = 5  # values of a facet
NARROWED_BY = ("work_model", "function", "department", "seniority", "employment", "company", "city")


class Side(NamedTuple):
    """`introduction` are the clauses by what they are about, `html` is the rest, as the page shows it."""

    introduction: list[list[Clause]]
    html: str


def side_of(found: Slice) -> Side:
    return kept(found, posted_after(LATELY))


@lru_cache(maxsize=KEPT)
def kept(found: Slice, lately: datetime) -> Side:
    selection = found.selection
    # Not the slice's own dimension: all values of it would be counted, and none is shown.
    counted = facets(selection, [name for name in SHOWN if name != found.dimension.name])
    ways = {facet.dimension.name: group(selection, facet, MOST) for facet in counted}
    context = {
        "dimension": found.dimension,
        "value": found.value,
        "total": found.total,
        "narrowing": [ways[name] for name in NARROWED_BY if name in ways],
        "neighbours": neighbours(found.dimension, found.value),
        "beside": beside(found.dimension, found.value),
    }
    if found.dimension is PROVIDER and found.total:
        context |= {
            "fields": fields_of(selection, found.total),
            "newest": samples([found.value.key]).get(found.value.key),
        }
    html = render_to_string("postings/_side.html", context)
    return Side(introduction(selection, counted, found.total), html)
