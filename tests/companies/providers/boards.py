"""Boards for the tests: the ones we wrote, and the recorded ones where this machine has them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from companies.providers import PROVIDERS
from companies.providers.base import Page

PAYLOADS = Path(__file__).parents[2] / "payloads"
SHARED = Path(__file__).parents[4] / "shared"

recorded = pytest.mark.skipif(not SHARED.exists(), reason="the recorded boards are not on this machine")


def page(provider: str, answer: Any, token: str = "harbourlight") -> Page:
    """`answer` (bytes, or anything JSON can say) as the first page of a board."""
    body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    reader = PROVIDERS[provider]
    return Page(reader.first(reader.board(token)), body)


def payloads() -> Iterator[tuple[str, Path]]:
    """The boards we wrote, with their provider. A file is named <board>[.<kind of answer>].json."""
    for slug in PROVIDERS:
        for path in sorted((PAYLOADS / slug).glob("*.json")):
            if not path.name.endswith(".listings.json"):
                yield slug, path


def written(provider: str, name: str) -> dict[str, Any]:
    """The records of a board we wrote."""
    path = PAYLOADS / provider / f"{name}.json"
    return PROVIDERS[provider].records([page(provider, path.read_bytes(), name.split(".")[0])])
