"""Where a job is done, as title and body say it, and what happens when they disagree with the board."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.providers.base import Listing
from postings.normalise.work import workplace_type
from postings.normalise.work.nature import on_site_occupation

MORE = "We bake bread for the whole town.\n- {}\nApply by Friday."


def job(title: str = "Accountant", where: str = "Oslo", **columns) -> Listing:
    return Listing(title=title, url="https://jobs.example/1", location_text=where, **columns)


def told(sentence: str, **columns) -> str | None:
    found = workplace_type(job(**columns), MORE.format(sentence))
    return found.value if found else None


@pytest.mark.parametrize(
    "sentence",
    [
        "This is a fully remote role, open to applicants in Norway.",
        "The position is 100% remote.",
        "This role can be performed remotely from anywhere in Norway.",
        "The role is based in Norway with a fully remote work-from-home arrangement.",
        "Remote within Norway, with periodic team gatherings.",
        "Location: Remote",
        "Work location: Bergen or remote",
        "This position is available either in an office or a remote location.",
        "Due to the remote nature of this role, we cannot sponsor visas.",
        "All of our roles are remote.",
        "You will be joining our fully remote engineering team.",
        "#LI-Remote",
        "Die Stelle ist 100 % remote.",
        "Poste en full remote",
        "Trabajo 100% remoto",
    ],
)
def test_a_job_that_can_be_done_from_elsewhere_is_remote(sentence):
    assert told(sentence) == "remote"


@pytest.mark.parametrize(
    "sentence",
    [
        "This role requires 2-3 days a week in the office.",
        "You will be in our Oslo office three days per week.",
        "Note: This position requires presence at our office 4 days per week.",
        "1 day working from home per week",
        "Office-based with up to two days remote each week",
        "We are in the office on Tuesdays and Thursdays, and you must be too.",
        "You spend at least 50 % of your time in the office.",
        "This is a hybrid role based in Oslo.",
        "Location: Oslo (Hybrid)",
        "Hybrid working model",
        "#LI-Hybrid",
        "Hybrid: 3-5 Tage pro Woche am Standort",
        "Du arbeitest mehrmals pro Woche im Büro.",
        "2 jours de télétravail par semaine",
        "3 días a la semana en la oficina",
        "There will be some in-person meetings, but it still allows for flexibility to work from home.",
    ],
)
def test_some_days_at_the_office_make_a_job_hybrid(sentence):
    assert told(sentence) == "hybrid"


@pytest.mark.parametrize(
    "sentence",
    [
        "This is an in-person role in Oslo.",
        "You must work on site.",
        "This is not a remote position.",
        "We are not open to remote candidates.",
        "On-site office support required every day.",
        "This role is in-office five days a week.",
        "In-person, Oslo",
        "We’re a fully in-person company.",
        "Poste en présentiel",
        "#LI-Onsite",
    ],
)
def test_a_job_that_is_done_at_its_place_is_on_site(sentence):
    assert told(sentence) == "on_site"


@pytest.mark.parametrize(
    "sentence",
    [
        "We have a remote-first culture.",
        "We are a remote company.",
        "Location: Remote-friendly",
        "Remote or hybrid work options are available.",
        "Experience working in a remote or hybrid environment",
        "Comfortable in a fully remote team",
        "Provide remote support to our customers",
        "This hybrid role combines strategy and execution.",
        "This is a hybrid role: part engineering, part design.",
        "Experience with hybrid cloud infrastructure",
        "Conduct on-site visits at our customers",
        "The last step is an onsite interview.",
        "Join us for a workshop of 1-2 days on-site.",
        "Lunch in the office 5 days a week",
        "Work remotely for up to four weeks a year",
        "We might consider remote candidates for the right person.",
        "If you live near Oslo, you work in our office three days a week.",
        "We offer a 4-day work week and a sunny office.",
        "Our offices are in Oslo and Bergen.",
    ],
)
def test_vague_words_decide_nothing(sentence):
    assert told(sentence) is None


def test_rare_trips_leave_a_remote_job_remote():
    assert told("This is a remote role with quarterly meetings in our office.") == "remote"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Engineer (Remote, US)", "remote"),
        ("Engineer - Americas REMOTE", "remote"),
        ("Engineer - Onsite or Hybrid or Remote", "remote"),
        ("Engineer (Oslo, Hybrid)", "hybrid"),
        ("Remote Sensing Engineer", None),
        ("Engineer, Hybrid Cloud", None),
        ("Onsite Trainer", None),
    ],
)
def test_the_title_counts_where_the_word_stands_apart(title, expected):
    found = workplace_type(job(title))
    assert (found.value if found else None) == expected


@pytest.mark.parametrize(
    ("columns", "sentence", "value", "conflict"),
    [
        (
            {"workplace": "remote"},
            "This is not a remote position.",
            "on_site",
            "The board says remote; the text says “This is not a remote position.”",
        ),
        (
            {"where": "Norway - Remote"},
            "This is a hybrid role, 3 days per week in the office.",
            "hybrid",
            "The board's location says remote; the text says “This is a hybrid role, 3 days per week in the office.”",
        ),
        ({"is_remote": True}, "#LI-Hybrid", "hybrid", "The board says remote; the text says “#LI-Hybrid”."),
        (
            {"is_remote": False},
            "This role is 100% remote.",
            "remote",
            "The board says not remote; the text says “This role is 100% remote.”",
        ),
    ],
)
def test_the_employers_plain_words_win_and_the_conflict_is_told(columns, sentence, value, conflict):
    found = workplace_type(job(**columns), MORE.format(sentence))
    assert (found.value, found.conflict) == (value, conflict)


@pytest.mark.parametrize("sentence", ["Hybrid working model", "#LI-Hybrid", "We’re an in-person company."])
def test_a_habit_and_a_hashtag_leave_the_field_as_it_is(sentence):
    found = workplace_type(job(workplace="remote"), MORE.format(sentence))
    assert (found.value, found.evidence.kind, found.conflict) == ("remote", "field", "")


def test_leave_to_work_from_home_denies_on_site_and_bears_with_remote():
    text = "There will be some in-person meetings, but it still allows for flexibility to work from home."
    found = workplace_type(job(workplace="onsite"), text)
    assert (found.value, bool(found.conflict)) == ("hybrid", True)
    assert workplace_type(job(workplace="remote"), text).value == "remote"


def test_words_that_bear_out_the_field_are_no_conflict():
    text = "This role is remote.\nThose near Oslo: this is a hybrid role."
    found = workplace_type(job(workplace="hybrid"), text)
    assert (found.value, found.conflict) == ("hybrid", "")


def test_words_that_contradict_each_other_decide_nothing():
    assert workplace_type(job(), "This role is remote.\nThis is a hybrid role.") is None


def test_not_remote_with_days_at_home_is_hybrid():
    assert workplace_type(job(), "This is not a remote role.\n#LI-Hybrid").value == "hybrid"


def test_the_quote_stands_where_the_evidence_says():
    text = "“Bröd” für alle.\n\n• Note: you’ll be in the office 3 days a week, by Thursday’s train.\nApply!"
    evidence = workplace_type(job(), text).evidence
    assert (evidence.kind, evidence.source, evidence.rule) == ("text", "description", "some days at the office")
    assert text[evidence.start :].startswith(evidence.quote)
    assert evidence.quote.startswith("Note: you’ll")


@pytest.mark.parametrize(
    ("title", "occupation"),
    [
        ("Line Cook", "line cook"),
        ("Truck Driver (m/w/d)", "truck driver"),
        ("Barista, Grünerløkka", "barista"),
        ("Warehouse Associate II - Nights", "warehouse associate"),
        ("Senior Verkäufer:in Teilzeit", "verkaufer"),
        ("Facharbeiter in der Fertigung (befristet)", "facharbeiter"),
        ("Chef de Partie", "chef de partie"),
        ("Driver Operations Manager", None),
        ("Device Driver Engineer", None),
        ("Accountant", None),
    ],
)
def test_some_work_can_only_be_done_where_it_is(title, occupation):
    assert on_site_occupation(title) == occupation


def test_the_nature_of_the_work_is_an_inference_and_the_last_resort():
    found = workplace_type(job("Line Cook"))
    assert (found.value, found.evidence.kind, found.evidence.quote) == ("on_site", "inferred", "line cook")
    assert workplace_type(job("Line Cook", workplace="hybrid")).value == "hybrid"
    assert workplace_type(job("Line Cook", where="Norway")) is None


@given(st.text(), st.text())
def test_no_words_make_it_raise(title, text):
    found = workplace_type(job(title, where=""), text)
    assert found is None or found.evidence.start is None or found.evidence.quote in (title, *windows(text, found))


def windows(text, found):
    start = found.evidence.start
    return [text[start : start + len(found.evidence.quote)]]


@pytest.mark.parametrize(
    "piece",
    ["remote ", "hybrid-", "2 days in the office ", "İ office ", "this role is a ", "- \n", "(remote", "3 days week "],
)
def test_a_wall_of_words_is_read_like_others(piece):
    workplace_type(job(), piece * (200_000 // len(piece)))
