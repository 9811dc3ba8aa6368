"""What a server sends back, before it is on the wire."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

JSON = "application/json; charset=utf-8"
XML = "application/xml; charset=utf-8"


@dataclass(frozen=True)
class Answer:
    """One HTTP answer. `cut`: the connection breaks half way through the body; `delay`: seconds until it comes."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False
    delay: float = 0.0


def encode(value: Any) -> bytes:
    """`value` as the ATSs write JSON: non-ASCII as it is, save what UTF-8 cannot hold."""
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:  # a lone surrogate: every board that has one sends it escaped
        return json.dumps(value, separators=(",", ":")).encode()


def as_json(value: Any, status: int = 200) -> Answer:
    return Answer(encode(value), status, {"Content-Type": JSON})


def as_board(before: bytes, records: Sequence[bytes], after: bytes, **headers: str) -> Answer:
    """A board of encoded records, with a tag of its content in the weak form that ATSs use."""
    return tagged(before + b",".join(records) + after, {"Content-Type": JSON, **headers})


def as_feed(before: bytes, records: Sequence[bytes], after: bytes) -> Answer:
    """The same in XML."""
    return tagged(before + b"".join(records) + after, {"Content-Type": XML})


def tagged(body: bytes, headers: Mapping[str, str]) -> Answer:
    return Answer(body, headers={**headers, "ETag": f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'})


def as_text(words: str, status: int = 200, kind: str = "text/plain") -> Answer:
    return Answer(words.encode(), status, {"Content-Type": f"{kind}; charset=utf-8"})
