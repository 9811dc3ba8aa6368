"""Texts as UUIDs."""

from collections.abc import Iterable
from uuid import UUID


def uuids(texts: Iterable[str]) -> list[UUID]:
    """Those of `texts` that are one."""
    return [found for found in map(uuid_of, texts) if found]


def uuid_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
