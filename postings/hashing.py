"""The three fingerprints of a posting, in one canonical form."""

import hashlib
import json
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
