"""A page of a list as a feed: what Atom and JSON Feed both say, each in its own way."""

from datetime import UTC, datetime
from typing import NamedTuple

from django.conf import settings

from postings.feeds.addresses import told
from postings.feeds.asking import Asked
from postings.listing import JobRow, listed
from postings.paging import job_page
from postings.selection_words import sentence
from postings.slices import DEPARTMENT, WORK_MODEL
from postings.vocabulary import WorkplaceType
from postings.walks import walk_of

SIZE = 50
# The year in which these names of things were first given: an id stays what it is when addresses change. RFC 4151.
TAG = f"tag:{settings.SITE.hostname},2026:"
# A feed needs a date, and a list that never had a job has none.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Category(NamedTuple):
    """`scheme` is the address of the list of all such categories."""

    term: str
    label: str
    scheme: str


class Item(NamedTuple):
    """`summary` is one line of plain words; `author` and `author_url` are the company's."""

    id: str
    url: str
    title: str
    summary: str
    author: str
    author_url: str
    published: datetime
    updated: datetime
    categories: list[Category]


class Feed(NamedTuple):
    """One page of a feed. Addresses are whole; `links` are {relation: address} of it and of the pages beside it.

    `total` is how many items the feed has on all its pages, `first` how many stand before these; None where
    nobody counts them.
    """

    id: str
    title: str
    subtitle: str
    updated: datetime
    page_url: str
    links: dict[str, str]
    items: list[Item]
    total: int | None = None
    first: int | None = None


def whole(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def feed_of(asked: Asked) -> Feed:
    """The page of a list that is asked for."""
    page = job_page(walk_of(asked.selection), asked.query, SIZE)
    return Feed(
        id=f"{TAG}{told('jobs', '', asked.selection.querystring)}",
        title=sentence(asked.selection, page.total),
        subtitle=f"Read from employers’ own boards by {settings.SITE_NAME}.",
        updated=max(asked.stamp, NEVER),
        page_url=whole(asked.address),
        links=links(asked, page.place, page.newer, page.older),
        items=[item_of(row) for row in listed(page.ids)],
        total=page.total,
        first=page.first,
    )


def links(asked: Asked, here: str, newer: str, older: str, always: str = "") -> dict[str, str]:
    """Those of a page by its place and its neighbours', which are "" at an end; `always` is in all addresses."""
    places = {"self": here, "first": "", "previous": newer or None, "next": older or None}
    return {
        relation: whole(asked.url("&".join(filter(None, (always, place)))))
        for relation, place in places.items()
        if place is not None
    }


def item_of(row: JobRow) -> Item:
    return Item(
        id=f"{TAG}job/{row.id}",
        url=whole(row.url),
        title=f"{row.title} at {row.company_name}",
        summary=summary(row),
        author=row.company_name,
        author_url=whole(row.company_url),
        published=row.first_seen_at,
        updated=max(row.changed_at, row.closed_at or row.changed_at),
        categories=categories(row),
    )


def summary(row: JobRow) -> str:
    """ "Closed. New York, NY; Berlin; and 2 more places. Remote, full-time. $100,000 to $120,000 a year." """
    places = [*row.places, f"and {row.more_places} more"] if row.more_places else row.places
    how = [row.work_model, row.employment.lower() if row.work_model else row.employment]
    said = ["" if row.active else "Closed", "; ".join(places), ", ".join(filter(None, how)), row.pay]
    # Some boards give "Remote" as the place.
    return " ".join(f"{words}." for words in dict.fromkeys(said) if words) or "The board states neither place nor pay."


def categories(row: JobRow) -> list[Category]:
    found = []
    if row.department_slug:
        found.append(Category(row.department_slug, row.department_name, whole(DEPARTMENT.index_url())))
    if row.workplace_type:
        slug = WorkplaceType(row.workplace_type).slug
        found.append(Category(slug, row.work_model, whole(WORK_MODEL.index_url())))
    return found
