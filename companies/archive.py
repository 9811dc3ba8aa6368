"""The raw archive: every answer byte for byte, zstd-compressed, in Django's `storages["raw"]`.

The key tells where an answer comes from, when it was read, and what is in it:

    raw/provider=lever/board=spotify/date=2026-06-06/2026-06-06T07-56-15-191Z-<sha256>.json.zst
"""

import hashlib
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import quote

import zstandard
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from companies.providers.base import Page, Request, Unreadable

# Level 3 packs real boards tenfold at 2.4 ms; level 10 takes seven times as long for a third less.
LEVEL = 3


class Payload(NamedTuple):
    """One archived answer, as `Crawl.payloads` keeps it; `of` is the key of the record whose own page it is."""

    url: str
    key: str
    sha256: str
    bytes: int
    of: str = ""

    def entry(self) -> dict[str, Any]:
        entry = self._asdict()
        return entry if self.of else {name: entry[name] for name in entry if name != "of"}


def digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def key(provider: str, board: str, at: datetime, sha256: str) -> str:
    """The name of an answer in the archive. A board's token is percent-encoded: it may hold "/" or spaces."""
    moment = f"{at:%Y-%m-%dT%H-%M-%S}-{at.microsecond // 1000:03}Z"
    return f"raw/provider={provider}/board={quote(board, safe='')}/date={at:%Y-%m-%d}/{moment}-{sha256}.json.zst"


def store(provider: str, board: str, at: datetime, page: Page, known: dict[str, str]) -> Payload:
    """Keep `page`; `known` are the {sha256: key} of the last visit, which are not kept twice."""
    sha256 = digest(page.body)
    name = known.get(sha256)
    if name is None:
        name = key(provider, board, at, sha256)
        if not storages["raw"].exists(name):
            packed = zstandard.ZstdCompressor(level=LEVEL).compress(page.body)
            storages["raw"].save(name, ContentFile(packed))
    return Payload(page.request.url, name, sha256, len(page.body), page.of)


def page(payload: dict[str, Any]) -> Page:
    """The answer behind an entry of `Crawl.payloads`, proven by its hash; Unreadable when it is gone or damaged."""
    try:
        with storages["raw"].open(payload["key"]) as file:
            body = zstandard.ZstdDecompressor().decompress(file.read(), max_output_size=payload["bytes"] + 1)
    except FileNotFoundError:
        raise Unreadable(f"The archived answer {payload['key']} is gone.") from None
    except zstandard.ZstdError as error:
        raise Unreadable(f"The archived answer {payload['key']} is damaged: {error}.") from error
    if digest(body) != payload["sha256"]:
        raise Unreadable(f"The archived answer {payload['key']} is damaged.")
    return Page(Request(payload["url"]), body, of=payload.get("of", ""))
