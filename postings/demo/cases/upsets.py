"""What goes wrong on a board for a day, or from a day on."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from postings.demo.answers import Answer, as_json, as_text
from postings.demo.cases.kinds import ALWAYS, Upset
from postings.demo.values import Job

FREEZE_DAY = 20
SLOW_SECONDS = 0.4
# More than the 30 % that one visit is believed for.
FROZEN_PERCENT = 45


def nothing(records: list[Any]) -> list[Any]:
    return []


def too_many_requests(answer: Answer, params: Mapping[str, str]) -> Answer:
    slow_down = as_json({"ok": False, "error": "Too many requests"}, 429)
    return replace(slow_down, headers={**slow_down.headers, "Retry-After": "3600"})


def unavailable(answer: Answer, params: Mapping[str, str]) -> Answer:
    return as_text("<html><body><h1>503 Service Unavailable</h1></body></html>", 503, "text/html")


def not_found(answer: Answer, params: Mapping[str, str]) -> Answer:
    return as_text("Not Found", 404)


def maintenance(answer: Answer, params: Mapping[str, str]) -> Answer:
    return as_text("<!doctype html><title>Back soon</title><p>We are improving this service.", kind="text/html")


def second_page_cut(answer: Answer, params: Mapping[str, str]) -> Answer:
    return answer if params.get("skip", "0") == "0" else replace(answer, cut=True)


def half_a_body(answer: Answer, params: Mapping[str, str]) -> Answer:
    return replace(answer, body=answer.body[: len(answer.body) // 2])


def other_shape(answer: Answer, params: Mapping[str, str]) -> Answer:
    return as_json({"ok": True, "data": {"postings": []}})


def total_too_high(answer: Answer, params: Mapping[str, str]) -> Answer:
    board = json.loads(answer.body)
    return as_json({**board, "meta": {"total": board["meta"]["total"] + 7}})


def total_found_too_high(answer: Answer, params: Mapping[str, str]) -> Answer:
    board = json.loads(answer.body)
    return as_json({**board, "totalFound": board["totalFound"] + 7}) if "totalFound" in board else answer


def slow(answer: Answer, params: Mapping[str, str]) -> Answer:
    return replace(answer, delay=SLOW_SECONDS)


def first_page_again(params: Mapping[str, str]) -> Mapping[str, str]:
    return {**params, "offset": "0"}


def third_without_id(records: list[Any]) -> list[Any]:
    return [{**job, "id": None} if number == 2 else job for number, job in enumerate(records)]


def first_id_twice(records: list[Any]) -> list[Any]:
    return [{**job, "id": records[0]["id"]} if number == 1 else job for number, job in enumerate(records)]


def new_name(records: list[Any]) -> list[Any]:
    return [{**job, "company_name": "Gridwether Energy"} for job in records]


def recruiter_named(records: list[Any]) -> list[Any]:
    """An invented person, where Greenhouse puts the real one: in a field of the type `user`."""
    person = {"name": "Ottoline Fennimarsh", "email": "o.fennimarsh@tarnhollow.example", "user_id": 40077}
    manager = {"id": 4_000_900, "name": "Hiring Manager", "value": person, "value_type": "user"}
    return [{**job, "metadata": [*(job["metadata"] or []), manager]} for job in records]


def frozen(jobs: tuple[Job, ...]) -> tuple[Job, ...]:
    """The same part of the board is gone on every day of the freeze."""
    return tuple(job for job in jobs if job.id.int % 100 >= FROZEN_PERCENT)


UPSETS = (
    Upset("empty for a day", "greenhouse/celandine",
          "Every job is gone on day 11 and back on day 12: nothing was closed.", 11, 11, records=nothing),
    Upset("too many requests", "lever/wexcombe",
          "429 with Retry-After.", 9, 9, answer=too_many_requests),
    Upset("unavailable", "ashby/brisandia",
          "503 and a page for people.", 21, 21, answer=unavailable),
    Upset("second page cut off", "lever/brackenwold-health",
          "The connection breaks in the middle of page two: not the whole board.", 14, 14, answer=second_page_cut),
    Upset("half a body", "greenhouse/yarrabent",
          "JSON that ends in the middle, sent as if it were whole.", 18, 18, answer=half_a_body),
    Upset("page for people", "greenhouse/ferrymark",
          "HTML with the status 200 where JSON belongs.", 22, 22, answer=maintenance),
    Upset("another shape", "lever/milpazul",
          "JSON, but not a list of postings.", 19, 19, answer=other_shape),
    Upset("wrong total", "greenhouse/tarnhollow",
          "The board says it has seven jobs more than it lists.", 13, 13, answer=total_too_high),
    Upset("record without id", "ashby/cadrilune",
          "One record cannot be told from the others.", 6, 6, records=third_without_id),
    Upset("two records with one id", "lever/coolabrook",
          "The second one hides behind the first.", 16, 16, records=first_id_twice),
    Upset("renamed company", "greenhouse/gridwether",
          "Gridwether Wind is called Gridwether Energy from day 15 on.", 15, ALWAYS, records=new_name),
    Upset("recruiter's name", "greenhouse/tarnhollow",
          "A person's name and mail in the metadata, which are never stored.", 0, ALWAYS, records=recruiter_named),
    Upset("hiring freeze", "ashby/armadune.example",
          "Almost half the board is gone at once, and stays away.", FREEZE_DAY, ALWAYS, jobs=frozen),
    Upset("board taken down", "ashby/alderdispatch",
          "404 from day 24 on.", 24, ALWAYS, answer=not_found),
    Upset("every third request refused", "bamboohr/thistledown",
          "429 with Retry-After, whatever is asked for: the list or a job's own answer.",
          3, 26, every=3, answer=too_many_requests),
    Upset("page for people at a careers site", "recruitee/waterschans",
          "HTML with the status 200 where offers belong.", 7, 7, answer=maintenance),
    Upset("feed cut in the middle", "personio/morgenkiste",
          "XML that ends in the middle, sent as if it were whole.", 13, 13, answer=half_a_body),
    Upset("pages that come again", "workday/clonferran/wd3/Careers",
          "Whatever page is asked for, the first one is answered.", 9, 9, asked=first_page_again),
    Upset("slow answers", "recruitee/waterschans",
          "Each answer takes its time, and is whole.", 15, 15, answer=slow),
    Upset("total that lies", "smartrecruiters/aubrelle",
          "The board speaks of seven postings that it never lists.", 17, 17, answer=total_found_too_high),
)  # fmt: skip
