"""A board's visits as its page tells them: in words, with their numbers, and what they prove."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from companies.health import GONE_VISITS
from companies.models import Crawl, Source
from postings.coverage import Held
from postings.status import FRESH

NUMBERS = ("listed", "created", "changed", "closed", "reopened", "unreadable")
WORDS = {
    "whole": "Read to its end",
    "unchanged": "Read to its end, the same as before",
    "partial": "Read in part",
    "failed": "Not read",
    "held": "Held",
    "undone": "Undone",
    "gone": "Closed by hand",
}
MEANING = {
    "partial": "What it showed is taken over; nothing was closed for not being there.",
    "held": "It would have taken away too many postings at once: nothing is closed until all visits of a day agree.",
    "undone": "An admin has taken back what it did.",
    "gone": "An admin has said that the board is gone.",
}


class Visit(NamedTuple):
    """`numbers` are those of NUMBERS, None where it was not brought in; `why` is the fault, `meaning` what follows."""

    id: int
    at: datetime
    kind: str
    words: str
    why: str
    meaning: str
    pages: int
    numbers: list[int | None]


class Health(NamedTuple):
    """`kind` is the style: open, unconfirmed, missing, closed. `sentences` say what is proven and what is not."""

    kind: str
    word: str
    sentences: list[str]


def visit(crawl: Crawl) -> Visit:
    words = WORDS.get(crawl.outcome, crawl.get_outcome_display())
    meaning = MEANING.get(crawl.outcome, "")
    if crawl.approved_at:
        words, meaning = f"{words}, approved", "An admin has looked at the board and believed this visit."
    if crawl.ingested_at is None:
        meaning = "Its answers are kept and wait to be brought in."
    is_in = crawl.ingested_at is not None and bool(crawl.counts)
    numbers = [crawl.counts.get(name, 0) if is_in else None for name in NUMBERS]
    return Visit(crawl.id, crawl.started_at, crawl.outcome, words, crawl.error, meaning, crawl.pages, numbers)


def last_good(crawls: Sequence[Crawl]) -> Crawl | None:
    """The newest of `crawls` (latest first) that read the board to its end and was brought in."""
    return next((crawl for crawl in crawls if crawl.is_good and crawl.ingested_at), None)


def health(source: Source, crawls: Sequence[Crawl], held: Held, now: datetime) -> Health:
    """What the last visits prove of the board now; `crawls` are the latest first."""
    kind, word, first = standing(source, now)
    good = last_good(crawls)
    quiet = [f"Since then it showed just the same at {number(source.quiet_visits, 'visit')}."]
    return Health(
        kind, word, [first, *proof(good, held), *(quiet if source.quiet_visits else []), *doubts(source, crawls, good)]
    )


def standing(source: Source, now: datetime) -> tuple[str, str, str]:
    if source.state == Source.State.PARKED:
        how_often = "once a week, should it come back" if source.gone >= GONE_VISITS else "no more"
        return "closed", "Parked", f"It is visited {how_often}. {source.parked_reason}"
    if source.state == Source.State.PAUSED:
        return "unconfirmed", "Paused", "It is not visited until an admin resumes it."
    if source.last_whole_at is None:
        return "unconfirmed", "Never read whole", "No visit has read it to its end yet, so nothing is proven."
    if now - source.last_whole_at <= FRESH:
        return "open", "Fresh", "It was read to its end lately: what it lists is open."
    return "unconfirmed", "Stale", "It was not read to its end for more than a day: its postings count as unconfirmed."


def proof(good: Crawl | None, held: Held) -> list[str]:
    """What the last whole visit listed against what we hold."""
    if good is None:
        return []
    listed = good.counts.get("listed", 0)
    told = [f"Its last whole visit listed {number(listed, 'posting')}; open here: {held.open:,}."]
    if good.counts.get("unreadable"):
        told.append(
            f"{number(good.counts['unreadable'], 'record')} could not be read: a posting known before stays as it was,"
            " and is not closed; one that is new is not shown."
        )
    if held.missing:
        told.append(
            f"{number(held.missing, 'posting')} of these {'was' if held.missing == 1 else 'were'} not on the board:"
            " a second visit decides whether they are closed."
        )
    if held.open - held.listed:
        told.append(f"{number(held.open - held.listed, 'posting')} lie outside what this site lists.")
    return told


def doubts(source: Source, crawls: Sequence[Crawl], good: Crawl | None) -> list[str]:
    told = []
    if good is not None and good.outcome == Crawl.Outcome.HELD:
        listed = good.counts.get("listed", 0)
        told.append(
            f"That visit is held. It listed only {listed:,}, and so many postings seldom go at once: nothing was"
            " closed. A whole visit a day after the first of these decides, or an admin."
        )
    if source.failures:
        why = next((crawl.error for crawl in crawls if crawl.error), "")
        last = "The last visit" if source.failures == 1 else f"Each of the last {number(source.failures, 'visit')}"
        told.append(f"{last} failed{f': {why}' if why else '.'}")
    return told


def number(value: int, one: str) -> str:
    return f"{value:,} {one}{'' if value == 1 else 's'}"
