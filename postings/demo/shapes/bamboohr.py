"""BambooHR's careers pages: a board in one answer without texts, and each job's own answer with its text.

Of a place there is an office or a place written for the job; the other one is all null.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from postings.demo.answers import Answer, as_board, as_json, as_text, encode
from postings.demo.employers import DemoBoard
from postings.demo.shapes.markup import Markup
from postings.demo.values import Job, Place
from postings.demo.words import prose

HOSTS = {".bamboohr.com": "bamboohr"}
MISSING = as_text("<!doctype html><title>Not found</title>", 404, "text/html")
GONE = as_json({"error": "Not found"}, 404)
AGES = False
GZIP = True
ENCODE = encode
MARKUP = Markup("<p>{}</p>", "<p><strong>{}</strong></p>", item="<li>{}</li>\n")
WORKPLACES = {"onsite": "0", "remote": "1", "hybrid": "2", "": "0"}
NOWHERE = {"country": None, "state": None, "province": None, "city": None}


def page(board: DemoBoard) -> str:
    return f"https://{board.token}.bamboohr.com/careers"


def token_in(host: str, path: str) -> str | None:
    parts = path.strip("/").split("/")
    asked = parts == ["careers", "list"] or (parts[:1] == ["careers"] and parts[2:] == ["detail"])
    return host.partition(".")[0] if asked else None


def key_in(path: str) -> str | None:
    """The job whose own answer a path asks for."""
    parts = path.strip("/").split("/")
    return parts[1] if parts[2:] == ["detail"] else None


def answer(records: Sequence[bytes], params: Mapping[str, str]) -> Answer:
    return as_board(b'{"meta":{"totalCount":%d},"result":[' % len(records), records, b"]}")


def shown(record: dict[str, Any], params: Mapping[str, str]) -> dict[str, Any]:
    return record


def key(job: Job) -> str:
    return str(job.serial - 4_000_000_000)


def record(job: Job, board: DemoBoard) -> dict[str, Any]:
    return {
        "id": key(job),
        "jobOpeningName": job.title,
        "departmentId": str(18_000 + sum(job.department.encode()) % 999),
        "departmentLabel": job.department,
        "employmentStatusLabel": prose(job.language)["employment"][job.employment],
        "location": office(job.places[0]),
        "atsLocation": NOWHERE,
        "isRemote": True if job.workplace == "remote" else None,
        "locationType": WORKPLACES[job.workplace],
    }


def own(job: Job, board: DemoBoard) -> dict[str, Any]:
    """A job's own answer, where its number stands only in the address it is shared by."""
    texts = [MARKUP.paragraphs(job.opening), *map(MARKUP.section, job.sections), MARKUP.paragraphs(job.closing)]
    opening = {name: value for name, value in record(job, board).items() if name != "id"}
    opening |= {
        "jobOpeningShareUrl": f"{page(board)}/{key(job)}",
        "jobOpeningStatus": "Open",
        "description": "".join(texts),
        "location": {**office(job.places[0]), "addressCountry": job.places[0].country_name},
        "compensation": job.pay_line or None,
        "datePosted": f"{job.posted_at:%Y-%m-%d}",
    }
    return {"meta": {}, "result": {"jobOpening": opening, "formFields": {}}}


def office(place: Place) -> dict[str, Any]:
    return {"city": place.city or None, "state": place.region_name or None}
