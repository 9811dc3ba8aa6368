"""Files of agreed answers, one JSON object a line.

Answers on a location string have its `text`. Answers on a posting name it by `provider`, `board`,
`key` and the recording it stands in: `file`, "#n" being a line of a .jsonl.xz, told from a folder
somewhere above the file of answers.
"""

import json
import lzma
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from companies.providers import PROVIDERS, recorded_board
from companies.providers.base import UNREADABLE, Page, Request
from postings.measuring.judging import Answers
from postings.normalise import Facts, normalise
from postings.recordings import from_line

FILES = ("postings.jsonl", "places.jsonl")


class NotGolden(ValueError):
    """A path that holds no agreed answers, or answers on what is not there; the text says which."""


class Read(NamedTuple):
    """Answers on a posting and our facts of it; None when its provider has no adapter here."""

    answers: Answers
    facts: Facts | None


def files(path: Path) -> list[Path]:
    """The files of answers at `path`: itself, or those that a folder holds. Raises NotGolden."""
    found = [path / name for name in FILES if (path / name).exists()] if path.is_dir() else [path]
    if not found:
        raise NotGolden(f"{path} holds neither {' nor '.join(FILES)}.")
    return found


def answers_in(path: Path) -> list[Answers]:
    """The lines of a file. Raises NotGolden."""
    try:
        with path.open(encoding="utf-8") as lines:
            found = [json.loads(line, parse_float=Decimal) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        raise NotGolden(f"{path} cannot be read as JSON lines: {error}") from error
    if not found or not all(isinstance(line, dict) and ("text" in line or "file" in line) for line in found):
        raise NotGolden(f"{path} holds no answers: a line has the text of a location, or the file of a posting.")
    return found


def read_postings(path: Path, lines: Iterable[Answers]) -> Iterator[Read]:
    """The postings that `lines` of the file `path` are about, through their adapters and our rules.

    Recordings are opened once each, so the order is theirs. Raises NotGolden.
    """
    wanted: dict[str, list[Answers]] = defaultdict(list)
    for answers in lines:
        if answers["provider"] in PROVIDERS:
            wanted[answers["file"]].append(answers)
        else:
            yield Read(answers, None)
    for name, body in bodies(path, wanted):
        yield from read_recording(wanted.pop(name), body)
    if wanted:
        raise NotGolden(f"{next(iter(wanted))} ends before the line that {path} speaks of.")


def bodies(path: Path, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """(name, the board's answer) of every recording; of a .jsonl.xz only the lines asked for are parsed."""
    lines: dict[str, set[int]] = defaultdict(set)
    for name in names:
        file, _, number = name.partition("#")
        lines[file].add(int(number or 0))
    for file, numbers in lines.items():
        recording = find(path, file)
        if 0 in numbers:
            yield file, recording.read_bytes()
        else:
            with lzma.open(recording, "rt") as packed:
                chosen = ((number, line) for number, line in enumerate(packed, 1) if number in numbers)
                for number, line in chosen:
                    yield f"{file}#{number}", from_line(recording, number, json.loads(line)).body()


def find(path: Path, file: str) -> Path:
    """`file` below the nearest folder above `path` that has it."""
    for folder in path.absolute().parents:
        if (folder / file).exists():
            return folder / file
    raise NotGolden(f"{path} speaks of {file}, which lies in no folder above it.")


def read_recording(lines: list[Answers], body: bytes) -> Iterator[Read]:
    provider = PROVIDERS[lines[0]["provider"]]
    asked = provider.first(recorded_board(lines[0]["provider"], lines[0]["board"]))
    records = provider.records([Page(Request(asked.url), body)])
    for answers in lines:
        try:
            listing = provider.listing(records[answers["key"]])
        except UNREADABLE as error:
            raise NotGolden(f"{answers['file']} has no readable posting {answers['key']}: {error}") from error
        yield Read(answers, normalise(listing))
