"""Personio's feed of a career site: a whole board in one XML document per language.

https://developer.personio.de/docs/retrieving-open-job-positions
Any element may be missing; a bare <workzag-jobs/> is an empty board. A position that is not
written in the language asked for comes without its text, so a feed with such gaps is asked for
in the next of LANGUAGES too. `office` is what the employer typed: a city, a street, "Remote". No
country, no workplace, no date of a change, and no address: it is made of host and id. Subcompanies
are several on one board, so none gives the company its name. `recruitingCategory` is the
employer's own filing ("003_Marketing & Brand") and no department. The section CONTACT_PERSON,
which names a recruiter, is left out. Both hosts answer for every company.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from companies.providers import elements, subdomains
from companies.providers.base import Board, Listing, Location, Page, Pay, Records, Request, Section
from companies.providers.fields import body, figure, joined, line, lines, link, moment, part, parts, required
from companies.providers.text import storable

NAME = "Personio"
HOME = "https://www.personio.com"

HOSTS = (".jobs.personio.de", ".jobs.personio.com")
# The first languages of career sites. The feed speaks fr, es, nl, it and pt besides.
LANGUAGES = ("en", "de")
CONTACT_PERSON = "CONTACT_PERSON"

PLAIN = (
    "id",
    "name",
    "subcompany",
    "office",
    "department",
    "recruitingCategory",
    "employmentType",
    "seniority",
    "schedule",
    "yearsOfExperience",
    "occupation",
    "occupationCategory",
    "keywords",
    "createdAt",
)
SALARY = ("min", "max", "currencyCode", "currencySymbol", "type")
NATIVE = (*PLAIN[2:], "additionalOffices", "salaryInformation")

FIELDS = {
    "title": "name",
    "location_text": "office, additionalOffices",
    "locations": "office, additionalOffices",
    "department": "department",
    "employment": "employmentType, schedule",
    "pay": "salaryInformation",
    "posted_at": "createdAt",
}


def board(token: str) -> Board:
    return _board(token, HOSTS[0])


def board_in(url: str) -> Board | None:
    """<token>.jobs.personio.de or .com with any path: /, /job/<id>, /job/<id>/apply, /xml, /search.json."""
    found = subdomains.token_in(url, *HOSTS)
    return _board(*found) if found else None


def first(board: Board) -> Request:
    return Request(f"{board.url}xml", {"language": LANGUAGES[0]})


def more(page: Page) -> Iterable[Request]:
    """The feed in the next language, if this one leaves a position without its text."""
    asked = str(page.request.params.get("language", ""))
    later = LANGUAGES[LANGUAGES.index(asked) + 1 :] if asked in LANGUAGES else ()
    if later and any(not record["jobDescriptions"] for record in _positions(page)):
        yield Request(page.request.url, {"language": later[0]})


def records(pages: Sequence[Page]) -> Records:
    """The positions, each as the first language tells it that has its text."""
    first_page, *others = pages
    records = Records.by("id", _positions(first_page))
    for page in others:
        for key, record in Records.by("id", _positions(page)).items():
            if key not in records or not records[key]["jobDescriptions"]:
                records[key] = record
    return records


def doubt(pages: Sequence[Page]) -> str:
    """A feed is whole or no XML: a cut one lacks its closing tag."""
    return "" if pages else "Nothing was answered."


def listing(record: Any) -> Listing:
    offices = dict.fromkeys([line(record, "office"), *lines(record, "additionalOffices")])
    places = tuple(Location(office) for office in offices if office)
    url = required(link(record, "url"), "web address")
    return Listing(
        title=required(line(record, "name"), "title (name)"),
        url=url,
        apply_url=f"{url}#apply",
        location_text="; ".join(place.text for place in places),
        locations=places,
        department=line(record, "department"),
        employment=joined(line(record, "employmentType"), line(record, "schedule")),
        pay=_pay(part(record, "salaryInformation")),
        posted_at=moment(record, "createdAt"),
        sections=tuple(_sections(record)),
        native=storable({name: record.get(name) for name in NATIVE}),
        fields=FIELDS,
    )


def _board(token: str, domain: str) -> Board:
    return Board(token.lower(), f"https://{token.lower()}{domain}/")


def _positions(page: Page) -> Iterator[dict[str, Any]]:
    """The positions of a feed as records, each with the address that its host and id make."""
    host = urlsplit(page.request.url).netloc
    for position in elements.root(page, "workzag-jobs").findall("position"):
        record = _record(position)
        yield {**record, "url": f"https://{host}/job/{record['id']}"} if "id" in record else record


def _record(position: Element) -> dict[str, Any]:
    described = position.findall("jobDescriptions/jobDescription")
    salary = position.find("salaryInformation")
    return {
        **elements.stated(position, PLAIN),
        "additionalOffices": elements.texts(position, "additionalOffices/office"),
        "salaryInformation": {} if salary is None else elements.stated(salary, SALARY),
        "jobDescriptions": [
            {"name": elements.text(description, "name"), "value": html}
            for description in described
            if (html := elements.body(description, "value"))
        ],
    }


def _pay(salary: dict[str, Any]) -> tuple[Pay, ...]:
    low, high = figure(salary, "min"), figure(salary, "max")
    if low is None and high is None:
        return ()
    return (Pay(low, high, line(salary, "currencyCode"), line(salary, "type")),)


def _sections(record: dict[str, Any]) -> Iterator[Section]:
    for description in parts(record, "jobDescriptions"):
        heading, html = line(description, "name"), body(description, "value")
        if heading != CONTACT_PERSON and html.strip():
            yield Section(heading, html)
