"""The slices that a posting is in, each with a hole for the number of its jobs, in the seed page's order."""

from collections.abc import Iterator
from typing import NamedTuple

from postings.frames.holes import hole
from postings.frames.rows import PostingRow
from postings.presentation import place_words, workplace_words


class Related(NamedTuple):
    """A link, what stands behind it, and how many; a dash where it leads to no list."""

    name: str
    about: str
    url: str
    number: str = "–"
    rel: str = ""


def number(of: str) -> str:
    """The name of the hole for a number: of the jobs of a slice, or of "events"."""
    return f"number {of}"


def related_slices(posting: PostingRow, source_url: str, source_host: str) -> Iterator[Related]:
    """The page's links; a slice whose value is not stated is left out."""
    yield from of_its_company(posting)
    yield from of_its_provider(posting)
    yield from of_its_facts(posting)
    about = "Open, update, close and reopen events of this posting."
    yield Related("Lifecycle events", about, f"{posting.get_absolute_url()}events/", hole(number("events")))
    if source_host:
        name, about = f"Original posting on {source_host}", "The employer’s own page of this job."
        yield Related(name, about, source_url, rel="nofollow noopener")


def of_its_company(posting: PostingRow) -> Iterator[Related]:
    name, url, jobs = posting.company.name, posting.company.get_absolute_url(), hole(number("company"))
    yield Related(f"Jobs at {name}", f"Open postings from {name}.", url, jobs)
    about = "Role, location, ATS and work model of this company’s open postings."
    yield Related(f"{name} in numbers", about, f"{url}breakdowns/", jobs)


def of_its_provider(posting: PostingRow) -> Iterator[Related]:
    slug, name, jobs = posting.provider, posting.provider_name, hole(number("provider"))
    yield Related(f"Jobs through {name}", f"Open postings observed through {name}.", f"/providers/{slug}/", jobs)
    about = "The same provider as a filtered job collection."
    yield Related(f"Search within {name}", about, f"/jobs/?provider={slug}", jobs, "nofollow")


def of_its_facts(posting: PostingRow) -> Iterator[Related]:
    if city := posting.city:
        about = f"Open postings in {place_words(posting)}."
        yield Related(f"Jobs in {city.name}", about, city.get_absolute_url(), hole(number("city")))
    if department := posting.department:
        about = f"Open postings in {department.name}, at every company."
        url, jobs = department.get_absolute_url(), hole(number("department"))
        yield Related(f"{department.name} jobs", about, url, jobs)
    if words := workplace_words(posting):
        url = f"/work-models/{posting.workplace_type.replace('_', '-')}/"
        yield Related(f"{words} jobs", f"Open {words.lower()} postings.", url, hole(number("work_model")))
