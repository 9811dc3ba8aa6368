"""Recorded boards on disk, as the readings they were. What `manage.py replay` feeds through the real path.

Three layouts are understood: a folder with a `manifest.csv` (columns provider, board, file,
observed, whole_board, shape), files `<provider>/<board>/<date>.json`, and `<name>.jsonl.xz`
with one reading a line: {"date" or "fetched_at", "board", "response"}. There the board is the
line's or else the file's name, the date the line's or else one in the path, and the provider
the folder that begins with its name.
"""

import csv
import json
import lzma
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from companies.providers import PROVIDERS

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class Recording(NamedTuple):
    """One reading of one board: `body()` reads its bytes. `is_whole` is the recorder's word for it."""

    provider: str
    board: str
    at: datetime
    name: str
    body: Callable[[], bytes]
    is_whole: bool = True


class NotARecording(ValueError):
    """A path that holds no recorded board; the text says what is missing."""


def recordings(path: Path) -> Iterator[Recording]:
    """All readings under `path`, oldest first; of several .jsonl.xz, file by file. Raises NotARecording."""
    if not path.exists():
        raise NotARecording(f"{path} does not exist.")
    if files := line_files(path):
        return (reading for file in files for reading in from_lines(file))
    found = list(from_manifest(path) if (path / "manifest.csv").exists() else from_files(path))
    if not found:
        raise NotARecording(f"{path} holds no manifest.csv, no .jsonl.xz and no <provider>/<board>/<date>.json.")
    return iter(sorted(found, key=lambda reading: (reading.at, reading.provider, reading.board, reading.name)))


def line_files(path: Path) -> list[Path]:
    files = [path] if path.is_file() else sorted(path.glob("*.jsonl.xz"))
    return [file for file in files if file.name.endswith(".jsonl.xz")]


def from_manifest(path: Path) -> Iterator[Recording]:
    with (path / "manifest.csv").open(newline="") as lines:
        for row in csv.DictReader(lines):
            if row["shape"].startswith("error") or not row["observed"]:
                continue
            yield Recording(
                row["provider"],
                row["board"],
                moment(row["observed"]),
                row["file"],
                (path / row["file"]).read_bytes,
                row["whole_board"] == "yes",
            )


def from_lines(file: Path) -> Iterator[Recording]:
    """One reading a line, read as they are asked for: a file may hold a gigabyte unpacked."""
    with lzma.open(file, "rt") as lines:
        for number, line in enumerate(lines, 1):
            yield from_line(file, number, json.loads(line))


def from_line(file: Path, number: int, line: dict[str, Any]) -> Recording:
    at = line.get("fetched_at") or line.get("date") or date_in(file)
    response = line["response"]
    return Recording(
        provider_in(file),
        line.get("board") or file.name.removesuffix(".jsonl.xz"),
        moment(at),
        f"{file.name}#{number}",
        lambda: json.dumps(response, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"),
    )


def from_files(path: Path) -> Iterator[Recording]:
    files = [path] if path.is_file() else sorted(path.rglob("*.json"))
    for file in files:
        if file.suffix == ".json" and DATE.search(file.name):
            yield Recording(provider_in(file), file.parent.name, moment(date_in(file)), file.name, file.read_bytes)


def provider_in(file: Path) -> str:
    """The provider whose name begins a folder above `file`."""
    for folder in reversed(file.absolute().parts[:-1]):
        for slug in PROVIDERS:
            if folder == slug or folder.startswith(f"{slug}_"):
                return slug
    raise NotARecording(f"No folder above {file} is named after a provider ({', '.join(PROVIDERS)}).")


def date_in(file: Path) -> str:
    found = DATE.findall(str(file))
    if not found:
        raise NotARecording(f"{file} does not say when it was recorded.")
    return found[-1]


def moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
