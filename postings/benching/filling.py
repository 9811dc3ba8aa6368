"""A market -> the tables of an empty database, by COPY; then its lists, made by the product's own code."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from itertools import islice
from operator import attrgetter

from django.core.management.color import no_style
from django.db import ProgrammingError, connection, connections

from companies.models import Company, Crawl, Source
from postings.benching import tables
from postings.benching.bodies import content_row
from postings.benching.happenings import Happening, changed_at, happenings
from postings.benching.jobs import Job, jobs
from postings.benching.market import Market
from postings.benching.tables import Dimensions
from postings.entries import enter_everything
from postings.frames.keeping import boards, keep_frames
from postings.models import City, Country, Department, Event, Posting, PostingContent, PostingPlace, Region
from postings.setwise import copy_in

NUMBERED = (Country, Region, City, Department, Company, Source, Crawl, Posting, PostingPlace, Event)
BATCH = 10_000


def fill(market: Market) -> None:
    """All of `market`, into tables that are empty."""
    with unchecked():
        dimensions = Dimensions(market)
        fill_dimensions(dimensions)
        fill_companies(market)
        happened = fill_postings(market, dimensions)
        happened.sort(key=attrgetter("at"))
        copy_in(Event, (tables.event_row(id, happening) for id, happening in enumerate(happened, start=1)))
    go_on_numbering()
    enter_everything()
    settle()


@contextmanager
def unchecked() -> Iterator[None]:
    """Without looking up every foreign key, which takes as long as all the rest, where our role may say so."""
    with connection.cursor() as cursor:
        with suppress(ProgrammingError):
            cursor.execute("set session_replication_role = replica")
        yield
        cursor.execute("reset session_replication_role")


def fill_dimensions(dimensions: Dimensions) -> None:
    copy_in(Country, dimensions.countries.rows)
    copy_in(Region, dimensions.regions.rows)
    copy_in(City, dimensions.cities.rows)
    copy_in(Department, dimensions.departments.rows)


def fill_companies(market: Market) -> None:
    boards = [(employer, board) for employer in market.employers for board in employer.boards]
    copy_in(Company, map(tables.company_row, market.employers))
    copy_in(Source, (tables.source_row(employer, board) for employer, board in boards))
    copy_in(Crawl, (tables.crawl_row(board) for _, board in boards))


def fill_postings(market: Market, dimensions: Dimensions) -> list[Happening]:
    """Postings with places and bodies; what happened to them, in no order.

    Bodies are most of the bytes, and PostgreSQL compresses them: on a connection of their own, while
    the next postings are thought of.
    """
    rng, every = market.chance("happenings"), jobs(market)
    told: list[Happening] = []
    bodies: Future | None = None
    with ThreadPoolExecutor(1) as beside:
        while batch := list(islice(every, BATCH)):
            happened = {job.id: happenings(rng, job, market.until) for job in batch}
            copy_in(Posting, (tables.posting_row(job, changed_at(happened[job.id]), dimensions) for job in batch))
            copy_in(PostingPlace, (row for job in batch for row in tables.place_rows(job, dimensions)))
            told += (happening for its in happened.values() for happening in its)
            if bodies:
                bodies.result()
            bodies = beside.submit(fill_bodies, batch, market.paragraphs)
    if bodies:
        bodies.result()
    return told


def fill_bodies(batch: list[Job], paragraphs: list[str]) -> None:
    with closing(connections["default"]), unchecked():
        copy_in(PostingContent, (content_row(job, paragraphs) for job in batch))


def go_on_numbering() -> None:
    """The next row of each table gets a number that is free."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), NUMBERED):
            cursor.execute(statement)


def keep_all_frames() -> None:
    """As workers keep them."""
    made = sum(keep_frames(source) for source in boards())
    if made:
        settle()


def settle() -> None:
    """As autovacuum leaves a database that has been running for a while."""
    with connection.cursor() as cursor:
        cursor.execute("vacuum (analyze)")
