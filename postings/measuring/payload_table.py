"""What was read of recorded answers, as lines of text: a table by provider, and below it what was not read."""

from collections.abc import Iterator, Mapping
from typing import Any

from companies.providers import PROVIDERS
from postings.measuring.payloads import FACTS, NOT_READ, Coverage

COLUMNS = ("files", "postings", "unreadable", "refused", "doubted", *FACTS)


def table(read: Mapping[str, Coverage]) -> Iterator[str]:
    """A Markdown table, the providers by name; facts as the share of postings that state them."""
    yield "| provider | " + " | ".join(COLUMNS) + " |"
    yield "|---|" + "---:|" * len(COLUMNS)
    for slug, coverage in sorted(read.items(), key=lambda item: PROVIDERS[item[0]].NAME.lower()):
        yield f"| {PROVIDERS[slug].NAME} | " + " | ".join(cells(coverage)) + " |"


def cells(coverage: Coverage) -> Iterator[str]:
    counts = (
        coverage.files,
        coverage.postings,
        coverage.unreadable.total(),
        len(coverage.refused),
        coverage.doubted,
    )
    yield from (f"{count:,}" for count in counts)
    yield from (share(coverage.filled[fact], coverage.postings) for fact in FACTS)


def share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "-"


def refusals(read: Mapping[str, Coverage]) -> Iterator[str]:
    """Each file that was refused, and each kind of record that could not be read, with its reason."""
    for coverage in read.values():
        for name, reason in coverage.refused.items():
            yield f"- {name}: {reason}"
    for slug, coverage in read.items():
        for reason, records in coverage.unreadable.items():
            yield f"- {PROVIDERS[slug].NAME}, {records} of its records: {reason}"


def not_read(files: Mapping[str, Any]) -> Iterator[str]:
    """Each provider without an adapter, {slug: its files}, and why it has none."""
    for slug, count in sorted(files.items()):
        yield f"- {slug} ({count}): {NOT_READ.get(slug, 'there is no adapter for it')}"
