"""Beside each board we wrote lies what we agreed to read in it.

A missing <name>.listings.json is written, and the test then fails until someone has read it.
`fields`, which never changes within a provider, is left out; so is all that is not stated.
"""

import dataclasses
import json
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from companies.providers import PROVIDERS
from companies.providers.base import UNREADABLE, Listing, Page

from .boards import page, payloads

PROVIDERS_AND_PATHS = list(payloads())


@pytest.mark.parametrize(("slug", "path"), PROVIDERS_AND_PATHS, ids=[path.stem for _, path in PROVIDERS_AND_PATHS])
def test_a_board_is_read_as_agreed(slug, path):
    read = reading(slug, page(slug, path.read_bytes(), path.name.split(".")[0]))
    agreed = path.with_name(f"{path.stem}.listings.json")
    if not agreed.exists():
        agreed.write_text(json.dumps(read, ensure_ascii=False, indent=1) + "\n")
        pytest.fail(f"{agreed.name} was missing and has been written: read it, then run this again.")
    assert read == json.loads(agreed.read_text())


def reading(slug: str, board: Page) -> dict[str, Any]:
    reader = PROVIDERS[slug]
    records = reader.records([board])
    return {
        "doubt": reader.doubt([board]),
        "without_key": records.without_key,
        "repeated": records.repeated,
        "listings": {key: listing_or_fault(slug, record) for key, record in records.items()},
    }


def listing_or_fault(slug: str, record: Any) -> Any:
    try:
        listing = PROVIDERS[slug].listing(record)
    except UNREADABLE as error:
        return f"unreadable: {error}"
    return {
        field.name: plain(getattr(listing, field.name))
        for field in dataclasses.fields(Listing)
        if field.name != "fields" and getattr(listing, field.name) not in ("", (), None, frozenset())
    }


def plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, (Decimal, datetime)):
        return str(value)
    if hasattr(value, "_asdict"):
        return {name: plain(inner) for name, inner in value._asdict().items() if inner not in ("", None)}
    if isinstance(value, tuple):
        return [plain(inner) for inner in value]
    return value
