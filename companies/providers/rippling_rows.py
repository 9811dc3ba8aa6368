"""The rows of Rippling's lists, and the jobs that they are together."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from companies.providers.base import Page, Records, Unreadable
from companies.providers.fields import amount, kind


def rows(page: Page) -> list[Any]:
    """The rows of one page, or the job of its own answer; Unreadable when it is neither."""
    answer = page.json
    listed = answer.get("items") if isinstance(answer, dict) else answer
    if isinstance(listed, list):
        return listed
    if isinstance(answer, dict) and "name" in answer and ("uuid" in answer or "id" in answer):
        return [answer]
    raise Unreadable(f"The answer is {kind(answer)} with neither a list of jobs (items) nor a job's id and name.")


def merged(rows: Iterable[Any]) -> Records:
    """{id: job} with the places of all rows of that id, in their order; nothing else of the later rows is kept."""
    jobs = Records()
    for row in rows:
        job = _job(row)
        if job is None:
            jobs.without_key += 1
        elif job["id"] not in jobs:
            jobs[job["id"]] = job
        else:
            known = jobs[job["id"]]["locations"]
            known.extend(place for place in job["locations"] if place not in known)
    return jobs


def number(page: Page, name: str) -> int:
    """What a page says of its board in numbers; 0 where it does not."""
    return int(amount(page.json, name) or 0) if isinstance(page.json, dict) else 0


def repeats(pages: Sequence[Page]) -> bool:
    """Whether a page is the one before it once more."""
    return any(rows(page) and rows(page) == rows(before) for before, page in pairwise(pages))


def _job(row: Any) -> dict[str, Any] | None:
    """A row as a job with a list of its own for its places; None when it has no id.

    The older list calls the id `uuid`, and its one place has a label alone.
    """
    key = (row.get("id") or row.get("uuid")) if isinstance(row, dict) else None
    if not isinstance(key, str):
        return None
    places, older = row.get("locations"), row.get("workLocation")
    if isinstance(older, dict):
        places = [{"name": older.get("label")}]
    return {**row, "id": key, "locations": list(places) if isinstance(places, list) else []}
