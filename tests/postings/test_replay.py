"""Recorded boards through the real path: all of them read, nobody closed on one absence, every number explained."""

import csv
import json
import lzma

import pytest
from django.core.management import CommandError, call_command

from companies.models import Crawl, Source
from postings.audit import audit
from postings.models import Event, Posting
from postings.recordings import recordings
from tests.boards import job

pytestmark = pytest.mark.django_db


def record(folder, day: str, jobs: list, provider="lever", board="acme") -> None:
    path = folder / provider / board
    path.mkdir(parents=True, exist_ok=True)
    (path / f"{day}.json").write_text(json.dumps(jobs))


def states() -> dict[str, bool]:
    return dict(Posting.objects.values_list("key", "active"))


def test_files_are_fed_oldest_first_as_if_crawled_then(tmp_path):
    record(tmp_path, "2026-06-03", [job("a")])
    record(tmp_path, "2026-06-01", [job("a"), job("b")])
    record(tmp_path, "2026-06-02", [job("a")])
    call_command("replay", tmp_path)
    assert states() == {"a": True, "b": False}
    assert [f"{crawl.started_at:%Y-%m-%d}" for crawl in Crawl.objects.order_by("id")] == [
        "2026-06-01",
        "2026-06-02",
        "2026-06-03",
    ]
    assert f"{Posting.objects.get(key='b').closed_at:%Y-%m-%d}" == "2026-06-03"


def test_a_second_replay_writes_nothing(tmp_path, capsys):
    record(tmp_path, "2026-06-01", [job("a")])
    record(tmp_path, "2026-06-02", [job("a", "Other")])
    call_command("replay", tmp_path)
    events = Event.objects.count()
    call_command("replay", tmp_path)
    assert Event.objects.count() == events == 2
    assert "2 fed before" in capsys.readouterr().out


def test_a_replay_that_was_killed_goes_on_where_it_stopped(tmp_path):
    record(tmp_path, "2026-06-01", [job("a")])
    call_command("replay", tmp_path)
    waiting = Crawl.objects.get()
    Crawl.objects.update(ingested_at=None)  # as if killed between the archive and the ingest
    call_command("replay", tmp_path)
    waiting.refresh_from_db()
    assert waiting.ingested_at is not None
    assert Crawl.objects.count() == 1


def test_a_manifest_says_which_recordings_are_whole(tmp_path):
    record(tmp_path, "2026-06-01", [job("a"), job("b")])
    for day in ("2026-06-02", "2026-06-03"):
        record(tmp_path, day, [job("a")])
    with (tmp_path / "manifest.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["provider", "board", "file", "shape", "observed", "whole_board"])
        for day, whole in (("2026-06-01", "yes"), ("2026-06-02", "no"), ("2026-06-03", "no")):
            rows.writerow(["lever", "acme", f"lever/acme/{day}.json", "postings", day, whole])
        rows.writerow(["carrier-pigeon", "acme", "none.json", "x", "2026-06-01", "yes"])
    call_command("replay", tmp_path)
    assert states() == {"a": True, "b": True}


def test_lines_of_a_packed_file_are_one_reading_each(tmp_path):
    folder = tmp_path / "lever_daily"
    folder.mkdir()
    with lzma.open(folder / "acme.jsonl.xz", "wt") as file:
        for day in ("2026-06-01", "2026-06-02"):
            file.write(json.dumps({"date": day, "response": [job("a")]}) + "\n")
    call_command("replay", folder / "acme.jsonl.xz")
    assert Source.objects.get().board == "acme"
    assert Crawl.objects.count() == 2


@pytest.mark.parametrize("name", ["nowhere", "."])
def test_a_path_without_recordings_is_told(tmp_path, name):
    with pytest.raises(CommandError, match=r"does not exist|holds no manifest\.csv"):
        call_command("replay", tmp_path / name)


def test_every_recorded_posting_of_three_providers_is_read(shared, tmp_path):
    """As many postings as distinct keys, of every shape that was recorded; a second replay adds nothing.

    Of the small files only, for time; `manage.py replay ../shared/payloads` reads all of them.
    """
    folder = small_files(shared / "payloads", tmp_path)
    call_command("replay", folder)
    assert sum(crawl.counts.get("unreadable", 0) for crawl in Crawl.objects.all()) == 0
    assert Crawl.objects.filter(outcome=Crawl.Outcome.FAILED).count() == 0
    assert Posting.objects.count() == len(distinct_keys(folder)) > 500
    events = Event.objects.count()
    call_command("replay", folder)
    assert Event.objects.count() == events


SMALL = {str(number) for number in range(1, 31)}
THREE = ("ashby", "greenhouse", "lever")


def small_files(payloads, folder):
    """A folder whose manifest names the recordings of up to thirty postings, by their full paths."""
    with (payloads / "manifest.csv").open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["postings"] in SMALL and row["provider"] in THREE]
    with (folder / "manifest.csv").open("w", newline="") as file:
        manifest = csv.DictWriter(file, rows[0].keys())
        manifest.writeheader()
        manifest.writerows({**row, "file": str(payloads / row["file"])} for row in rows)
    return folder


def distinct_keys(folder) -> set[tuple[str, str, str]]:
    """(provider, board, key) of every listed record, read without our adapters."""
    keys = set()
    with (folder / "manifest.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            if row["provider"] in ("lever", "greenhouse", "ashby") and not row["shape"].startswith("error"):
                answer = json.loads((folder / row["file"]).read_text())
                keys |= {(row["provider"], row["board"], str(one["id"])) for one in jobs_in(answer)}
    return keys


def jobs_in(answer) -> list[dict]:
    if isinstance(answer, list):
        return answer
    jobs = answer.get("jobs") or answer.get("data", {}).get("jobBoard", {}).get("jobPostings")
    found = [answer] if jobs is None and "id" in answer else jobs or []
    return [one for one in found if one.get("isListed") is not False]


def test_ten_months_of_a_real_board_are_explained_reading_by_reading(shared):
    """Trivago, 124 readings: what is listed is open, what is absent once is not closed, and the events add up."""
    file = shared / "datasets" / "greenhouse_daily" / "trivago.jsonl.xz"
    call_command("replay", file)
    source = Source.objects.get()
    account = audit(source)
    assert account.faults == []
    assert account.readings == len(list(recordings(file)))
    assert account.flickers > 0
    last = set(source.reader.records(source.crawls.good().latest_first().first().read_pages()))
    assert last <= set(source.postings.open().values_list("key", flat=True))
