"""The slices that a posting is in, each with a hole for the number of its jobs, in the seed page's order."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from markupsafe import Markup

from postings.frames.holes import hole
from postings.frames.query import Whole
from postings.frames.rows import PostingRow
from postings.presentation import place_words, workplace_words

# Of the slices that have a number.
DIMENSIONS = ("company", "provider", "city", "department", "work_model")

Numbers = Mapping[str, Markup]


class Related(NamedTuple):
    """A link, what stands behind it, and how many; a dash where it leads to no list."""

    name: str
    about: str
    url: str
    number: str = "–"
    rel: str = ""


def number(of: str | int) -> str:
    """The name of the hole for the number of a slice's jobs: by the id of its tally, or by its dimension."""
    return f"number {of}"


def related_slices(whole: Whole, source_host: str) -> Iterator[Related]:
    """The page's links; a slice whose value is not stated is left out."""
    posting, source_url = whole.posting, whole.content.source_url
    tallies = {dimension: id for dimension, (id, _) in (whole.slices or {}).items()}
    numbers = {dimension: hole(number(tallies.get(dimension, dimension))) for dimension in DIMENSIONS}
    yield from of_its_company(posting, numbers)
    yield from of_its_provider(posting, numbers)
    yield from of_its_facts(posting, numbers)
    about = "Open, update, close and reopen events of this posting."
    yield Related("Lifecycle events", about, f"{posting.get_absolute_url()}events/", f"{len(whole.events):,}")
    if source_host:
        name, about = f"Original posting on {source_host}", "The employer’s own page of this job."
        yield Related(name, about, source_url, rel="nofollow noopener")


def of_its_company(posting: PostingRow, numbers: Numbers) -> Iterator[Related]:
    name, url, jobs = posting.company.name, posting.company.get_absolute_url(), numbers["company"]
    yield Related(f"Jobs at {name}", f"Open postings from {name}.", url, jobs)
    about = "Role, location, ATS and work model of this company’s open postings."
    yield Related(f"{name} in numbers", about, f"{url}breakdowns/", jobs)


def of_its_provider(posting: PostingRow, numbers: Numbers) -> Iterator[Related]:
    slug, name, jobs = posting.provider, posting.provider_name, numbers["provider"]
    yield Related(f"Jobs through {name}", f"Open postings observed through {name}.", f"/providers/{slug}/", jobs)
    about = "The same provider as a filtered job collection."
    yield Related(f"Search within {name}", about, f"/jobs/?provider={slug}", jobs, "nofollow")


def of_its_facts(posting: PostingRow, numbers: Numbers) -> Iterator[Related]:
    if city := posting.city:
        about = f"Open postings in {place_words(posting)}."
        yield Related(f"Jobs in {city.name}", about, city.get_absolute_url(), numbers["city"])
    if department := posting.department:
        about = f"Open postings in {department.name}, at every company."
        url, jobs = department.get_absolute_url(), numbers["department"]
        yield Related(f"{department.name} jobs", about, url, jobs)
    if words := workplace_words(posting):
        url = f"/work-models/{posting.workplace_type.replace('_', '-')}/"
        yield Related(f"{words} jobs", f"Open {words.lower()} postings.", url, numbers["work_model"])
