"""The slices that a posting is in, each with the exact number of jobs behind its link, in the seed page's order."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from postings import tallies
from postings.hashing import word_key
from postings.presentation import place_words, workplace_words
from postings.story.page import Page
from postings.story.rows import PostingRow


class Related(NamedTuple):
    """A link, what stands behind it, and how many; None where it leads to no list."""

    name: str
    about: str
    url: str
    number: int | None = None
    rel: str = ""


def related_slices(page: Page, source_host: str) -> Iterator[Related]:
    """The page's links; a slice whose value is not stated is left out. A query only for what is in no list itself."""
    posting = page.posting
    numbers = page.numbers if page.numbers is not None else totals(posting)
    yield from of_its_company(posting, numbers.get("company", 0))
    yield from of_its_provider(posting, numbers.get("provider", 0))
    yield from of_its_facts(posting, numbers)
    about = "Open, update, close and reopen events of this posting."
    yield Related("Lifecycle events", about, f"{posting.get_absolute_url()}events/", len(page.events))
    if source_host:
        name, about = f"Original posting on {source_host}", "The employer’s own page of this job."
        yield Related(name, about, page.content.source_url, rel="nofollow noopener")


def totals(posting: PostingRow) -> dict[str, int]:
    return tallies.totals(
        [
            ("company", posting.company_id),
            ("provider", word_key(posting.provider)),
            ("city", posting.city_id),
            ("department", posting.department_id),
            ("work_model", word_key(posting.workplace_type)),
        ]
    )


def of_its_company(posting: PostingRow, number: int) -> Iterator[Related]:
    name, url = posting.company.name, posting.company.get_absolute_url()
    yield Related(f"Jobs at {name}", f"Open postings from {name}.", url, number)
    about = "Role, location, ATS and work model of this company’s open postings."
    yield Related(f"{name} in numbers", about, f"{url}breakdowns/", number)


def of_its_provider(posting: PostingRow, number: int) -> Iterator[Related]:
    slug, name = posting.provider, posting.provider_name
    yield Related(f"Jobs through {name}", f"Open postings observed through {name}.", f"/providers/{slug}/", number)
    about = "The same provider as a filtered job collection."
    yield Related(f"Search within {name}", about, f"/jobs/?provider={slug}", number, "nofollow")


def of_its_facts(posting: PostingRow, numbers: Mapping[str, int]) -> Iterator[Related]:
    if city := posting.city:
        about = f"Open postings in {place_words(posting)}."
        yield Related(f"Jobs in {city.name}", about, city.get_absolute_url(), numbers.get("city", 0))
    if department := posting.department:
        about = f"Open postings in {department.name}, at every company."
        number = numbers.get("department", 0)
        yield Related(f"{department.name} jobs", about, department.get_absolute_url(), number)
    if words := workplace_words(posting):
        url = f"/work-models/{posting.workplace_type.replace('_', '-')}/"
        yield Related(f"{words} jobs", f"Open {words.lower()} postings.", url, numbers.get("work_model", 0))
