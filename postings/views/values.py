"""The values of a dimension: index pages such as /cities/, and /jobs/by/city/?..., all values of a facet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from postings.filters import selected
from postings.job_posting_ld import breadcrumb_ld
from postings.problems import ignored
from postings.search_form import all_url, choices
from postings.selection_words import sentence
from postings.slices import DIMENSIONS, INDEXES, NOT_STATED
from postings.spelling import near_values
from postings.value_index import MOST, asked_for, letters, letters_within, most, named, numbers_within, within
from postings.views.lists import unreadable_page
from postings.walks import walk_of


@require_safe
def index(request: HttpRequest, path: str) -> HttpResponse:
    """The values of one dimension that have open jobs: those with most, and all by their first letters and names."""
    dimension = INDEXES[path]
    asked = asked_for(request.GET)
    values = named(dimension, asked) if asked.is_narrowed else most(dimension)
    crumbs = [("Home", "/"), (dimension.index_title, dimension.index_url())]
    context = {
        "dimension": dimension,
        "asked": asked,
        "values": values,
        "near": near_values(dimension, asked.find) if asked.find and not values.total else [],
        "letters": letters(dimension) if asked.is_narrowed or values.total > MOST else [],
        "crumbs": crumbs,
        "json_ld": [breadcrumb_ld(crumbs)],
    }
    return render(request, "postings/slice_index.html", context)


@require_safe
def by(request: HttpRequest, name: str) -> HttpResponse:
    """All values that the jobs of a selection have of one dimension, each a step to the list of its jobs."""
    asked = selected(request.GET)
    selection, dimension = asked.selection, DIMENSIONS[name]
    crumbs = [("Home", "/"), ("Jobs", "/jobs/"), (dimension.index_title, all_url(selection, name))]
    if asked.problems:
        return unreadable_page(request, asked, crumbs)
    narrowed = asked_for(request.GET)
    numbers = numbers_within(selection, dimension)
    values = within(dimension, numbers, narrowed)
    rest = selection.without(name)
    context = {
        "selection": selection,
        "dimension": dimension,
        "asked": narrowed,
        "values": values,
        "choices": choices(selection, name, ((row.value or NOT_STATED, row.number) for row in values.shown)),
        "letters": letters_within(dimension, numbers) if len(numbers) > MOST else [],
        "jobs": sentence(rest, walk_of(rest).total),
        "url": all_url(selection, name),
        "problems": list(ignored(asked)),
        "crumbs": crumbs,
        "json_ld": [breadcrumb_ld(crumbs)],
    }
    return render(request, "postings/by.html", context)
