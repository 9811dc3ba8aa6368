"""Every recorded answer of our providers is read to its last record, where this machine has them."""

import csv
import re

import pytest

from companies.providers import PROVIDERS
from companies.providers.base import Unreadable

from .boards import SHARED, page, recorded

PAYLOADS = SHARED / "payloads"


def manifest() -> list[dict[str, str]]:
    if not PAYLOADS.exists():
        return []
    with (PAYLOADS / "manifest.csv").open() as rows:
        return [row for row in csv.DictReader(rows) if row["provider"] in PROVIDERS]


ANSWERS = [row for row in manifest() if "error" not in row["shape"]]
ERRORS = [row for row in manifest() if "error" in row["shape"]]
WHOLE_SHAPES = {"postings", "jobs", "jobs+content", "job-board", "job-board+comp"}


def recording(row):
    return page(row["provider"], (PAYLOADS / row["file"]).read_bytes(), row["board"])


@recorded
@pytest.mark.parametrize("slug", PROVIDERS)
def test_no_recorded_posting_is_unreadable(slug):
    reader, postings, unlisted = PROVIDERS[slug], 0, 0
    for row in ANSWERS:
        if row["provider"] == slug:
            board = recording(row)
            records = reader.records([board])
            postings += sum(1 for record in records.values() if reader.listing(record))
            unlisted += len(re.findall(rb'"isListed": ?false', board.body))
            assert (records.without_key, records.repeated) == (0, 0), row["file"]
    assert postings + unlisted == sum(int(row["postings"]) for row in ANSWERS if row["provider"] == slug)


@recorded
def test_a_board_that_was_recorded_whole_is_not_doubted():
    whole = [row for row in ANSWERS if row["whole_board"] == "yes" and row["shape"] in WHOLE_SHAPES]
    doubts = {row["file"]: PROVIDERS[row["provider"]].doubt([recording(row)]) for row in whole}
    assert {file: doubt for file, doubt in doubts.items() if doubt} == {}
    assert len(whole) > 100


@recorded
def test_single_jobs_and_brief_lists_are_doubted():
    parts = [row for row in ANSWERS if row["shape"] not in WHOLE_SHAPES]
    assert all(PROVIDERS[row["provider"]].doubt([recording(row)]) for row in parts)
    assert {row["shape"] for row in parts} == {"detail", "detail?questions=true", "graphql-board"}


@recorded
def test_a_recorded_error_is_unreadable_in_its_own_words():
    for row in ERRORS:
        with pytest.raises(Unreadable, match="Document not found"):
            PROVIDERS[row["provider"]].records([recording(row)])
    assert ERRORS


@recorded
def test_no_person_of_a_recorded_board_is_kept():
    for row in ANSWERS:
        if row["provider"] == "greenhouse":
            for record in PROVIDERS["greenhouse"].records([recording(row)]).values():
                native = repr(PROVIDERS["greenhouse"].listing(record).native)
                assert "'user'" not in native
                assert "@" not in native
