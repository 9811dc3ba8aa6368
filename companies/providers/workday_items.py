"""The items of Workday's lists and its jobs' own answers, and by what they are known."""

from typing import Any
from urllib.parse import urlsplit

from companies.providers import workday_address
from companies.providers.base import Page, Unreadable
from companies.providers.fields import kind, line, link, part

# What a job's key and address are made of.
PATHS = ("externalPath", "externalUrl", "jobPostingId")


def items(page: Page) -> list[Any]:
    """The items of one page, or the one of a job's own answer; Unreadable when it is neither."""
    answer = page.json
    if not isinstance(answer, dict):
        raise Unreadable(f"The answer is {kind(answer)}, not an object with jobs.")
    if isinstance(answer.get("jobPostings"), list):
        listed: list[Any] = answer["jobPostings"]
        return listed
    if isinstance(answer.get("jobPostingInfo"), dict):
        return [told(answer)]
    if answer.get("errorCode") or answer.get("message"):
        raise Unreadable(f"Workday says: {(line(answer, 'message') or line(answer, 'errorCode'))[:200]}.")
    raise Unreadable("The answer has neither a list of jobs (jobPostings) nor a job (jobPostingInfo).")


def told(answer: dict[str, Any]) -> dict[str, Any]:
    """A job's own answer as one object, without the questions and the jobs like it."""
    return {**part(answer, "jobPostingInfo"), "hiringOrganization": named(answer, "hiringOrganization")}


def keyed(item: Any, page: Page) -> Any:
    """An item with its key and the address of its page; as it came, where it has none to make them of.

    Only a job's own answer, where that is all there is, names its requisition apart.
    """
    if not isinstance(item, dict) or not all(isinstance(item.get(name, ""), str) for name in PATHS):
        return item
    path, found = line(item, "externalPath"), workday_address.board_in(page.request.url)
    url = link(item, "externalUrl") or (found.url + path if found and path else "")
    key = line(item, "jobReqId") or key_of(path or line(item, "jobPostingId") or urlsplit(url).path)
    return {**item, "key": key, "externalUrl": url}


def key_of(path: str) -> str:
    """The end of a job's path: its requisition, with a number where that was posted again ("JR-0105489-1")."""
    return path.rpartition("/")[2].rpartition("_")[2]


def named(record: Any, name: str) -> str:
    """The name of a thing that is an object with an id, or its name alone."""
    if isinstance(record.get(name), str):
        return line(record, name)
    return line(part(record, name), "descriptor") or line(part(record, name), "name")
