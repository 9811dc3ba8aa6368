"""What new rules did to what is stored: counts by fact, and a few samples of each."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from companies.models import Source
from postings.models import Posting

# Parts of `parsed_structured` that tell once more what stands beside them, or when.
TOLD_ELSEWHERE = {"inferred_at", "location", "remote_policy", "launch_scope", "evidence"}
SAMPLES = 3


class Sample(NamedTuple):
    """One posting on which a fact has changed."""

    posting_id: int
    title: str
    old: Any
    new: Any


class Lost(NamedTuple):
    """Postings that could not be read again, and why."""

    source: Source
    payload_key: str
    number: int
    why: str


@dataclass
class Effects:
    looked_at: int = 0
    changed: int = 0
    facts: Counter[str] = field(default_factory=Counter)
    samples: dict[str, list[Sample]] = field(default_factory=lambda: defaultdict(list))
    lost: list[Lost] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)

    def note(self, posting: Posting, before: Mapping[str, Any], after: Mapping[str, Any], is_written: bool) -> None:
        self.looked_at += 1
        self.changed += is_written
        for name in sorted(before.keys() | after.keys()):
            old, new = before.get(name), after.get(name)
            if old != new:
                self.facts[name] += 1
                if len(self.samples[name]) < SAMPLES:
                    self.samples[name].append(Sample(posting.id, posting.title, old, new))

    def lose(self, source: Source, payload_key: str, keys: Collection[str], troubles: Sequence[str]) -> None:
        if keys:
            why = troubles[0] if troubles else "No visit on record holds it any more."
            self.lost.append(Lost(source, payload_key, len(keys), why))


def picture(posting: Posting) -> dict[str, Any]:
    """{name: value} of all that our rules say of a posting, as it is held."""
    content, parsed = posting.content, posting.content.parsed_structured
    scope = parsed.get("launch_scope") or {}
    return {
        **{name: value for name, value in parsed.items() if name not in TOLD_ELSEWHERE},
        **{f"evidence of {name}": evidence for name, evidence in parsed.get("evidence", {}).items()},
        "scope": {name: scope.get(name) for name in ("included", "reason")},
        **content.facts,
        "description": content.text,
        "html": content.html,
        "native_structured": content.source_hash,
    }


def as_stored(value: Any) -> Any:
    """`value` as a JSON column gives it back: tuples are lists there."""
    return json.loads(json.dumps(value))
