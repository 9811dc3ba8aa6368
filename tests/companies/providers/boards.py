"""Boards for the tests: the ones we wrote, and the recorded ones where this machine has them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from companies.providers import PROVIDERS, recorded_board
from companies.providers.base import Page, Request

PAYLOADS = Path(__file__).parents[2] / "payloads"
SHARED = Path(__file__).parents[4] / "shared"

recorded = pytest.mark.skipif(not SHARED.exists(), reason="the recorded boards are not on this machine")


def page(provider: str, answer: Any, token: str = "harbourlight") -> Page:
    """`answer` (bytes, or anything JSON can say) as the first page of a board."""
    body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    return Page(PROVIDERS[provider].first(recorded_board(provider, token)), body)


def payloads() -> Iterator[tuple[str, Path]]:
    """The boards we wrote, with their provider. A file is named <board>[.<kind of answer>].json, .xml or .html."""
    for slug in PROVIDERS:
        for path in sorted((PAYLOADS / slug).glob("*.*")):
            if path.suffix in (".json", ".xml", ".html") and not path.name.endswith(".listings.json"):
                yield slug, path


def written(provider: str, name: str) -> dict[str, Any]:
    """The records of a board we wrote; `name` is its file's, which need not say that it is .json."""
    path = PAYLOADS / provider / (name if name.endswith((".xml", ".html")) else f"{name}.json")
    return PROVIDERS[provider].records([page(provider, path.read_bytes(), name.split(".")[0])])


def own(record: Any, request: Request, provider: str, name: str) -> Page:
    """The own page of a record that we wrote, as the answer to `request`."""
    return Page(request, (PAYLOADS / provider / "pages" / name).read_bytes(), of=str(record.get("id", "")))
