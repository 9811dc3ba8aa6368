"""A posting's story on its pages: what changed, when it was open, the same role before and beside it, similar jobs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from postings.frames.keeping import keep_frames
from postings.models import Posting
from tests import make
from tests.boards import job, source, visit
from tests.reading import page, text

pytestmark = pytest.mark.django_db


def address(**columns) -> str:
    return Posting.objects.get(**columns).get_absolute_url()


@pytest.fixture
def told(db) -> str:
    """The address of a posting that opened on Monday, changed, closed, and reopened with another text and pay."""
    board, hours = source(), iter((0, 24, 48, 72, 96))
    pay = {"salaryRange": {"min": 50_000, "max": 60_000, "currency": "EUR", "interval": "per-year-salary"}}
    visit(board, [job("a", **pay), job("b")], hours=next(hours))
    visit(board, [job("a", "Senior Engineer", **pay), job("b")], hours=next(hours))
    visit(board, [job("b")], hours=next(hours))
    visit(board, [job("b")], hours=next(hours))
    pay["salaryRange"]["max"] = 70_000
    again = job("a", "Senior Engineer", description="<p>Build things that will last.</p>", **pay)
    visit(board, [again, job("b")], hours=next(hours))
    return address(key="a")


def test_the_page_tells_the_story_in_a_line_and_every_number_is_a_link(client, told):
    line = page(client, told).css_first(".story")
    # The board was read long before today: it is known to be open up to its last reading.
    assert text(line).startswith("Open 3 days changed twice , last on 2026-06-05 (")
    assert text(line).endswith("(pay, description) reopened once")
    links = {text(link): link.attributes["href"] for link in line.css("a")}
    assert links["3 days"] == f"{told}events/#open"
    assert links["twice"] == f"{told}events/#changed"
    assert links["once"] == f"{told}events/#open"


def test_every_number_of_the_story_is_the_length_of_the_list_that_it_leads_to(client, told):
    tree = page(client, f"{told}events/")
    assert len(tree.css("#open li")) == 2
    assert len(tree.css("#changed li a")) == 2
    assert len(tree.css(".timeline > li")) == 4
    anchors = {node.attributes["id"] for node in tree.css("[id]")}
    for link in [*tree.css(".story a"), *tree.css("#changed a")]:
        assert link.attributes["href"].partition("#")[2] in anchors


def test_the_lifecycle_tells_each_visit_fact_by_fact_old_and_new(client, told):
    opened, changed, closed, reopened = map(text, page(client, f"{told}events/").css(".timeline > li"))
    assert opened.startswith("Opened 2026-06-01")
    assert "Before Engineer After Senior Engineer" in changed
    assert closed.startswith("Closed 2026-06-04 08:00:00Z Two whole crawls running")
    assert reopened.startswith("Reopened, changed")
    assert "Before €50,000 to €60,000 a year After €50,000 to €70,000 a year" in reopened


def test_a_changed_description_is_shown_word_by_word_and_said_in_words(client, told):
    diff = page(client, f"{told}events/").css_first(".diff")
    assert text(diff.css_first("summary")) == "Description: 1 word added, 0 words removed"
    assert text(diff.css_first(".text")) == "Build things that [added: will ] last."


def test_a_moment_leads_to_that_visit_to_the_board(client, told):
    board = Posting.objects.get(key="a").source
    links = page(client, f"{told}events/").css(".timeline a.when")
    crawls = {f"{board.get_absolute_url()}#visit-{crawl.id}" for crawl in board.crawls.all()}
    assert len(links) == 4
    assert {link.attributes["href"] for link in links} <= crawls


def test_a_posting_that_nothing_happened_to_says_only_how_long_it_is_open(client, db):
    board = source()
    visit(board, [job("a")])
    assert text(page(client, address(key="a")).css_first(".story")) == "Open less than a day"


# -- The same role


def opened(days_ago: int, closed_days_ago: int | None = None, **columns) -> Posting:
    moments = {"first_seen_at": make.NOW - timedelta(days_ago), "changed_at": make.NOW - timedelta(days_ago)}
    if closed_days_ago is not None:
        at = make.NOW - timedelta(closed_days_ago)
        moments |= {"active": False, "closed_at": at, "last_seen_at": at}
    columns = {
        "normalized_title": "Engineer",
        "places": [make.city()],
        "content": {"text": f"Text {days_ago}"},
    } | columns
    content = {"apply_url": ""} | columns["content"]
    return make.posting(**columns | moments | {"content": content})


@pytest.fixture
def board(db):
    return make.source(company=make.company("Acme"))


def test_earlier_and_parallel_postings_of_the_role_are_told_with_their_dates(client, board):
    earlier = opened(90, 37, source=board)
    parallel = opened(20, source=board)
    own = opened(10, source=board)
    section = page(client, own.get_absolute_url()).css_first("section[aria-labelledby=kin]")
    assert "This company has posted this role before: Engineer open 2026-03-08 to 2026-04-30 (53 days)" in text(section)
    assert "Posted at the same time, for the same place: Engineer open since 2026-05-17" in text(section)
    assert [link.attributes["href"] for link in section.css(".kin a")] == [
        earlier.get_absolute_url(),
        parallel.get_absolute_url(),
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"places": []},
        {"title": "Engineer, Search"},
        {"normalized_title": "Nurse"},
        "company",
    ],
)
def test_another_place_title_occupation_or_company_is_another_role(client, board, other):
    elsewhere = {"source": make.source()} if other == "company" else {"source": board} | other
    opened(90, 37, **elsewhere)
    own = opened(10, source=board)
    assert page(client, own.get_absolute_url()).css_first("section[aria-labelledby=kin]") is None


def test_a_role_without_a_city_is_the_same_in_the_same_country_only(client, board):
    opened(90, 37, source=board, places=[make.country("DE")])
    opened(80, 30, source=board, places=[make.country("FR")])
    own = opened(10, source=board, places=[make.country("DE")])
    assert len(page(client, own.get_absolute_url()).css("section[aria-labelledby=kin] .kin a")) == 1


def test_a_closed_posting_leads_first_to_the_role_that_is_open_again_and_to_similar_jobs(client, board):
    closed = opened(90, 37, source=board, job_function="engineering")
    again = opened(10, source=board, job_function="engineering")
    elsewhere = opened(5, company=make.company("Beta"), job_function="engineering")
    tree = page(client, closed.get_absolute_url())
    assert f"The same role is open again: Engineer , first seen {again.first_seen_at:%Y-%m-%d}" in text(
        tree.css_first(".notice.closed")
    )
    assert [text(heading) for heading in tree.css("h2")][:2] == ["Similar open jobs", "Job facts"]
    assert elsewhere.get_absolute_url() in {
        link.attributes["href"] for link in tree.css("section[aria-labelledby=similar] a")
    }


def test_copies_name_each_other(client, board):
    same = {"content": {"text": "We build boats."}, "source": board}
    made = [opened(10, places=[make.city(name)], location_text=name, **same) for name in ("Berlin", "Bonn", "Köln")]
    for own in made:
        section = page(client, own.get_absolute_url()).css_first("section[aria-labelledby=kin]")
        assert text(section).startswith("Other postings of this role The same job is also posted as: Engineer")
        assert {link.attributes["href"] for link in section.css(".kin a")} == {
            other.get_absolute_url() for other in made if other is not own
        }


def test_what_the_employer_lists_under_the_same_requisition_is_told_with_its_places(client, board):
    bonn = make.city("Bonn", "DE")
    other = opened(20, source=board, title="Nurse", places=[bonn], content={"requisition_id": "R-7", "text": "Care."})
    opened(20, source=board, title="Cook", places=[bonn], content={"requisition_id": "R-8", "text": "Cook."})
    opened(20, title="Nurse", places=[bonn], content={"requisition_id": "R-7", "text": "Care."})
    own = opened(10, source=board, content={"requisition_id": "R-7"})
    section = page(client, own.get_absolute_url()).css_first("section[aria-labelledby=kin]")
    assert "The employer lists these under the same requisition: Nurse" in text(section)
    assert [link.attributes["href"] for link in section.css(".kin a")] == [other.get_absolute_url()]


def test_the_page_names_a_few_of_many_and_the_lifecycle_all(client, board):
    for days in range(20, 30):
        opened(days, source=board)
    own = opened(10, source=board)
    section = page(client, own.get_absolute_url()).css_first("section[aria-labelledby=kin]")
    assert len(section.css(".kin a")) == 3
    all_of_them = page(client, section.css("a")[-1].attributes["href"].partition("#")[0])
    assert len(all_of_them.css(".kin a")) == 10


# -- Similar jobs


def similar(client, own: Posting) -> list[str]:
    rows = page(client, own.get_absolute_url()).css("section[aria-labelledby=similar] li")
    return [text(row) for row in rows]


def engineer(title: str, company: str, **columns) -> Posting:
    company = make.Company.objects.filter(name=company).first() or make.company(company)
    content = {"text": title, "apply_url": ""}
    columns = {"places": [make.city()], "job_function": "engineering", "location_text": "Berlin"} | columns
    return make.posting(title, company=company, content=content, **columns)


def test_similar_jobs_have_the_function_and_the_city_or_are_at_the_same_company(client, db):
    engineer("Here, another function", "Acme", job_function="sales")
    engineer("Elsewhere, another city", "Beta", places=[make.city("Bonn", "DE")])
    engineer("Elsewhere, closed", "Beta", active=False)
    engineer("Here, another city", "Acme", places=[make.city("Bonn", "DE")], location_text="Bonn")
    engineer("Elsewhere, older", "Beta")
    engineer("Elsewhere, newer", "Gamma")
    own = engineer("Engineer", "Acme")
    assert similar(client, own) == [
        "Elsewhere, newer Gamma, Berlin",
        "Elsewhere, older Beta, Berlin",
        "Here, another city At this company, Bonn",
    ]


def test_without_a_city_similar_jobs_are_in_the_same_country_and_in_no_city(client, db):
    for title, place in (("In Berlin", make.city()), ("Germany", make.country("DE")), ("France", make.country("FR"))):
        engineer(title, "Beta", places=[place], location_text="")
    own = engineer("Engineer", "Acme", places=[make.country("DE")])
    assert similar(client, own) == ["Germany Beta"]


def test_at_most_six_similar_jobs_are_shown_in_the_same_order_each_time(client, db):
    for number in range(9):
        engineer(f"Elsewhere {number}", "Beta")
        engineer(f"Here {number}", "Acme", places=[make.city("Bonn", "DE")])
    own = engineer("Engineer", "Acme")
    first = similar(client, own)
    assert len(first) == 6
    assert first == similar(client, own)
    assert [row.split()[0] for row in first] == ["Elsewhere"] * 4 + ["Here"] * 2


# -- What it costs


def test_a_posting_whose_frame_is_kept_costs_one_query(client, board, django_assert_num_queries):
    lead = opened(20, source=board, content={"text": "We build boats."})
    with django_assert_num_queries(2):  # all that goes by, and the body
        made = client.get(lead.get_absolute_url())
    keep_frames(board.id)
    with django_assert_num_queries(1):
        kept = client.get(lead.get_absolute_url())
    assert kept.content == made.content


def test_a_copy_costs_one_more(client, board, django_assert_num_queries):
    opened(20, source=board, content={"text": "We build boats."})
    copy = opened(10, source=board, content={"text": "We build boats."}, places=[make.city("Bonn", "DE")])
    keep_frames(board.id)
    # the counts of its slices, which only what lists show by itself has beside it
    with django_assert_num_queries(2):
        client.get(copy.get_absolute_url())


def test_a_lifecycle_costs_five_queries_however_much_happened(client, told, django_assert_num_queries):
    # the posting; its copies; its role's other postings; its events; its facts as they are now
    with django_assert_num_queries(5):  # and, of one with a requisition, the others of it
        client.get(f"{told}events/")


def test_the_query_of_a_page_is_kept_as_it_was_prepared(client, board):
    """psycopg takes a longer statement apart on every call."""
    with CaptureQueriesContext(connection) as captured:
        client.get(opened(1, source=board).get_absolute_url())
    page_query = next(query["sql"] for query in captured if "keptframe" in query["sql"])
    assert len(page_query) <= 4096
