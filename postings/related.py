"""The slices that a posting is in, each with the exact number of jobs behind its link, in the seed page's order."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from postings import tallies
from postings.models import Posting, PostingContent
from postings.presentation import workplace_words


class Related(NamedTuple):
    """A link, what stands behind it, and how many; None where it leads to no list."""

    name: str
    about: str
    url: str
    number: int | None = None


def related_slices(posting: Posting, content: PostingContent) -> list[Related]:
    """The page's links; a slice whose value is not stated is left out. Two queries."""
    numbers = tallies.totals(
        [
            ("company", posting.company_id),
            ("provider", posting.provider),
            ("city", posting.city_id),
            ("department", posting.department_id),
            ("work_model", posting.workplace_type),
        ]
    )
    return [
        *of_its_company(posting, numbers["company"]),
        *of_its_provider(posting, numbers["provider"]),
        *of_its_facts(posting, numbers),
        *of_itself(posting, content),
    ]


def of_its_company(posting: Posting, number: int) -> Iterator[Related]:
    name, url = posting.company.name, posting.company.get_absolute_url()
    yield Related(f"Jobs at {name}", f"Open postings from {name}.", url, number)
    about = "Role, location, ATS and work model of this company’s open postings."
    yield Related(f"{name} in numbers", about, f"{url}breakdowns/", number)


def of_its_provider(posting: Posting, number: int) -> Iterator[Related]:
    slug, name = posting.provider, posting.get_provider_display()
    yield Related(f"Jobs through {name}", f"Open postings observed through {name}.", f"/providers/{slug}/", number)
    about = "The same provider as a filtered job collection."
    yield Related(f"Search within {name}", about, f"/jobs/?provider={slug}", number)


def of_its_facts(posting: Posting, numbers: dict[str, int]) -> Iterator[Related]:
    if city := posting.city:
        yield Related(f"Jobs in {city.name}", f"Open postings in {city}.", city.get_absolute_url(), numbers["city"])
    if department := posting.department:
        about = f"Open postings in {department.name}, at every company."
        yield Related(f"{department.name} jobs", about, department.get_absolute_url(), numbers["department"])
    if words := workplace_words(posting):
        url = f"/work-models/{posting.workplace_type.replace('_', '-')}/"
        yield Related(f"{words} jobs", f"Open {words.lower()} postings.", url, numbers["work_model"])


def of_itself(posting: Posting, content: PostingContent) -> Iterator[Related]:
    about = "Open, update, close and reopen events of this posting."
    yield Related("Lifecycle events", about, f"{posting.get_absolute_url()}events/", posting.events.count())
    if content.source_url:
        host = urlsplit(content.source_url).hostname
        yield Related(f"Original posting on {host}", "The employer’s own page of this job.", content.source_url)
