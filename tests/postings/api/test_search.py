"""A search finds what it should and counts exactly that, however it is asked."""

import json
import random
from datetime import UTC, datetime, timedelta

import pytest

from tests import make
from tests.postings.api.asking import API, data, refused, sent, titles, told, walk
from tests.postings.api.conftest import START

SEARCHES = 200

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def one_of(name, values):
    return lambda chance: (name, chance.sample(values, chance.randint(1, 2)))


# What may be asked, and whether a job has it.
ASKED = [
    one_of("city", ["Berlin", "New York", "bonn", "unknown"]),
    one_of("country", ["Germany", "United States"]),
    one_of("workplace_type", ["remote", "hybrid", "on_site", "unknown"]),
    one_of("employment_type", ["full_time", "contract", "unknown"]),
    one_of("provider", ["lever", "ashby", "greenhouse", "nobody"]),
    one_of("department", ["Care", "Engineering", "unknown"]),
    lambda chance: ("title", chance.choice(["nurse", "night nurse", "engineer"])),
    lambda chance: ("salary_exists", chance.random() > 0.5),
    lambda chance: ("salary_min", chance.choice([60_000, 80_000, 110_000, 500_000])),
    lambda chance: ("posted_after", f"{START + chance.randrange(60) * DAY:%Y-%m-%d}"),
    lambda chance: ("first_seen_before", (START + chance.randrange(60) * DAY).isoformat()),
    lambda chance: ("changed_after", f"{START + (60 + chance.randrange(30)) * DAY:%Y-%m-%dT%H:%M:%S.000Z}"),
    lambda chance: ("status", chance.choice(["active", "expired", "all"])),
    lambda chance: ("active", chance.random() > 0.5),
]


def has(facts, name, asked) -> bool:
    """Reckoned from what the posting was made with, by none of the code that searches."""
    if name in ("status", "active"):
        return {"active": facts["active"], "expired": not facts["active"], "all": True}.get(
            asked, facts["active"] == asked
        )
    if name == "title":
        return set(asked.split()) <= set(facts["title"].lower().split())
    if name == "salary_exists":
        return bool(facts["pay"]) == asked
    if name == "salary_min":
        return bool(facts["pay"]) and facts["pay"] + 20_000 >= asked
    if name.endswith(("_after", "_before")):
        column, _, side = name.rpartition("_")
        moment = datetime.fromisoformat(asked).replace(tzinfo=UTC)
        return facts[f"{column}_at"] >= moment if side == "after" else facts[f"{column}_at"] < moment
    value = facts["source"].provider if name == "provider" else facts[name]
    return (value or "unknown").lower() in [text.lower() for text in asked]


def random_query(chance):
    query = dict(make_one(chance) for make_one in chance.sample(ASKED, chance.randint(1, 4)))
    if "status" in query:
        query.pop("active", None)
    return query


def test_two_hundred_searches_count_what_there_is_and_post_and_get_agree(client, market):
    chance, found = random.Random(2), 0
    for _ in range(SEARCHES):
        query = random_query(chance)
        asked = query if {"status", "active"} & query.keys() else query | {"status": "active"}
        expected = {job.posting.job_id for job in market if all(has(job.facts, *one) for one in asked.items())}
        texts = {name: str(value).lower() if isinstance(value, bool) else value for name, value in query.items()}
        answer = told(client, "jobs/search", limit=100, **texts)
        assert {job["job_id"] for job in answer["data"]} == expected, query
        assert answer["meta"]["total_matching"] == len(expected)
        assert sent(client, "jobs/search", query | {"limit": 100}) == answer
        found += bool(expected)
    assert found > SEARCHES / 3


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "boat or nurse"}, ["Boat Builder", "Night Nurse"]),
        ({"q": "nurse -night"}, []),
        ({"q": "harbour"}, ["Boat Builder"]),
        ({"title": "harbour"}, []),
        ({"location": "New York, NY"}, ["Boat Builder"]),
        ({"location": "Germany"}, ["Night Nurse"]),
        ({"location": "europe"}, ["Night Nurse"]),
        ({"location_text": "EMEA"}, ["Night Nurse"]),
        ({"region": "ny"}, ["Boat Builder"]),
        ({"country": "US,DE"}, ["Boat Builder", "Night Nurse"]),
        ({"-city": "Berlin"}, ["Boat Builder", "Cook"]),
        ({"city": "unknown"}, ["Cook"]),
        ({"city": "berlin-germany"}, ["Night Nurse"]),
        ({"company": "harbour-light"}, ["Boat Builder"]),
        ({"company": "HARBOUR LIGHT"}, ["Boat Builder"]),
        ({"work_model": "on-site"}, ["Night Nurse"]),
        ({"provider_account_keys": "harbourlight,other"}, ["Boat Builder"]),
        ({"salary_max": "95000"}, ["Boat Builder"]),
        ({"salary_max": "60000"}, []),
        ({"salary_min": "100000", "unstated_pay": "1"}, ["Boat Builder", "Cook", "Night Nurse"]),
        ({"org_ids": "nonsense"}, []),
        ({"source_ids": "nonsense"}, []),
        ({"status": "expired"}, ["Old Cook"]),
        ({"active": "false"}, ["Old Cook"]),
        ({"utm_source": "x", "nonsense": "1"}, ["Boat Builder", "Cook", "Night Nurse"]),
    ],
)
def test_each_filter_keeps_what_it_says(client, query, found):
    here = make.source(company=make.company("Harbour Light"), board="harbourlight")
    pay = {"salary_min": 90_000, "salary_max": 120_000, "salary_currency": "USD", "salary_period": "year"}
    make.posting("Boat Builder", [make.city("New York", "US", "NY")], source=here, location_text="New York, NY", **pay)
    make.posting("Night Nurse", [make.city("Berlin", "DE")], location_text="Europe, EMEA", workplace_type="on_site")
    make.posting("Cook")
    make.posting("Old Cook", active=False)
    assert titles(client, **query) == found


def test_a_company_and_a_board_are_found_by_their_ids(client, market):
    posting = market[0].posting
    for name, id in (("org_ids", posting.company.org_id), ("source_ids", posting.source.source_id)):
        found = list(walk(client, "jobs/search", status="all", **{name: f"{id},nonsense"}))
        assert {job["org_id"] for job in found} == {str(posting.company.org_id)}
        assert len(found) == posting.source.postings.count()


def test_what_is_not_here_has_no_jobs_and_is_told(client, market):
    answer = told(client, "jobs/search", city="Atlantis", sort="x")
    assert answer["data"] == []
    assert answer["meta"]["total_matching"] == 0
    assert answer["meta"]["warnings"] == ["There is no city “Atlantis” here."]
    assert answer["meta"]["ignored"] == ["sort"]


def test_a_total_that_is_not_wanted_is_not_counted(client, market):
    assert told(client, "jobs/search", include_total="false")["meta"] == {
        "limit": 25,
        "order": "first_seen_at_desc",
        "next_cursor": told(client, "jobs/search")["meta"]["next_cursor"],
        "total_matching_unavailable": True,
    }


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"status": "active", "active": "true"}, "status and active exclude one another"),
        ({"limit": "0"}, "limit: takes a whole number from 1"),
        ({"limit": "ten"}, "“ten”"),
        ({"active": "yes"}, "active: takes true or false"),
        ({"workplace_type": "moon"}, "takes remote, hybrid, on_site"),
        ({"posted_after": "yesterday"}, "posted_after: takes a day or a moment"),
        ({"salary_min": "lots"}, "salary_min: takes a number"),
        ({"cursor": "zz"}, "no cursor of this list"),
        ({"cursor": "e10000000000000001"}, "no cursor of this list"),
        ({"fields": "titel"}, "fields"),
        ({"q": "x" * 300}, "at most 200 characters"),
    ],
)
def test_a_slip_is_refused_in_words(client, db, query, words):
    refused(client.get(f"{API}/jobs/search", query), 400, words)


def test_facets_count_what_a_search_for_the_value_finds(client, market):
    for field in ("city", "country", "workplace_type", "employment_type", "department", "ats_provider"):
        for query in ({}, {"title": "nurse"}, {"status": "all", "posted_after": "2026-03-20"}):
            answer = told(client, "jobs/facets", field=field, **query)
            name = "provider" if field == "ats_provider" else field
            for row in answer["data"]:
                assert (
                    told(client, "jobs/search", **query, **{name: row["value"]})["meta"]["total_matching"]
                    == row["count"]
                )
            unknown = told(client, "jobs/search", **query, **{name: "unknown"})["meta"]["total_matching"]
            assert answer["meta"]["not_stated"] == unknown
            assert [row["count"] for row in answer["data"]] == sorted(
                (r["count"] for r in answer["data"]), reverse=True
            )


def test_a_field_that_nothing_is_counted_by_is_refused_with_those_that_are(client, db):
    refused(client.get(f"{API}/jobs/facets?field=contry"), 400, "Did you mean “country”?")


def test_an_export_has_every_job_once_and_goes_on_after_any_line(client, market):
    def lines(**query):
        response = client.get(f"{API}/jobs/export.ndjson", {"status": "all", "include": "description", **query})
        assert response["Content-Type"] == "application/x-ndjson"
        return response["x-total-count"], b"".join(response.streaming_content).splitlines()

    number, whole = lines()
    jobs = [json.loads(line) for line in whole]
    assert int(number) == len(jobs) == len({job["job_id"] for job in jobs}) == 60
    cursor = jobs[17].pop("cursor")
    assert lines(cursor=cursor)[1] == whole[18:]
    assert jobs[17] == data(client, f"jobs/{jobs[17]['job_id']}", include="description")
