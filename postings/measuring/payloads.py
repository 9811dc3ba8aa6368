"""Recorded answers through their adapters and our rules: what of each file is read, and what is refused and why.

A folder of them has a manifest.csv with the columns provider, board and file.
"""

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from companies.providers import PROVIDERS, recorded_board
from companies.providers.base import UNREADABLE, Page
from postings.normalise import Facts, normalise
from postings.reading import listed_records, reason

# Providers of whom answers were recorded, and why we do not read them.
NOT_READ = {
    "hrmdirect": "its list is a page without places or an end; nothing proves one whole",
    "neogov": "one shortened feed is known, and it lists the latest only",
    "paylocity": "its board is data for a script inside a page; one shortened page is known",
    "phenom": "each company's site is another; its list is data for a script inside a page, ten of all a page",
}

# Facts that a posting may or may not state, as they are counted.
FACTS = ("place", "workplace", "pay", "employment", "department", "date", "body", "language")


class NoManifest(ValueError):
    """A path without recorded answers; the text says what is missing."""


class Recorded(NamedTuple):
    """One recorded answer."""

    provider: str
    board: str
    name: str
    path: Path


@dataclass
class Coverage:
    """What was read of some answers. `filled` counts the postings that state a fact, {fact: postings}."""

    files: int = 0
    postings: int = 0
    filled: Counter[str] = field(default_factory=Counter)
    unreadable: Counter[str] = field(default_factory=Counter)  # {reason: records}
    refused: dict[str, str] = field(default_factory=dict)  # {file: reason}
    doubted: int = 0  # files that do not prove a whole board


def recorded(path: Path) -> list[Recorded]:
    """The answers that the manifest of `path` names. Raises NoManifest."""
    try:
        with (path / "manifest.csv").open(newline="") as lines:
            rows = list(csv.DictReader(lines))
        return [Recorded(row["provider"], row["board"], row["file"], path / row["file"]) for row in rows]
    except OSError as error:
        raise NoManifest(f"{path} holds no manifest.csv that can be read: {error}") from error
    except KeyError as error:
        raise NoManifest(f"{path / 'manifest.csv'} has no column {error}.") from error


def add(coverage: Coverage, answer: Recorded) -> None:
    """Read `answer`, of a provider that we read, and count what came of it."""
    coverage.files += 1
    provider = PROVIDERS[answer.provider]
    try:
        records, doubt = listed_records(provider, [page(answer)])
    except (*UNREADABLE, OSError) as error:
        coverage.refused[answer.name] = reason(error)
        return
    coverage.doubted += bool(doubt)
    for record in records.values():
        try:
            facts = normalise(provider.listing(record))
        except UNREADABLE as error:
            coverage.unreadable[reason(error)] += 1
        else:
            coverage.postings += 1
            coverage.filled.update(name for name, is_stated in stated(facts).items() if is_stated)


def page(answer: Recorded) -> Page:
    """The answer as the first one of its board."""
    board = recorded_board(answer.provider, answer.board)
    return Page(PROVIDERS[answer.provider].first(board), answer.path.read_bytes())


def stated(facts: Facts) -> Mapping[str, bool]:
    """{fact: whether the posting states it}"""
    return {
        "place": bool(facts.places),
        "workplace": facts.workplace_type is not None,
        "pay": facts.salary is not None,
        "employment": facts.employment_type is not None,
        "department": bool(facts.department),
        "date": facts.posted_at is not None,
        "body": bool(facts.text),
        "language": facts.language is not None,
    }
