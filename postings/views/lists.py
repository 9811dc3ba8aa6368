"""Lists of postings: the filtered search, and the slices with their index pages."""

from collections import defaultdict

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from postings.filters import selection
from postings.job_posting_ld import breadcrumb_ld
from postings.listing import listed
from postings.paging import keyset_page
from postings.slices import DIMENSIONS, INDEXES, SLICES, Counted, Dimension, Value

# How many values an index page shows before its letters.
MOST = 50
# What the form of the search offers as a choice; the other names come by links.
CHOICES = ("work_model", "employment", "provider")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The filtered search. An untidy address leads to the tidy one; a value that means nothing is told."""
    chosen = selection(request.GET)
    if not chosen.is_valid():
        return render(request, "postings/index.html", index_context(chosen), status=404)
    if asked(request) != chosen.querystring():
        return HttpResponsePermanentRedirect(chosen.url())
    postings = chosen.qs
    page = keyset_page(postings.for_list(), request)
    context = index_context(chosen) | {"total": postings.count(), "page": page, "rows": listed(page.rows)}
    return render(request, "postings/index.html", context)


def index_context(chosen) -> dict:
    crumbs = [("Home", "/"), ("Jobs", "/jobs/")]
    return {
        "selection": chosen,
        "choices": {name: choices(DIMENSIONS[name], chosen.chosen.get(name, [])) for name in CHOICES},
        "kept": {name: values for name, values in chosen.chosen.items() if name not in CHOICES},
        "total": 0,
        "page": None,
        "rows": [],
        "crumbs": crumbs,
        "json_ld": [breadcrumb_ld(crumbs)],
    }


def choices(dimension: Dimension, chosen: list[Value]) -> list[tuple[Value, bool]]:
    picked = {value.slug for value in chosen}
    return [(dimension.value(key), dimension.value(key).slug in picked) for key in dimension.words]


def asked(request: HttpRequest) -> str:
    """The query string as it came, without the place in the list."""
    query = request.GET.copy()
    for name in ("after", "before"):
        query.pop(name, None)
    return query.urlencode()


@require_safe
def slice_index(request: HttpRequest, path: str) -> HttpResponse:
    """All values of one dimension: those with most jobs, and every one by its first letter."""
    dimension = INDEXES[path]
    counted = [value for value in dimension.counts() if value.value]
    letters = by_letter(counted)
    letter = request.GET.get("letter", "")
    if letter and letter not in letters:
        raise Http404(f"No {dimension.singular} here begins with {letter[:20]!r}.")
    crumbs = [("Home", "/"), (dimension.plural.capitalize(), dimension.index_url())]
    context = {
        "dimension": dimension,
        "total": len(counted),
        "letters": sorted(letters) if len(counted) > MOST else [],
        "letter": letter,
        "shown": letters[letter] if letter else counted[:MOST],
        "crumbs": crumbs,
        "json_ld": [breadcrumb_ld(crumbs)],
    }
    return render(request, "postings/slice_index.html", context)


def by_letter(counted: list[Counted]) -> dict[str, list[Counted]]:
    """{"a": the values that begin with it, by name}; what begins with no Latin letter is under "0"."""
    letters: dict[str, list[Counted]] = defaultdict(list)
    for value in sorted(counted, key=lambda counted: counted.value.name.casefold()):
        first = slugify(value.value.name)[:1]
        letters[first if first.isalpha() else "0"].append(value)
    return letters


@require_safe
def slice_page(request: HttpRequest, path: str, slug: str) -> HttpResponse:
    """The open postings with one value. Queries: the value, the total, the rows, their places."""
    dimension = SLICES[path]
    value = next(iter(dimension.find([slug])), None)
    if value is None:
        raise Http404(f"There is no {dimension.singular} {slug[:80]!r} here.")
    page = keyset_page(dimension.postings(value).for_list(), request)
    crumbs = [("Home", "/"), (dimension.plural.capitalize(), dimension.index_url()), (value.name, value.url)]
    context = {
        "dimension": dimension,
        "value": value,
        "heading": dimension.heading.format(value.name),
        "total": dimension.total(value),
        "page": page,
        "rows": listed(page.rows),
        "crumbs": crumbs,
        "json_ld": [breadcrumb_ld(crumbs)],
    }
    return render(request, "postings/slice.html", context)
