"""The invented market, driven through the real path: crawl over HTTP, archive, ingest, events.

Every step can be taken again: a visit that was paid is not paid twice, so a building that was
killed goes on where it stopped.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from companies import providers
from companies.crawling import crawl
from companies.directory import add_source
from companies.models import Company, Crawl, Source
from postings.demo import shapes
from postings.demo.employers import DemoBoard, boards
from postings.demo.market import Market, Visit
from postings.demo.server import FakeATS
from postings.ingest import ingest


class NotOurs(Exception):
    """The database holds something else than this market; the text says what."""


def begun_at() -> datetime | None:
    """When the market in this database began, if there is one: all its sources were added at that moment."""
    return Source.objects.filter(url__in=urls()).values_list("created_at", flat=True).first()


def beginning(days: int) -> datetime:
    """The first moment of a market of `days` days that ends now."""
    return datetime.now(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(days=days)


def visits_left(market: Market) -> list[Visit]:
    """What is still to visit, oldest first, up to now. NotOurs when something else is in the database."""
    refuse_strangers(market)
    paid = set(Crawl.objects.exclude(ingested_at=None).values_list("source__url", "started_at"))
    now = datetime.now(UTC)
    return [visit for visit in market.visits() if visit.at <= now and (url(visit.board), visit.at) not in paid]


def build(market: Market, visits: Sequence[Visit]) -> Iterator[Visit]:
    """Pay `visits` one after the other; each is yielded when its board's postings are in."""
    sources = add_sources(market, {visit.board for visit in visits})
    with FakeATS(market) as ats:
        for visit in visits:
            ats.day = visit.day
            pay(visit, sources[visit.board], ats)
            yield visit


def pay(visit: Visit, source: Source, ats: FakeATS) -> None:
    """Crawl and ingest. Where a building was killed between the two, the crawl is there already."""
    seen = source.crawls.filter(started_at=visit.at).first() or crawl(source, ats.get, visit.at)
    if seen.ingested_at is None:
        ingest(seen)


def add_sources(market: Market, of: Iterable[DemoBoard]) -> dict[DemoBoard, Source]:
    """The sources of these boards. They are paused: the real ATSs know no such boards and need not be asked."""
    sources = {
        board: add_source(shapes.page(board), board.employer.name, market.begins_at)[0]
        for board in sorted(of, key=lambda board: board.address)
    }
    Source.objects.filter(url__in=urls()).update(state=Source.State.PAUSED)
    return sources


def refuse_strangers(market: Market) -> None:
    others = Company.objects.exclude(sources__url__in=urls())
    if found := others.first():
        raise NotOurs(f"it holds companies that are not of the demo ({others.count():,}, {found} among them)")
    first = Crawl.objects.order_by("id").select_related("source").first()
    mornings = {(url(board), market.moment(board, 0)) for board in market.boards.values()}
    if first and (first.source.url, first.started_at) not in mornings:
        raise NotOurs("it holds a demo world that was made with another seed")


def urls() -> list[str]:
    return [url(board) for board in boards().values()]


def url(board: DemoBoard) -> str:
    """The address by which the board's source is known."""
    _, found = providers.board_in(shapes.page(board))
    return found.url
