"""The market as rows, {column: value}, table by table; the columns are those that ingesting a board would fill."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.text import slugify

from companies.models import Crawl, Source
from companies.schedule import RHYTHM
from postings.benching.happenings import Happening
from postings.benching.jobs import Job, digest
from postings.benching.market import DAYS, Board, Employer, Market
from postings.dimensions import PlaceIds, address, city_slug, country_slug, region_slug
from postings.hashing import job_id
from postings.normalise.facts import Place
from postings.normalise.gazetteer import country_name, region_name
from postings.vocabulary import EventType

Row = dict[str, Any]

WHY_CLOSED = {"reason": "absent_twice", "words": "Two whole crawls running, the board did not list it."}


class Named:
    """Rows with ids, by what they are the rows of: `ids[what]`, and `rows` as they are written."""

    def __init__(self, rows: dict[Any, Row]):
        self.ids = {what: id for id, what in enumerate(rows, start=1)}
        self.rows = [{"id": self.ids[what], **row} for what, row in rows.items()]


class Dimensions:
    """What the postings of a market name, as rows: `place_ids(place)`, `departments.ids[name]`."""

    def __init__(self, market: Market):
        places = market.cities
        self.countries = Named({place.country: country_row(place) for place in places})
        self.regions = Named({place[1:3]: self.region_row(place) for place in places if place.region})
        self.cities = Named({place: self.city_row(place) for place in places})
        self.departments = Named({name: {"slug": address(name, 120), "name": name} for name in market.departments})

    def place_ids(self, place: Place) -> PlaceIds:
        return PlaceIds(
            self.cities.ids[place] if place.city else None,
            self.regions.ids[place[1:3]] if place.region else None,
            self.countries.ids[place.country],
        )

    def region_row(self, place: Place) -> Row:
        name = region_name(place.country, place.region) or place.region
        country_id = self.countries.ids[place.country]
        return {"country_id": country_id, "code": place.region, "slug": region_slug(place), "name": name}

    def city_row(self, place: Place) -> Row:
        _, region_id, country_id = self.place_ids(place._replace(city=None))
        return {"country_id": country_id, "region_id": region_id, "slug": city_slug(place), "name": place.city}


def country_row(place: Place) -> Row:
    return {"code": place.country, "slug": country_slug(place), "name": country_name(place.country)}


def company_row(employer: Employer) -> Row:
    return {
        "id": employer.id,
        "org_id": employer.org_id,
        "slug": slugify(employer.name),
        "name": employer.name,
        "aliases": [],
        "former_slugs": [],
        "follows_board": True,
        "domain": "",
        "logo": "",
        "about": "",
    }


def source_row(employer: Employer, board: Board) -> Row:
    return {
        "id": board.id,
        "source_id": UUID(int=employer.org_id.int ^ board.id),
        "company_id": employer.id,
        "provider": board.provider,
        "board": board.token,
        "url": board.url,
        "state": Source.State.ACTIVE,
        "created_at": board.read_at - timedelta(days=DAYS),
        "last_tried_at": board.read_at,
        "last_whole_at": board.read_at,
        "next_due_at": board.read_at + RHYTHM,
        "failures": 0,
        "gone": 0,
        "parked_reason": "",
        "second_look": False,
        "quiet_visits": 0,
        "rhythm": RHYTHM,
        "claimed_by": "",
        "etag": "",
        "last_modified": "",
    }


def crawl_row(board: Board) -> Row:
    """Its last visit, which all events of the board name as theirs. Thousands more would add nothing to a page."""
    return {
        "id": board.id,
        "source_id": board.id,
        "started_at": board.read_at,
        "outcome": Crawl.Outcome.WHOLE,
        "pages": 1,
        "payloads": "[]",
        "error": "",
        "ingested_at": board.read_at,
        "counts": "{}",
        "approved_by": "",
        "owed": "[]",
        "undone_by": "",
    }


def posting_row(job: Job, changed_at: datetime, dimensions: Dimensions) -> Row:
    primary = dimensions.place_ids(job.places[0]) if job.places else PlaceIds(None, None, None)
    title, pay, board = job.words.title, job.pay, job.board
    return {
        "id": job.id,
        "job_id": job_id(board.provider, board.token, job.key),
        "company_id": job.employer.id,
        "source_id": board.id,
        "provider": board.provider,
        "key": job.key,
        "title": title.text,
        "normalized_title": title.plain,
        "location_text": job.location_text,
        **primary._asdict(),
        "department_id": dimensions.departments.ids[job.department] if job.department else None,
        "workplace_type": job.work_model,
        "employment_type": job.employment,
        "seniority": title.seniority,
        "job_function": title.function,
        "language": "en",
        "salary_min": pay.least,
        "salary_max": pay.most,
        "salary_currency": pay.currency,
        "salary_period": pay.period,
        "active": job.state.closed_at is None,
        "listed": job.is_listed,
        "first_seen_at": job.first_seen_at,
        "posted_at": job.posted_at,
        "changed_at": changed_at,
        **job.state._asdict(),
        "content_hash": job.digest,
    }


def place_rows(job: Job, dimensions: Dimensions) -> Iterator[Row]:
    for position, place in enumerate(job.places):
        yield {"posting_id": job.id, "position": position, **dimensions.place_ids(place)._asdict()}


def event_row(id: int, happening: Happening) -> Row:
    at, posting, company, board, type, field, old, new = happening
    return {
        "id": id,
        "posting_id": posting,
        "company_id": company,
        "source_id": board,
        "crawl_id": board,
        "type": type,
        "field": field,
        "old": json.dumps(old) if field else None,
        "new": json.dumps(new) if field else None,
        "observed_at": at,
        "source_hash": digest(posting),
        "metadata": json.dumps(WHY_CLOSED) if type is EventType.CLOSED else "{}",
    }
