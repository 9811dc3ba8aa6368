"""How right our facts are: what counts as right, and that it does not become less."""

import json
import lzma
from io import StringIO
from operator import lt

import pytest
from django.core.management import CommandError, call_command

from postings.measuring.golden import answers_in, read_postings
from postings.measuring.judging import judge_location, judge_posting
from postings.measuring.scoring import Judged, Score, scores
from postings.normalise.facts import Eligible, Evidence, Facts, Place, Salary
from tests.boards import job

# Least precision and recall on the recorded postings that were agreed on, a little under what was
# reached. What is better now may be written here; nothing may be lowered for a change elsewhere.
LEAST = {
    "country": (0.99, 0.98),
    "region": (0.98, 0.99),
    "city": (0.98, 0.975),
    "places": (0.96, 0.955),
    "workplace_type": (0.98, 0.97),
    "eligible": (0.96, 0.96),
    "salary": (0.98, 0.98),
    "salary_kind": (0.98, 0.98),
    "salary_ranges": (0.94, 0.94),
    "employment_type": (0.98, 0.95),
    "seniority": (0.98, 0.98),
    "normalized_title": (0.97, 0.97),
    "job_function": (0.97, 0.97),
    "department": (0.99, 0.99),
    "kind": (0.99, 0.99),
    "language": (0.99, 0.985),
    "conflict": (0.99, 0.92),
}


def judged(fact: str, answers: dict, **facts) -> Judged:
    known = Facts(title="Engineer", source_url="", **facts)
    [one] = [one for one in judge_posting(answers, known, "a posting") if one.fact == fact]
    return one


def dollars(low, high, currency="USD", period="year", **more) -> dict:
    return {"min": low, "max": high, "currency": currency, "period": period, **more}


# -- What counts


@pytest.mark.parametrize(
    ("expected", "found", "counts"),
    [
        (["a"], ["a"], (1, 0, 0, 0)),
        (["a"], ["b"], (0, 1, 0, 0)),
        (["a"], [], (0, 0, 1, 0)),
        ([], ["a"], (0, 0, 0, 1)),
        ([], [], (0, 0, 0, 0)),
        (["a", "b", "c"], ["b", "x"], (1, 1, 1, 0)),
        (["a"], ["a", "a"], (1, 0, 0, 1)),
    ],
)
def test_values_are_right_wrong_missed_or_invented(expected, found, counts):
    score = scores([Judged("city", "x", expected, found)])["city"]
    assert score == counts


def test_shares_are_of_what_was_given_and_of_what_is_known():
    score = Score(right=6, wrong=2, missed=2, invented=4)
    assert (score.precision, score.recall, score.given) == (0.5, 0.6, 0.8)
    assert Score(0, 0, 0, 0).precision is None


def test_what_an_answer_leaves_out_is_not_judged_and_what_it_calls_null_is_invented():
    assert list(judge_posting({"title": "Engineer"}, Facts(title="", source_url="", language="en"), "x")) == []
    assert judged("language", {"language": None}, language="en").counts["invented"] == 1
    assert judged("places", {"places": []}, places=(Place("Oslo", None, "NO"),)).counts["invented"] == 1
    assert judged("language", {"language": None}).is_right


def test_cities_are_compared_without_case_and_accents():
    answers = {"places": [{"city": "KRAKOW", "region": None, "country": "PL"}]}
    assert judged("city", answers, places=(Place("Kraków", None, "PL"),)).is_right
    assert judged("places", answers, places=(Place("Kraków", None, "PL"),)).is_right


@pytest.mark.parametrize("title", ["Backend Engineer", "software engineer"])
def test_any_accepted_title_is_right(title):
    answers = {"normalized_title": ["Software Engineer", "Backend Engineer"]}
    assert judged("normalized_title", answers, normalized_title=title).is_right


def test_a_title_that_is_not_accepted_is_wrong_and_one_for_no_work_is_invented():
    assert judged("normalized_title", {"normalized_title": ["Cook"]}, normalized_title="Chef").counts["wrong"] == 1
    assert judged("normalized_title", {"normalized_title": None}, normalized_title="Pool").counts["invented"] == 1
    assert judged("normalized_title", {"normalized_title": None}).is_right


def test_pay_is_right_when_all_four_parts_are():
    answers = {"salary": dollars(100, 200)}
    assert judged("salary", answers, salary=Salary(100, 200, "USD", "year")).is_right
    assert judged("salary", answers, salary=Salary(100, 200, "USD", "month")).counts["wrong"] == 1
    assert judged("salary", {"salary": None}, salary=Salary(100, 200, "USD", "year")).counts["invented"] == 1


def test_the_envelope_of_other_ranges_may_be_right_too():
    answers = {"salary": dollars(100, 300), "salary_also": [dollars(100, 200)]}
    assert judged("salary", answers, salary=Salary(100, 200, "USD", "year")).is_right
    assert judged("salary", answers, salary=Salary(100, 300, "USD", "year")).is_right


def test_ranges_are_judged_in_any_order_where_they_are_named():
    first, second = Salary(100, 200, "USD", "year"), Salary(90, 150, "EUR", "year")
    answers = {"salary": dollars(100, 200, ranges=[dollars(90, 150, "EUR"), dollars(100, 200)])}
    assert judged("salary_ranges", answers, salary=first._replace(ranges=(first, second))).is_right
    assert judged("salary_ranges", answers, salary=first).counts == {"right": 1, "missed": 1, "wrong": 0, "invented": 0}
    facts = Facts(title="", source_url="", salary=first)
    assert "salary_ranges" not in {one.fact for one in judge_posting({"salary": dollars(100, 200)}, facts, "x")}


def test_pay_on_target_is_another_kind_of_pay():
    answers = {"salary": dollars(100, 200, kind="ote")}
    assert judged("salary_kind", answers, salary=Salary(100, 200, "USD", "year", "ote")).is_right
    assert judged("salary_kind", answers, salary=Salary(100, 200, "USD", "year")).counts["wrong"] == 1


@pytest.mark.parametrize(
    ("agreed", "ours", "is_right"),
    [
        (["UTC+8 +/- 3"], ["±3 hours from UTC+8"], True),
        (["CET", "GMT"], ["GMT or CET"], True),
        (["PST"], ["PST time zone"], True),
        (["PST"], ["CET"], False),
        ([], ["CET"], False),
    ],
)
def test_time_zones_are_compared_loosely(agreed, ours, is_right):
    answers = {"eligible": {"areas": ["US", "CA"], "time_zones": agreed}}
    assert judged("eligible", answers, eligible=Eligible(("CA", "US"), (), tuple(ours))).is_right is is_right


def test_conflicts_that_were_named_are_looked_for_and_others_are_no_fault():
    found = judged("conflict", {"conflict": ["workplace_type", "salary"]}, conflicts={"salary": "…", "title": "…"})
    assert found.counts == {"right": 1, "missed": 1, "wrong": 0, "invented": 0}


def test_an_error_shows_what_we_went_by():
    evidence = {"language": Evidence("field", "locale", "en-US", "language field", 0.9)}
    found = judged("language", {"language": "de"}, language="en", evidence=evidence)
    assert found.evidence == "field locale: 'en-US' (language field, 0.9)"


def test_a_location_string_is_judged_alone_with_its_hint():
    answers = {"text": "Cambridge", "country_hint": "GB", "places": [{"city": "Cambridge", "country": "GB"}]}
    assert all(one.is_right for one in judge_location(answers))


# -- Files of answers


@pytest.fixture
def golden(tmp_path):
    """A folder of answers beside the recordings that they are about: one file, and one line of a packed one."""
    folder = tmp_path / "payloads" / "lever" / "acme"
    folder.mkdir(parents=True)
    (folder / "2026-06-01.json").write_text(json.dumps([job("a", "Baker"), job("b", "Cook")]))
    packed = tmp_path / "datasets" / "lever_daily"
    packed.mkdir(parents=True)
    with lzma.open(packed / "acme.jsonl.xz", "wt") as lines:
        for title in ("Waiter", "Sailor"):
            lines.write(json.dumps({"date": "2026-06-02", "response": [job("a", title)]}) + "\n")
    (tmp_path / "golden").mkdir()
    return tmp_path / "golden"


def answer(file: str = "payloads/lever/acme/2026-06-01.json", key: str = "a", **facts) -> dict:
    return {"file": file, "provider": "lever", "board": "acme", "key": key, "title": "Baker", **facts}


def write(folder, *lines, name: str = "postings.jsonl"):
    path = folder / name
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def measured(path, *options: str) -> str:
    out = StringIO()
    call_command("measure_facts", path, *options, stdout=out)
    return out.getvalue()


def test_postings_are_read_from_their_recordings(golden):
    packed = "datasets/lever_daily/acme.jsonl.xz"
    path = write(
        golden, answer(), answer(key="b"), answer(f"{packed}#2"), answer("x", provider="pigeon") | {"provider": "x"}
    )
    read = {(one.answers["file"], one.answers["key"]): one.facts for one in read_postings(path, answers_in(path))}
    assert read.pop(("x", "a")) is None
    assert {facts.title for facts in read.values()} == {"Baker", "Cook", "Sailor"}


def test_the_command_scores_a_folder_and_lists_the_errors(golden):
    write(golden, answer(workplace_type="hybrid"), answer(key="b", workplace_type="remote"), answer(language="fr"))
    write(golden, {"text": "Oslo", "places": []}, name="places.jsonl")
    said = measured(golden, "--errors")
    rows = [line.split() for line in said.splitlines()]
    assert ["workplace_type", "1", "1", "0", "0", "50.0%", "50.0%", "100.0%"] in rows
    assert ["city", "0", "0", "0", "1", "0.0%", "-", "-"] in rows
    assert "Whole list of places right: 0 of 1 (0.0%)" in said
    assert "workplace_type of payloads/lever/acme/2026-06-01.json b 'Baker':\n    ['remote'] expected" in said
    assert "by field workplaceType: 'hybrid' (workplace field, 0.95)" in said


def test_the_command_says_which_postings_have_no_adapter_and_which_conflicts_are_marked(golden):
    path = write(golden, answer(conflict=["salary"], kind="job"), answer() | {"provider": "pigeon"})
    said = measured(path)
    assert "Not readable yet, their providers have no adapter: 1 (pigeon 1)" in said
    assert "Conflicts marked: 0 of 1 (0.0%)" in said


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (answer("payloads/lever/acme/nowhere.json"), "lies in no folder above it"),
        (answer(key="z"), "no readable posting z"),
        (answer("datasets/lever_daily/acme.jsonl.xz#9"), r"acme\.jsonl\.xz#9 ends before"),
        ({"title": "Baker"}, "holds no answers"),
    ],
)
def test_answers_on_what_is_not_there_are_told(golden, line, words):
    with pytest.raises(CommandError, match=words):
        measured(write(golden, line))


@pytest.mark.parametrize("content", [None, "", "no JSON", "[]\n"])
def test_a_file_that_holds_no_answers_is_told(golden, content):
    path = golden / "postings.jsonl"
    if content is not None:
        path.write_text(content)
    with pytest.raises(CommandError, match=r"postings\.jsonl"):
        measured(path)


def test_a_folder_without_answers_is_told(tmp_path):
    with pytest.raises(CommandError, match=r"holds neither postings\.jsonl nor places\.jsonl"):
        measured(tmp_path)


# -- What we reach


def test_no_fact_is_less_right_than_it_was(shared):
    path = shared / "golden" / "postings.jsonl"
    read = read_postings(path, answers_in(path))
    reached = scores(fact for line, facts in read if facts for fact in judge_posting(line, facts, line["key"]))
    shares = {fact: (reached[fact].precision, reached[fact].recall) for fact in LEAST}
    assert {fact: (shares[fact], least) for fact, least in LEAST.items() if any(map(lt, shares[fact], least))} == {}
