"""Every recorded answer of our providers is read to its last record or refused with its reason, where this
machine has them."""

import csv
import re

import pytest

from companies.providers import PROVIDERS
from companies.providers.base import UNREADABLE, Unreadable

from .boards import SHARED, page, recorded

PAYLOADS = SHARED / "payloads"

# Answers that are none, and what is said of them.
REFUSED = {
    "lever/netflix/404.json": "Lever says: Document not found",
    "personio/laolaweb-demo/feed11-faulty.xml.malformed": "not XML",
    "smartrecruiters/AutomationAnywhere1/detail.json": "neither a list of postings",  # its recorder cut the id off
}

# Postings that are none: {file: {key: what is said of it}}.
UNREADABLE_RECORDS = {"personio/cps-it/api-response-invalid.xml": {"1": "no title"}}

# Answers with one posting in two rows, one for each of its places.
TWO_ROWS = {
    "rippling/careerkit-sample/board.json",
    "rippling/rippling/v2-jobs2.json",
    "workable/zaelab/widget2.json",
}

# Recorders who did not count: {file: what is there}.
UNCOUNTED = {
    "icims/wipfli/search.html": 2,
    "jobvite/feedingamerica/search.html": 2,
    "oracle_hcm/sample/detail.json": 1,
    "successfactors/job-hq-sample/search.html": 3,
}


def manifest() -> list[dict[str, str]]:
    if not PAYLOADS.exists():
        return []
    with (PAYLOADS / "manifest.csv").open() as rows:
        return [row for row in csv.DictReader(rows) if row["provider"] in PROVIDERS]


ROWS = manifest()
ANSWERS = [row for row in ROWS if row["file"] not in REFUSED]


def recording(row):
    return page(row["provider"], (PAYLOADS / row["file"]).read_bytes(), row["board"])


def counted(row):
    return UNCOUNTED.get(row["file"]) or int(row["postings"]) - (row["file"] in TWO_ROWS)


@recorded
@pytest.mark.parametrize("slug", PROVIDERS)
def test_every_recorded_posting_is_read_or_refused_for_a_known_reason(slug):
    reader, postings, unlisted = PROVIDERS[slug], 0, 0
    rows = [row for row in ANSWERS if row["provider"] == slug]
    for row in rows:
        board = recording(row)
        records = reader.records([board])
        refused = dict(UNREADABLE_RECORDS.get(row["file"], {}))
        for key, record in records.items():
            if key in refused:
                with pytest.raises(UNREADABLE, match=refused.pop(key)):
                    reader.listing(record)
            else:
                assert reader.listing(record).title, row["file"]
        assert (refused, records.without_key, records.repeated) == ({}, 0, 0), row["file"]
        postings += len(records)
        unlisted += len(re.findall(rb'"isListed": ?false', board.body))
    assert postings + unlisted == sum(map(counted, rows))
    assert rows or slug == "jazzhr"  # of which nothing was recorded


@recorded
@pytest.mark.parametrize("file", REFUSED)
def test_a_recorded_answer_that_is_none_is_refused_with_its_reason(file):
    row = next(row for row in ROWS if row["file"] == file)
    with pytest.raises(Unreadable, match=REFUSED[file]):
        PROVIDERS[row["provider"]].records([recording(row)])


@recorded
def test_a_board_that_was_recorded_whole_is_not_doubted():
    brief = {"detail", "detail?questions=true", "graphql-board"}
    whole = [row for row in ANSWERS if row["whole_board"] == "yes" and row["shape"] not in brief]
    doubts = {row["file"]: PROVIDERS[row["provider"]].doubt([recording(row)]) for row in whole}
    assert {file: doubt for file, doubt in doubts.items() if doubt} == {}
    assert {row["provider"] for row in whole} >= {"ashby", "greenhouse", "lever", "personio", "recruitee"}


@recorded
def test_single_jobs_and_brief_lists_are_doubted():
    shapes = {"detail", "detail?questions=true", "graphql-board", "jsonfeed", "jobs2web RSS"}
    parts = [row for row in ANSWERS if row["shape"] in shapes or row["file"].endswith("detail.json")]
    assert all(PROVIDERS[row["provider"]].doubt([recording(row)]) for row in parts)
    assert {row["shape"] for row in parts} >= shapes


@recorded
def test_no_person_of_a_recorded_board_is_kept():
    for row in ANSWERS:
        reader = PROVIDERS[row["provider"]]
        for key, record in reader.records([recording(row)]).items():
            if key not in UNREADABLE_RECORDS.get(row["file"], {}):
                native = repr(reader.listing(record).native)
                assert "'user'" not in native
                assert not re.search(r"\w@\w+\.\w", native), (row["file"], key)
