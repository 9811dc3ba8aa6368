"""SmartRecruiters Posting API: a board in pages of PAGE_SIZE without texts; the text is in each posting's own answer.

https://developers.smartrecruiters.com/docs/posting-api
The list has no address of a posting; it is made of company and number. `location.country` is in small
letters, `region` may be the country's name once more, `fullLocation` may hold empty parts. `remote`
and `hybrid` both false is where every form begins, and says nothing. `creator` is a recruiter and
`customField` the company's own form, which may name more of them: neither is kept. A company
nobody has heard of is answered like one without jobs.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from companies.providers import address, totals
from companies.providers.base import Board, Listing, Location, Page, Records, Request, Section, Unreadable
from companies.providers.fields import body, flag, joined, kind, line, link, moment, part, required, silent
from companies.providers.text import storable

NAME = "SmartRecruiters"
HOME = "https://www.smartrecruiters.com"
PAGE_SIZE = 100
PASSING: frozenset[str] = frozenset()

API = "https://api.smartrecruiters.com/v1/companies"
PAGES = "https://jobs.smartrecruiters.com"

# What stands before the company in a path: its postings, those not in search engines, its forms.
UNDER: dict[str, list[tuple[str, ...]]] = {
    "api.smartrecruiters.com": [("v1", "companies")],
    "careers.smartrecruiters.com": [()],
    "jobs.smartrecruiters.com": [("oneclick-ui", "company"), ("external-referrals", "company"), ("ni",), ()],
}
NO_COMPANY = {"oneclick-ui", "external-referrals", "ni", "sr-jobs", "v1"}

# The parts of a posting's text, in the order of SmartRecruiters' own page.
SECTIONS = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")

NATIVE = (
    "refNumber",
    "releasedDate",
    "location",
    "department",
    "function",
    "industry",
    "typeOfEmployment",
    "experienceLevel",
    "language",
)

SPOKEN_BY = {"description": ["jobAd"], "apply_url": ["applyUrl"]}

FIELDS = {
    "title": "name",
    "company": "company.name",
    "location_text": "location.fullLocation",
    "locations": "location",
    "department": "department.label",
    "workplace": "location.remote, location.hybrid",
    "is_remote": "location.remote",
    "employment": "typeOfEmployment.label",
    "language": "language.code",
    "requisition_id": "refNumber",
    "posted_at": "releasedDate",
}


def board(token: str) -> Board:
    """Tokens are not told apart by case: VISA is answered with Visa's."""
    token = token.lower()
    return Board(token, f"https://careers.smartrecruiters.com/{quote(token, safe='')}")


def board_in(url: str) -> Board | None:
    """A company's page, a posting's, an apply or referral form's, and the API's address of either."""
    found = address.parse(url)
    if found is None:
        return None
    named = next((name for prefix in UNDER.get(found.host, ()) if (name := found.under(*prefix))), "")
    token = address.token(named)
    return board(token) if token and token not in NO_COMPANY else None


def first(board: Board) -> Request:
    return Request(f"{API}/{quote(board.token, safe='')}/postings", {"limit": PAGE_SIZE, "offset": 0})


def more(page: Page) -> Iterable[Request]:
    asked, listed = page.request.params, len(postings(page))
    offset = int(asked.get("offset", 0))
    if totals.goes_on(listed, offset, _total(page) or 0, PAGE_SIZE):
        yield Request(page.request.url, {**asked, "offset": offset + listed})


def records(pages: Sequence[Page]) -> Records:
    return Records.by("id", (posting for page in pages for posting in postings(page)))


def doubt(pages: Sequence[Page]) -> str:
    """Whether as many postings are listed as the fullest page says there are."""
    if not pages:
        return "Nothing was answered."
    read, said = records(pages), [_total(page) for page in pages]
    if any("content" not in page.json for page in pages):
        return "The answer is a single posting, not a board."
    if None in said:
        return "The board does not say how many postings it has."
    if short := totals.shortfall(read, max(total for total in said if total is not None)):
        return short
    return "" if read else f"The board is empty, and {NAME} says the same of a company it does not know."


def postings(page: Page) -> list[Any]:
    """The postings of one page, or the one of a posting's own answer; Unreadable when it is neither."""
    answer = page.json
    if not isinstance(answer, dict):
        raise Unreadable(f"The answer is {kind(answer)}, not an object with postings.")
    if isinstance(answer.get("content"), list):
        listed: list[Any] = answer["content"]
        return listed
    if "id" in answer and "name" in answer:
        return [answer]
    if answer.get("message"):
        raise Unreadable(f"{NAME} says: {line(answer, 'message')[:200]}.")
    raise Unreadable("The answer has neither a list of postings (content) nor a posting's id and name.")


def detail(board: Board, record: Any) -> Request:
    return Request(f"{API}/{quote(board.token, safe='')}/postings/{quote(line(record, 'id'), safe='')}")


def whole(record: Any, page: Page) -> Any:
    """The list says nothing that the posting's own answer leaves out, or says otherwise."""
    posting = page.json
    if not isinstance(posting, dict) or "jobAd" not in posting:
        raise Unreadable(f"The answer is {kind(posting)} without a text (jobAd), not a posting.")
    if line(posting, "id") not in ("", line(record, "id")):
        raise Unreadable(f"The answer is posting {line(posting, 'id')[:40]!r}, and not the one asked for.")
    return {**record, **posting}


def listing(record: Any) -> Listing:
    location = _location(part(record, "location"))
    return Listing(
        title=required(line(record, "name"), "title (name)"),
        url=_address(record) or required(link(record, "postingUrl"), "web address (company.identifier, postingUrl)"),
        apply_url=link(record, "applyUrl"),
        company=line(part(record, "company"), "name"),
        location_text=location.text,
        locations=(location,) if any(location) else (),
        department=line(part(record, "department"), "label"),
        workplace=_workplace(part(record, "location")),
        is_remote=flag(part(record, "location"), "remote"),
        employment=line(part(record, "typeOfEmployment"), "label"),
        language=line(part(record, "language"), "code"),
        requisition_id=line(record, "refNumber"),
        posted_at=moment(record, "releasedDate"),
        sections=tuple(_sections(record)),
        native=storable({name: record.get(name) for name in NATIVE}),
        fields=FIELDS,
        silent=silent(record, SPOKEN_BY),
    )


def _total(page: Page) -> int | None:
    return totals.stated(page.json, "totalFound")


def _address(record: Any) -> str:
    """The posting's page by its number, which leads on to `postingUrl` and stays when the title in that changes."""
    company, number = line(part(record, "company"), "identifier"), line(record, "id")
    return f"{PAGES}/{quote(company, safe='')}/{quote(number, safe='')}" if company and number else ""


def _location(place: dict[str, Any]) -> Location:
    city, region, country = line(place, "city"), line(place, "region"), line(place, "country").upper()
    words = line(place, "fullLocation").split(",") if line(place, "fullLocation") else [city, region, country]
    return Location(joined(*map(str.strip, words)), city, region, country)


def _workplace(place: dict[str, Any]) -> str:
    return next((word for word in ("hybrid", "remote") if flag(place, word)), "")


def _sections(record: Any) -> Iterable[Section]:
    told = part(part(record, "jobAd"), "sections")
    for name in SECTIONS:
        section = part(told, name)
        if (html := body(section, "text")).strip():
            yield Section(line(section, "title"), html)
