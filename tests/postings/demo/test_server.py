"""The server speaks the eight protocols as the real ones were seen to."""

import urllib.error
import urllib.request

import pytest

from companies.crawling import fetch
from companies.details import own_page
from companies.fetching import FetchError
from companies.providers import PROVIDERS, board_in
from companies.providers.base import Request
from postings.demo import shapes
from postings.demo.server import FakeATS

LEVER = "https://api.lever.co/v0/postings/brackenwold-health"
GREENHOUSE = "https://boards-api.greenhouse.io/v1/boards/quillmere/jobs"
ASHBY = "https://api.ashbyhq.com/posting-api/job-board/Ovenbright%20Bakeries"


WORKDAY = "https://clonferran.wd3.myworkdayjobs.com/wday/cxs/clonferran/Careers/jobs"
NEW = [
    "smartrecruiters/aubrelle",
    "workday/clonferran/wd3/Careers",
    "bamboohr/thistledown",
    "personio/morgenkiste",
    "recruitee/waterschans",
]
DETAILED = NEW[:3]


def plain(ats, url, **headers):
    """Status, headers and body as they come over the wire."""
    asked = urllib.request.Request(ats.via(Request(url)).url, headers=headers)
    try:
        with urllib.request.urlopen(asked) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def test_lever_answers_in_pages_of_what_is_asked_for(ats):
    pages = [ats.get(Request(LEVER, {"mode": "json", "limit": 100, "skip": skip})).json for skip in (0, 100, 200)]
    assert len(pages[0]) == 100
    assert 0 < len(pages[1]) < 100
    assert pages[2] == []
    assert len({job["id"] for page in pages for job in page}) == len(pages[0]) + len(pages[1])


def test_greenhouse_tells_bodies_and_pay_only_to_those_who_ask(ats):
    bare = ats.get(Request(GREENHOUSE)).json
    full = ats.get(Request(GREENHOUSE, {"content": "true", "pay_transparency": "true"})).json
    assert bare["meta"]["total"] == len(bare["jobs"]) == len(full["jobs"])
    assert set(full["jobs"][0]) - set(bare["jobs"][0]) == {"content", "departments", "offices", "pay_input_ranges"}
    assert full["jobs"][0]["content"].startswith("&lt;")


def test_ashby_tells_pay_only_to_those_who_ask(ats):
    assert "compensation" not in ats.get(Request(ASHBY)).json["jobs"][0]
    assert "compensation" in ats.get(Request(ASHBY, {"includeCompensation": "true"})).json["jobs"][0]


@pytest.mark.parametrize(
    ("url", "body"),
    [
        ("https://api.lever.co/v0/postings/nobody", b'{"ok":false,"error":"Document not found"}'),
        ("https://api.eu.lever.co/v0/postings/wexcombe", b'{"ok":false,"error":"Document not found"}'),
        ("https://api.lever.co/v0/postings/Wexcombe", b'{"ok":false,"error":"Document not found"}'),
        ("https://boards-api.greenhouse.io/v1/boards/nobody/jobs", b'{"status":404,"error":"Job not found"}'),
        ("https://api.ashbyhq.com/posting-api/job-board/nobody", b"Not Found"),
        ("https://api.ashbyhq.com/", b"Not Found"),
        ("https://elsewhere.example/", b"Not Found"),
    ],
)
def test_an_unknown_board_is_a_404_in_its_ats_s_own_words(ats, url, body):
    status, _, answered = plain(ats, url)
    assert (status, answered) == (404, body)


def test_greenhouse_does_not_tell_tokens_apart_by_case(ats):
    assert ats.get(Request(GREENHOUSE.replace("quillmere", "Quillmere"))).json["jobs"]


@pytest.mark.parametrize("url", [LEVER, GREENHOUSE, ASHBY])
def test_a_board_that_has_not_changed_is_a_304_without_a_body(ats, url):
    page = ats.get(Request(url))
    again = ats.get(Request(url, headers={"If-None-Match": page.etag}))
    assert page.etag.startswith('W/"')
    assert again.not_modified
    assert again.body == b""


def test_a_board_that_has_changed_has_another_tag(ats):
    first = ats.get(Request(GREENHOUSE))
    ats.day = 9
    assert ats.get(Request(GREENHOUSE, headers={"If-None-Match": first.etag})).etag != first.etag


@pytest.mark.parametrize(("url", "encoding"), [(LEVER, None), (GREENHOUSE, "gzip"), (ASHBY, "gzip")])
def test_all_but_lever_compress_for_those_who_can_unpack(ats, url, encoding):
    assert plain(ats, url, **{"Accept-Encoding": "gzip"})[1].get("Content-Encoding") == encoding
    assert plain(ats, url)[1].get("Content-Encoding") is None


def test_a_page_remembers_the_address_that_was_meant(ats):
    assert ats.get(Request(GREENHOUSE)).request == Request(GREENHOUSE)


def test_a_test_may_put_any_answer_on_any_address():
    with FakeATS() as ats:
        ats.answer("https://api.lever.co/v0/postings/acme", [{"id": "1"}], headers={"ETag": '"a"'})
        ats.answer("https://api.lever.co/v0/postings/acme?skip=100", "busy", status=429, headers={"Retry-After": "60"})
        ats.answer("https://api.lever.co/v0/postings/cut", b"[" + b" " * 1000 + b"]", cut=True)
        assert ats.get(Request("https://api.lever.co/v0/postings/acme", {"skip": 0})).json == [{"id": "1"}]
        with pytest.raises(FetchError, match="429 Too Many Requests: busy"):
            ats.get(Request("https://api.lever.co/v0/postings/acme", {"skip": 100}))
        with pytest.raises(FetchError, match="could not be read"):
            ats.get(Request("https://api.lever.co/v0/postings/cut"))
        assert ats.asked["api.lever.co/v0/postings/acme"] == 2


def listed(ats, address):
    """Provider, board, and the records of a board of the demo, read as the crawl reads it."""
    slug, found = board_in(shapes.page(ats.market.boards[address]))
    provider = PROVIDERS[slug]
    pages = fetch(provider, found, ats.get)
    assert provider.doubt(pages) == ""
    return provider, found, provider.records(pages)


@pytest.mark.parametrize("address", NEW)
def test_a_board_is_read_whole_by_its_provider_s_adapter(ats, address):
    board = ats.market.boards[address]
    provider, _, records = listed(ats, address)
    jobs = ats.market.listed(board, 0)
    key = shapes.BY_ATS[board.ats].key
    assert list(records) == [key(job) for job in jobs]
    assert [provider.listing(record).title for record in records.values()] == [job.title for job in jobs]


@pytest.mark.parametrize("address", DETAILED)
def test_a_job_s_own_answer_tells_its_text(ats, address):
    provider, found, records = listed(ats, address)
    for key, record in list(records.items())[:3]:
        page = own_page(provider, found, key, record, ats.get)
        listing = provider.listing(provider.whole(record, page))
        assert sum(len(section.html) for section in listing.sections) > 800
        assert listing.title == provider.listing(record).title


@pytest.mark.parametrize("address", DETAILED)
def test_a_job_that_is_gone_has_no_answer_of_its_own(ats, address):
    provider, found, records = listed(ats, address)
    ats.day = 29
    left = listed(ats, address)[2]
    gone = next(record for key, record in records.items() if key not in left)
    with pytest.raises(FetchError, match="404"):
        ats.get(provider.detail(found, gone))


def test_workday_counts_places_in_its_list_and_names_them_in_the_job_s_own_answer(ats):
    provider, found, records = listed(ats, NEW[1])
    several = next(record for record in records.values() if record["locationsText"].endswith(" Locations"))
    page = own_page(provider, found, several["key"], several, ats.get)
    assert provider.listing(several).locations == ()
    count = int(several["locationsText"].split()[0])
    assert len(provider.listing(provider.whole(several, page)).locations) == count


def test_workday_tells_its_total_on_the_first_page_alone_and_ages_in_words(ats):
    first, second = (ats.get(Request(WORKDAY, json={"limit": 20, "offset": offset})).json for offset in (0, 20))
    assert (first["total"], len(first["jobPostings"])) == (28, 20)
    assert (second["total"], len(second["jobPostings"])) == (0, 8)
    words = {job["externalPath"]: job["postedOn"] for job in first["jobPostings"]}
    ats.day = 1
    later = ats.get(Request(WORKDAY, json={"limit": 20, "offset": 0})).json["jobPostings"]
    assert any(words.get(job["externalPath"], job["postedOn"]) != job["postedOn"] for job in later)


def test_personio_leaves_out_the_text_of_another_language(ats):
    feed = "https://morgenkiste.jobs.personio.de/xml"
    texts = {
        language: len(ats.get(Request(feed, {"language": language})).xml.findall(".//jobDescription"))
        for language in ("en", "de")
    }
    assert sorted(count > 0 for count in texts.values()) == [False, True]


def test_smartrecruiters_does_not_say_that_it_knows_no_such_company(ats):
    page = ats.get(Request("https://api.smartrecruiters.com/v1/companies/nobody/postings"))
    assert page.json["totalFound"] == 0


def test_each_host_has_a_robots_txt(ats):
    assert b"Allow: /" in ats.get(Request("https://waterschans.recruitee.com/robots.txt")).body
