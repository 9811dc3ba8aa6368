"""The slices that a posting is in, each with the exact number of jobs behind its link, in one query."""

from typing import NamedTuple
from urllib.parse import urlsplit

from django.db import connection

from postings.models import Posting, PostingContent
from postings.presentation import workplace_words

# One index-only count each. Written out: the ORM has no SELECT without a FROM.
COUNTS = """
select
    (select count(*) from postings_posting where active and company_id = %s),
    (select count(*) from postings_posting where active and provider = %s),
    (select count(*) from postings_postingplace where active and city_id = %s),
    (select count(*) from postings_posting where active and department_id = %s),
    (select count(*) from postings_posting where active and workplace_type = %s),
    (select count(*) from postings_event where posting_id = %s)
"""


class Related(NamedTuple):
    """A link, what stands behind it, and how many; None where it leads to no list."""

    name: str
    about: str
    url: str
    number: int | None


def related_slices(posting: Posting, content: PostingContent) -> list[Related]:
    """In the order of the seed page; a slice whose value is not stated is left out."""
    company, provider = posting.company, posting.get_provider_display()
    at_company, through, in_city, in_department, working, happened = numbers(posting)
    rows = [
        Related(
            f"Jobs at {company.name}", f"Open postings from {company.name}.", company.get_absolute_url(), at_company
        ),
        Related(
            f"{company.name} in numbers",
            "Role, location, ATS and work model of this company's open postings.",
            f"{company.get_absolute_url()}breakdowns/",
            at_company,
        ),
        Related(
            f"Jobs through {provider}",
            f"Open postings observed through {provider}.",
            f"/providers/{posting.provider}/",
            through,
        ),
        Related(
            f"Search within {provider}",
            "The same provider as a filtered job collection.",
            f"/jobs/?provider={posting.provider}",
            through,
        ),
    ]
    if posting.city_id:
        city = posting.city
        rows.append(Related(f"Jobs in {city.name}", f"Open postings in {city}.", city.get_absolute_url(), in_city))
    if posting.department_id:
        department = posting.department
        rows.append(
            Related(
                f"{department.name} jobs",
                f"Open postings in {department.name}, at every company.",
                department.get_absolute_url(),
                in_department,
            )
        )
    if posting.workplace_type:
        words = workplace_words(posting)
        address = f"/work-models/{posting.workplace_type.replace('_', '-')}/"
        rows.append(Related(f"{words} jobs", f"Open {words.lower()} postings.", address, working))
    rows.append(
        Related(
            "Lifecycle events",
            "Open, update, close and reopen events of this posting.",
            f"{posting.get_absolute_url()}events/",
            happened,
        )
    )
    if content.source_url:
        host = urlsplit(content.source_url).hostname
        rows.append(Related(f"Original posting on {host}", "The employer's own page.", content.source_url, None))
    return rows


def numbers(posting: Posting) -> tuple[int, ...]:
    keys = (
        posting.company_id,
        posting.provider,
        posting.city_id,
        posting.department_id,
        posting.workplace_type,
        posting.id,
    )
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, keys)
        return cursor.fetchone()
