import json

import pytest

from companies.providers import greenhouse
from companies.providers.base import Board, Location, Request, Section, Unreadable
from companies.providers.greenhouse_metadata import kept

from .boards import page, written

PERSON = {"name": "Ada Example", "email": "ada@example.com", "user_id": 7, "employee_id": None}


def job(**fields):
    return {"id": 1, "title": "Engineer", "absolute_url": "https://www.tidewater.example/?gh_jid=1", **fields}


def field(name, value, value_type="single_select"):
    return {"id": 5, "name": name, "value": value, "value_type": value_type}


def test_a_board_is_asked_for_with_its_texts_and_its_pay():
    asked = {"content": "true", "pay_transparency": "true"}
    url = "https://boards-api.greenhouse.io/v1/boards/stripe/jobs"
    assert greenhouse.first(greenhouse.board("stripe")) == Request(url, asked)


def test_a_board_of_the_european_instance_is_answered_by_the_same_host():
    board = greenhouse.board_in("https://job-boards.eu.greenhouse.io/stripe")
    assert board.url == "https://job-boards.eu.greenhouse.io/stripe"
    assert greenhouse.first(board) == greenhouse.first(greenhouse.board("stripe"))


def test_tokens_that_differ_by_case_are_one_board():
    assert greenhouse.board("Canonical") == Board("canonical", "https://job-boards.greenhouse.io/canonical")


@pytest.mark.parametrize(
    ("answer", "doubt"),
    [
        ({"jobs": [job()], "meta": {"total": 1}}, ""),
        ({"jobs": [], "meta": {"total": 0}}, ""),
        ({"jobs": [job()]}, ""),  # recordings have lost the number
        ({"jobs": [job()], "meta": None}, ""),
        ({"jobs": [job()], "meta": {"total": 2}}, "The answer speaks of 2 jobs and lists 1."),
        ({"jobs": [], "meta": {"total": 12}}, "The answer speaks of 12 jobs and lists 0."),
        (job(), "The answer is a single job, not a board."),
        (job(jobs=None), "The answer is a single job, not a board."),
    ],
)
def test_a_board_is_whole_when_it_lists_as_many_jobs_as_it_says(answer, doubt):
    assert greenhouse.doubt([page("greenhouse", answer)]) == doubt


def test_an_error_is_unreadable_in_greenhouses_words():
    with pytest.raises(Unreadable, match="Greenhouse says: Job board not found"):
        greenhouse.records([page("greenhouse", {"status": 404, "error": "Job board not found"})])


@pytest.mark.parametrize("answer", [[], {"jobs": {}}, {"jobs": "none"}, {}, "jobs", None, b"<html>"])
def test_what_is_no_board_is_unreadable(answer):
    with pytest.raises(Unreadable):
        greenhouse.records([page("greenhouse", answer)])


def test_the_content_is_unescaped_exactly_once():
    content = "&lt;p&gt;R&amp;amp;D &amp;lt;3&amp;nbsp;&lt;/p&gt;"
    assert greenhouse.listing(job(content=content)).sections == (Section("", "<p>R&amp;D &lt;3&nbsp;</p>"),)


def test_a_list_without_content_is_silent_on_text_and_department():
    assert greenhouse.listing(job()).silent == {"description", "department"}
    assert greenhouse.listing(job(content="", departments=[])).silent == frozenset()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "New York, New York; San Francisco, California",
            ["New York, New York", "San Francisco, California"],
        ),
        ("Berlin;; Berlin ;Paris;", ["Berlin", "Paris"]),
        ("Remote - US / Canada", ["Remote - US / Canada"]),
        ("Chicago or Denver | Remote", ["Chicago or Denver | Remote"]),
        ("", []),
    ],
)
def test_places_are_parted_by_semicolons_only(text, places):
    listing = greenhouse.listing(job(location={"name": text}))
    assert listing.locations == tuple(map(Location, places))
    assert listing.location_text == text


@pytest.mark.parametrize(
    ("url", "apply_url"),
    [
        ("https://boards.greenhouse.io/x/jobs/1", "https://boards.greenhouse.io/x/jobs/1#app"),
        ("https://job-boards.greenhouse.io/x/jobs/1#top", "https://job-boards.greenhouse.io/x/jobs/1#app"),
        ("https://job-boards.eu.greenhouse.io/x/jobs/1", "https://job-boards.eu.greenhouse.io/x/jobs/1#app"),
        ("https://www.tidewater.example/jobs?gh_jid=1", ""),
        ("https://job-boards.greenhouse.io.evil.example/x/jobs/1", ""),
    ],
)
def test_the_form_stands_below_the_posting_on_greenhouses_own_pages(url, apply_url):
    listing = greenhouse.listing(job(absolute_url=url))
    assert (listing.url, listing.apply_url) == (url, apply_url)


@pytest.mark.parametrize(
    ("opening", "number", "requisition"),
    [
        (4418623008, "260322", "4418623008"),
        (4418623008, "See Opening ID", "4418623008"),
        (None, "See Opening ID", ""),  # hundreds of posts bear these words
        (None, None, ""),
    ],
)
def test_posts_of_one_opening_share_its_number(opening, number, requisition):
    record = job(internal_job_id=opening, requisition_id=number)
    assert greenhouse.listing(record).requisition_id == requisition


def test_a_recording_of_2020_is_read_without_the_fields_of_today():
    record = job(updated_at="2020-08-31T04:00:00-04:00", internal_job_id=9, metadata=None, location={"name": "Oslo"})
    listing = greenhouse.listing(record)
    assert (listing.posted_at, listing.language) == (None, "")
    assert listing.updated_at.isoformat() == "2020-08-31T08:00:00+00:00"


def test_the_forms_of_a_single_job_are_not_kept():
    record = written("greenhouse", "tidewater.job")["8002"]
    assert "questions" in record
    assert "question" not in json.dumps(greenhouse.listing(record).native)


def test_a_note_on_pay_is_shown_once_for_all_its_ranges():
    ranges = [{"title": title, "min_cents": 1, "blurb": "<p>Plus equity.</p>"} for title in ("Zone A", "Zone B")]
    listing = greenhouse.listing(job(pay_input_ranges=ranges))
    assert listing.sections == (Section("Zone A", "<p>Plus equity.</p>"),)
    assert [pay.label for pay in listing.pay] == ["Zone A", "Zone B"]


@pytest.mark.parametrize(
    "personal",
    [
        field("Recruiter", PERSON, "user"),
        field("Location", PERSON, "user"),
        field("Range Max", PERSON, "currency"),
        field("Recruiter", "Ada Example"),
        field("Recuiter to display", "Ada Example"),
        field("Hiring Manager First Name", "Ada", "short_text"),
        field("Country Manager", "Ada Example"),
        field("Leader -2", "Example, Ada"),
        field("Org Leader", "Ada Example"),
        field("HR Business Partner", "Ada Example"),
        field("FP&A Executive", "Ada Example"),
        field("Compensation Planner", "Ada Example"),
        field("Replacement For", "Ada Example", "short_text"),
        field("Backfill Employee", "Ada Example", "short_text"),
        field("Supervisory Organization", "Finance (Ada Example)"),
        field("Contact", "Ada Example\nada@example.com", "long_text"),
        field("Job Description Link", "https://docs.example/ada", "url"),
        field("Location", "Ada Example", "a type of tomorrow"),
        field("Job Tags", ["ada@example.com", "Ada"], "multi_select"),
        field("Teams", [PERSON], "multi_select"),
    ],
)
def test_a_field_that_may_name_a_person_is_kept_nowhere(personal):
    listing = greenhouse.listing(job(metadata=[personal]))
    assert listing.native["metadata"] == []
    assert "Ada" not in repr(listing)


@pytest.mark.parametrize(
    "harmless",
    [
        field("Employment Type", "Full-time"),
        field("Careers Page Team", ["Buoys"], "multi_select"),
        field("Additional Posting Locations", "Porto", "short_text"),
        field("Management Level", "7M"),
        field("Featured Job", True, "yes_no"),
        field("Visa sponsorship", False, "yes_no"),
        field("Range Max", {"amount": "98000.0", "unit": "CAD"}, "currency"),
        field("Base", {"min_value": "1.0", "max_value": "2.0", "unit": "USD"}, "currency_range"),
    ],
)
def test_the_other_fields_of_the_company_are_kept(harmless):
    assert kept([harmless]) == [harmless]


@pytest.mark.parametrize("value", [None, "", []])
def test_a_field_without_an_answer_is_left_out(value):
    assert kept([field("Department", value)]) == []


def test_workplace_and_employment_are_the_companys_own_words_where_it_asks_for_them():
    metadata = [
        field("Work Model", "In office"),
        field("Employment type", "Regular"),
        field("Time Type", "Part-time"),
    ]
    listing = greenhouse.listing(job(metadata=metadata))
    assert (listing.workplace, listing.employment) == ("In office", "Regular; Part-time")


@pytest.mark.parametrize("key", ["8007", "8008", "8009"])
def test_a_record_that_is_no_posting_is_unreadable(key):
    with pytest.raises(Unreadable):
        greenhouse.listing(written("greenhouse", "tidewater")[key])
