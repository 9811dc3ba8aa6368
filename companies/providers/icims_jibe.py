"""The newer careers sites of iCIMS (Jibe): {"jobs": [{"data": {...}}], "totalCount"}, PAGE_SIZE a page.

`full_location` is one text with all places, ";" between them; the parts of the first stand in the
record, those of the others in `additional_locations`. Cities may be in capitals. `category` is a
list whose texts have spaces around them. The list has the texts, save on some sites.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import quote, urlsplit

from companies.providers import ld
from companies.providers.base import Listing, Location, Page, Pay, Records, Request, Section, Unreadable
from companies.providers.fields import body, figure, kind, line, lines, link, moment, part, parts, required, silent
from companies.providers.text import one_line, storable
from companies.providers.totals import goes_on, shortfall, stated

PATH = "/api/jobs"
PAGE_SIZE = 100

SECTIONS = {"description": "", "responsibilities": "Responsibilities", "qualifications": "Qualifications"}

NATIVE = (
    "req_id",
    "city",
    "state",
    "country",
    "full_location",
    "location_type",
    "category",
    "employment_type",
    "posted_date",
    "posting_expiry_date",
)

SPOKEN_BY = {
    "description": list(SECTIONS),
    "employment": ["employment_type"],
    "department": ["category", "department"],
    "workplace": ["location_type"],
    "pay": ["salary_min_value", "salary_max_value"],
}

FIELDS = {
    "title": "title",
    "company": "hiring_organization",
    "location_text": "full_location",
    "locations": "full_location, additional_locations",
    "department": "category",
    "workplace": "location_type",
    "employment": "employment_type",
    "pay": "salary_min_value, salary_max_value",
    "language": "language",
    "requisition_id": "req_id",
    "posted_at": "posted_date",
}


def page(origin: str, number: int) -> Request:
    return Request(origin + PATH, {"page": number, "limit": PAGE_SIZE})


def more(answer: Page) -> Iterable[Request]:
    number, listed = int(answer.request.params.get("page", 1)), len(jobs(answer))
    if goes_on(listed, (number - 1) * PAGE_SIZE, stated(answer.json, "totalCount"), PAGE_SIZE):
        yield page(answer.request.url.removesuffix(PATH), number + 1)


def doubt(pages: Sequence[Page], records: Records) -> str:
    total = stated(pages[-1].json, "totalCount")
    if total is None and len(jobs(pages[-1])) >= PAGE_SIZE:
        return f"The last page is full, with {PAGE_SIZE} postings, and no total is stated."
    return shortfall(records, total)


def jobs(answer: Page) -> list[Any]:
    """The postings of a page, each with an id and an address; Unreadable when it is no page of this kind."""
    listed = answer.json.get("jobs") if isinstance(answer.json, dict) else None
    if not isinstance(listed, list):
        raise Unreadable(f"The answer is {kind(answer.json)} without a list of jobs.")
    origin = f"https://{urlsplit(answer.request.url).netloc}"
    return [_named(job.get("data") if isinstance(job, dict) else None, origin) for job in listed]


def address_at(host: str, record: Any) -> str:
    """The posting's page on the site's own host, wherever the record says that it is."""
    stated = link(record, "url")
    return stated if urlsplit(stated).netloc == host else f"https://{host}/jobs/{quote(line(record, 'id'), safe='')}"


def whole(record: Any, answer: Page) -> Any:
    """With the text of the posting's page, where the list has none. A page without it changes nothing."""
    if body(record, "description").strip():
        return record
    with suppress(Unreadable):
        return record | {"description": ld.description(ld.job_posting(answer))}
    return record


def listing(record: Any) -> Listing:
    locations = tuple(_locations(record))
    return Listing(
        title=required(line(record, "title"), "title"),
        url=required(link(record, "url"), "web address"),
        apply_url=link(record, "apply_url"),
        company=line(record, "hiring_organization"),
        location_text=line(record, "full_location") or "; ".join(location.text for location in locations),
        locations=locations,
        department=line(record, "department") or next(iter(lines(record, "category")), ""),
        workplace=""
        if line(record, "location_type").upper() in ("", "LAT_LNG", "ANY")
        else line(record, "location_type"),
        employment=line(record, "employment_type"),
        pay=tuple(_pay(record)),
        language=line(record, "language").partition("-")[0],
        requisition_id=line(record, "req_id"),
        posted_at=moment(record, "posted_date"),
        sections=tuple(
            Section(title, html) for name, title in SECTIONS.items() if (html := body(record, name)).strip()
        ),
        native=storable({name: record[name] for name in NATIVE if name in record}),
        fields=FIELDS,
        silent=silent(record, SPOKEN_BY),
    )


def _named(job: Any, origin: str) -> Any:
    """The posting under one id, with the address of its page; its slug is unique on the site."""
    if not isinstance(job, dict) or not isinstance(job.get("slug"), (str, int)):
        return None
    slug = one_line(str(job["slug"]))
    own = ""
    with suppress(Unreadable):  # a fault here is no fault of the other postings
        own = link(part(job, "meta_data"), "canonical_url")
    return job | {"id": slug, "url": own or f"{origin}/jobs/{quote(slug, safe='')}"}


def _locations(record: Any) -> Iterable[Location]:
    """The places named, the parts of each where the record has them under the same city."""
    places = [record, *parts(record, "additional_locations")]
    known = [Location("", line(place, "city"), line(place, "state"), line(place, "country")) for place in places]
    texts = [text for text in map(str.strip, line(record, "full_location").split(";")) if text]
    for text in dict.fromkeys(texts or [", ".join(filter(None, place)) for place in known if any(place)]):
        same = (place for place in known if place.city and text.lower().startswith(place.city.lower()))
        yield next(same, Location(""))._replace(text=text)


def _pay(record: Any) -> Iterable[Pay]:
    low, high = figure(record, "salary_min_value"), figure(record, "salary_max_value")
    if low or high:
        yield Pay(low, high, line(record, "salary_currency"), line(record, "salary_frequency"))
