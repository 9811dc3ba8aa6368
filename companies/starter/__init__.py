"""Boards for a new site to begin with: boards.csv, at most 6,000 of those whose company is known by name.

Facts only: provider, token, company. docs/directory.md tells where they are from. None was visited when the list was
made, so some will turn out to be gone; a visit says so.
"""

import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from companies.providers import PROVIDERS
from companies.providers.base import Board

LIST = Path(__file__).parent / "boards.csv"
ALL = "all"


class Start(NamedTuple):
    provider: str
    board: Board
    company: str


class NotListed(ValueError):
    """A provider that the list has no boards of; the text names those it has."""


def starter(wanted: Iterable[str]) -> list[Start]:
    """The listed boards of the providers `wanted`, by their slugs, or of "all". Raises NotListed."""
    wanted = set(wanted)
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["provider"] in PROVIDERS]
    there = Counter(row["provider"] for row in rows)
    if unknown := wanted - there.keys() - {ALL}:
        numbers = ", ".join(f"{provider} ({number:,})" for provider, number in sorted(there.items()))
        raise NotListed(f"The starter list has no boards of {', '.join(sorted(unknown))}; it has {numbers}.")
    return [
        Start(row["provider"], PROVIDERS[row["provider"]].board(row["board"]), row["company_name"])
        for row in rows
        if ALL in wanted or row["provider"] in wanted
    ]
