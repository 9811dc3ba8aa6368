"""On what terms, as title and body say it, and when they overrule the field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.providers.base import Listing
from postings.normalise.work import employment_type


def found(title: str = "Accountant", text: str = "", field: str = ""):
    return employment_type(Listing(title=title, url="https://jobs.example/1", employment=field), text)


def kind(*args, **columns) -> str | None:
    fact = found(*args, **columns)
    return fact.value if fact else None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Design Intern (Summer)", "internship"),
        ("Praktikum im Vertrieb (m/w/d)", "internship"),
        ("Stage - Comptabilité", "internship"),
        ("Apprentice Carpenter", "internship"),
        ("Werkstudent:in Office (m/w/d)", "part_time"),
        ("Shop Assistant - Part-time", "part_time"),
        ("Dietitian (Per Diem)", "per_diem"),
        ("Recruiter (12 month FTC)", "temporary"),
        ("Assistant, Maternity Cover", "temporary"),
        ("Comptable - CDD 6 mois", "temporary"),
        ("Engineer (6 months Contract)", "contract"),
        ("Nurse Advocate (Remote 1099)", "contract"),
        ("Freelance Photographer", "contract"),
        ("Baker (full-time)", "full_time"),
        ("Analyst (Full/Part-Time)", None),
        ("Intern Program Manager", None),
        ("Contract Manager", None),
        ("Contractor Relations Lead", None),
        ("Early Stage Investor", None),
        ("Internal Auditor", None),
        ("Consultant", None),
        ("Temporary Works Engineer", None),
    ],
)
def test_the_title_names_the_kind_of_employment(title, expected):
    assert kind(title) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("This is a full-time role based in our Oslo office.", "full_time"),
        ("Employment type: Full-time", "full_time"),
        ("Type de contrat : CDI", "full_time"),
        ("Unbefristete Festanstellung", "full_time"),
        ("This is a full-time contract role.", "contract"),
        ("We seek a baker to join us on a contract basis.", "contract"),
        ("This is a 12-month fixed-term contract.", "temporary"),
        ("This position is a maternity cover.", "temporary"),
        ("This is a part-time position of 20 hours.", "part_time"),
        ("This internship lasts six months.", "internship"),
        ("We hire contractors in many countries.", None),
        ("You negotiate a contract with each supplier.", None),
        ("Experience from a previous internship", None),
        ("All full-time employees get health insurance.", None),
        ("You manage our full-time and part-time bakers.", None),
        ("Teilzeit oder Vollzeit möglich", None),
    ],
)
def test_the_body_names_it_where_it_speaks_of_this_job(sentence, expected):
    assert kind(text=f"We bake bread.\n- {sentence}\nApply!") == expected


@pytest.mark.parametrize(
    ("title", "text", "field", "expected", "conflict"),
    [
        ("Design Intern", "", "FullTime", "internship", "The board says FullTime; the title says “Design Intern”."),
        (
            "Baker",
            "This is a contract position.",
            "FullTime",
            "contract",
            "The board says FullTime; the text says “This is a contract position.”",
        ),
        ("Recruiter (Contractor)", "", "Full-time / freelance", "contract", ""),
        ("Design Intern", "", "PartTime", "internship", ""),
        ("Baker", "This is a full-time role.", "Contract", "contract", ""),
        ("Baker (full-time)", "", "Intern", "internship", ""),
        ("Baker", "This is a full-time role.", "FullTime", "full_time", ""),
    ],
)
def test_only_a_more_particular_kind_overrules_the_field(title, text, field, expected, conflict):
    fact = found(title, text, field)
    assert (fact.value, fact.conflict) == (expected, conflict)


def test_the_title_goes_before_the_body():
    fact = found("Bakery Intern", "This is a full-time role.")
    assert (fact.value, fact.evidence.source, fact.evidence.quote) == ("internship", "title", "Bakery Intern")


def test_the_quote_stands_where_the_evidence_says():
    text = "Bread – always.\n• This is a full-time role."
    evidence = found(text=text).evidence
    assert (evidence.kind, evidence.source, text[evidence.start :]) == ("text", "description", evidence.quote)


@given(st.text(), st.text(), st.text())
def test_no_words_make_it_raise(title, text, field):
    found(title, text, field)


@pytest.mark.parametrize("piece", ["this is a full-time ", "12 month ", "contract ", "employment type: ", "this role "])
def test_a_wall_of_words_is_read_like_others(piece):
    found("Accountant", piece * (100_000 // len(piece)))
