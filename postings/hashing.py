"""The fingerprints of a posting in one canonical form, and the keys of words."""

import hashlib
import json
import zlib
from typing import Any


def canonical(value: Any) -> bytes:
    """Compact JSON, keys sorted at every level, non-ASCII as it is: the form that the seed's hashes have."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass")


def fingerprint(value: Any) -> str:
    """sha256 hex of the canonical form: `source_hash`, `content_hash`, `record_hash`."""
    return hashlib.sha256(canonical(value)).hexdigest()


def job_id(provider: str, board: str, key: str) -> str:
    """The posting's id that other systems know: sha1 hex of `provider|board|key`."""
    return hashlib.sha1(f"{provider}|{board}|{key}".encode(), usedforsecurity=False).hexdigest()


def word_key(word: str) -> int:
    """The number that stands for a word of ours in an entry; 0 for none. No table of them is needed, and no order.

    27 bits of its CRC: with the number of its dimension beside it, it has room in an integer (slices.marked).
    """
    return zlib.crc32(word.encode()) >> 5 if word else 0
