"""The database against the world's truth."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from companies.models import Crawl, Source
from postings.demo.building import url
from postings.demo.employers import DemoBoard
from postings.models import Event, Posting
from postings.vocabulary import EventType
from tests.postings.faults.world import World

# A held one proves who is open, and says nothing of the absent.
GOOD = ("whole", "unchanged")
Life = list[tuple[str, datetime]]  # event types and moments, oldest first

# A posting that is gone is missed at the first good visit and closed at the second, or at the one after that
# where the first was held.
LOOKS = 2

# What must not be: each is counted, and told in words.
FAULTS = ("wrong close", "wrong opening", "lost posting", "doubled event", "late event", "differs at the end")


class Fault(NamedTuple):
    kind: str
    words: str


def faults(world: World, log: Path) -> Iterator[Fault]:
    visits = good_visits(log)
    for board in world.boards.values():
        source = Source.objects.get(url=url(board))
        yield from board_faults(world, board, source, sorted(visits[source.id]))
    yield from doubled()


def board_faults(world: World, board: DemoBoard, source: Source, visits: list[datetime]) -> Iterator[Fault]:
    truth = {at: world.keys(board, at) for at in visits}
    rows = {posting.key: posting for posting in Posting.objects.filter(source=source)}
    for key in set().union(*truth.values()) - set(rows):
        yield Fault("lost posting", f"{board.address} {key} was listed, and is not known")
    still = world.keys(board, world.ticks[-1])
    for key, row in rows.items():
        if row.active != (key in still) or row.missing_since:
            yield Fault("differs at the end", f"{board.address} {key}: active is {row.active}")
    lives = defaultdict(list)
    steps = Event.objects.filter(source=source).exclude(type=EventType.UPDATED).order_by("id")
    for key, kind, at in steps.values_list("posting__key", "type", "observed_at"):
        lives[key].append((kind, at))
    for key, life in lives.items():
        yield from life_faults(world, board, key, life, truth)


def life_faults(
    world: World, board: DemoBoard, key: str, life: Life, truth: dict[datetime, set[str]]
) -> Iterator[Fault]:
    """Each event of a posting's life: true at its moment, in order, and not later than two good visits can tell."""
    was_open = False
    for kind, at in life:
        listed = key in world.keys(board, at)
        opens = kind != EventType.CLOSED
        words = f"{board.address} {key}: {kind} at {at:%d %b %H:%M}"
        if opens == was_open:
            yield Fault("doubled event", words)
        if opens != listed:
            yield Fault("wrong opening" if opens else "wrong close", words)
        was_open = opens
    yield from late(board, key, life, truth)


def late(board: DemoBoard, key: str, life: Life, truth: dict[datetime, set[str]]) -> Iterator[Fault]:
    """What each good visit leaves behind: whoever it lists is open, and whoever is absent for long is closed.

    Absent since it opened: partial visits, which prove no absence, open too.
    """
    steps, is_open, absent = deque(life), False, 0
    for moment in sorted(truth):
        while steps and steps[0][1] <= moment:
            is_open, absent = steps.popleft()[0] != EventType.CLOSED, 0
        listed = key in truth[moment]
        absent = 0 if listed else absent + 1
        if is_open != listed and (listed or absent > LOOKS):
            yield Fault("late event", f"{board.address} {key}: on {moment:%d %b %H:%M} open is {is_open}")


def doubled() -> Iterator[Fault]:
    """The same change told twice by one visit."""
    told = Counter(Event.objects.values_list("posting_id", "crawl_id", "type", "field"))
    for what, times in told.items():
        if times > 1:
            yield Fault("doubled event", str(what))


def good_visits(log: Path) -> dict[int, set[datetime]]:
    """{source: moments} of the visits that read the board to its end; quiet ones have no row, but a line in the log."""
    found: dict[int, set[datetime]] = defaultdict(set)
    for line in log.read_text().splitlines():
        source_id, at, outcome = line.split()
        if outcome in GOOD:
            found[int(source_id)].add(datetime.fromisoformat(at))
    for source_id, at in Crawl.objects.filter(outcome__in=GOOD).values_list("source_id", "started_at"):
        found[source_id].add(at)
    return found
