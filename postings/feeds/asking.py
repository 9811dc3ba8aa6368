"""The address of a list told otherwise -> what is asked for.

What a program asks for it gets, or is told why not: a filter that is not understood is no filter left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, QueryDict

from companies.models import Company
from postings import facets
from postings.feeds.addresses import told
from postings.filters import PLACE, TRACKING, NoSuchValue, PostingFilter, selected
from postings.selection import Selection
from postings.slices import COMPANY, INDEXES, Dimension, Value

JOBS = "/jobs/"


class Elsewhere(Exception):
    """What is asked for is at `url`: for good when its company was renamed, else because this is its tidy address."""

    def __init__(self, url: str, for_good: bool = False):
        super().__init__(url)
        self.url, self.for_good = url, for_good


@dataclass(frozen=True)
class Asked:
    """A list and how it is told: `address` is its page's ("/jobs/?city=berlin"), `tail` the form ("feed.atom")."""

    selection: Selection
    address: str
    tail: str
    query: QueryDict

    def url(self, place: str = "") -> str:
        """The same list in the same form, at a `place` in it ("after=123")."""
        return told(self.address, self.tail, place)

    @cached_property
    def stamp(self) -> datetime:
        return facets.stamp(self.selection)


def asked_for(request: HttpRequest, path: str, slug: str, places: Sequence[str] = ()) -> Asked:
    """What an address asks for: of `/jobs/`, or of the list at `/path/slug/`.

    `places` are the names that its query may hold besides filters. Http404 says what is wrong; Elsewhere where it is.
    """
    tail = request.path.removeprefix(f"/{path}/{slug}/" if slug else JOBS)
    refuse(names_without_meaning(request.GET, places, tail))
    if slug:
        return asked_of_slice(request, INDEXES[path], slug, tail, places)
    return asked_of_search(request, tail, places)


def asked_of_slice(request: HttpRequest, dimension: Dimension, slug: str, tail: str, places: Sequence[str]) -> Asked:
    value = find(dimension, slug)
    selection = Selection(include={dimension.name: (value,)})
    asked = Asked(selection, value.url, tail, request.GET)
    refuse(filters_of_a_slice(selection, tail, request.GET, places))
    settle(request, asked, places, for_good=value.slug != slug)
    return asked


def asked_of_search(request: HttpRequest, tail: str, places: Sequence[str]) -> Asked:
    if not request.GET:
        return Asked(Selection(), JOBS, tail, request.GET)
    chosen = selected(request.GET)
    refuse([*what_is_wrong(chosen), *names_not_known(chosen, places)])
    asked = Asked(chosen.selection, chosen.selection.url(), tail, request.GET)
    settle(request, asked, places)
    return asked


def find(dimension: Dimension, slug: str) -> Value:
    """The value at `slug`; a company also at a slug that it once had."""
    if dimension is COMPANY:
        company = Company.objects.at(slug).first()
        found = [COMPANY.value(company)] if company else []
    else:
        found = dimension.find([slug])
    if not found:
        raise Http404(f"There is no {dimension.singular} “{slug[:80]}” here.")
    return found[0]


def settle(request: HttpRequest, asked: Asked, places: Sequence[str], for_good: bool = False) -> None:
    """Lead to the one tidy address of what is asked for."""
    place = urlencode([(name, value) for name, value in request.GET.items() if name in places and value])
    tidy = asked.url(place)
    path, _, query = tidy.partition("?")
    # Compared as they are read: some programs write a space as "+", others as "%20", and would be led in a circle.
    if path != request.path or QueryDict(query).urlencode() != request.GET.urlencode():
        raise Elsewhere(tidy, for_good)


# -- what is wrong, each in one sentence


def refuse(wrong: Iterable[str]) -> None:
    if words := " ".join(wrong):
        raise Http404(words)


def names_without_meaning(query: QueryDict, places: Sequence[str], tail: str) -> list[str]:
    return [f"“{name}” means nothing to {tail}." for name in PLACE if name in query and name not in places]


def filters_of_a_slice(selection: Selection, tail: str, query: QueryDict, places: Sequence[str]) -> list[str]:
    names = [name for name in query if name not in places and not name.startswith(TRACKING)]
    if not names:
        return []
    return [f"This list takes no filters such as “{names[0][:40]}”. {told(selection.url(), tail)} does."]


def what_is_wrong(chosen: PostingFilter) -> Iterable[str]:
    for problem in chosen.problems:
        near = [value.slug for value in problem.near] if isinstance(problem, NoSuchValue) else []
        yield f"{' '.join(problem.messages)}{did_you_mean(near)}"


def names_not_known(chosen: PostingFilter, places: Sequence[str]) -> Iterable[str]:
    for name, near in chosen.ignored.items():
        if name not in places:
            yield f"“{name[:40]}” is no filter here.{did_you_mean([near])}"


def did_you_mean(near: Iterable[str]) -> str:
    words = " or ".join(f"“{word}”" for word in near if word)
    return f" Did you mean {words}?" if words else ""
