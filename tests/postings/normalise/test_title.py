"""What a title says: the occupation, its level, what the job is for, and whether it is a job."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.providers.base import Listing
from postings.normalise.title import job_function, kind, normalized_title, seniority
from postings.vocabulary import Seniority


def listing(title: str, **columns) -> Listing:
    return Listing(title=title, url="https://jobs.example/1", **columns)


def named(title: str, **columns) -> str | None:
    found = normalized_title(listing(title, **columns))
    return found.value if found else None


def level(title: str) -> str | None:
    found = seniority(listing(title))
    return found.value if found else None


def function(title: str, department: str = "") -> str | None:
    found = job_function(listing(title), department)
    return found.value if found else None


# -- The occupation


@pytest.mark.parametrize(
    ("title", "occupation"),
    [
        ("Senior Machine Learning Engineer, Personalization, Magenta", "Machine Learning Engineer"),
        ("(Sr.) Software Engineer II - Backend (m/w/d)", "Software Engineer"),
        ("Full-Stack Engineer", "Full Stack Engineer"),
        ("Product Manager - Payments (Remote, EMEA) 🚀", "Product Manager"),
        ("Office Manager Chicago", "Office Manager"),
        ("Globex - Account Executive, Mid-Market (#4711)", "Account Executive"),
        ("Copy of Data Analyst", "Data Analyst"),
        ("Freelance Dermatologist - France 🇫🇷", "Dermatologist"),
        ("SDR", "Sales Development Representative"),
        ("STORE MANAGER", "Store Manager"),
        ("iOS Engineer (C++/Swift)", "iOS Engineer"),
        ("UX/UI Designer", "UX/UI Designer"),
        ("R&D Technician", "R&D Technician"),
        ("Trust & Safety Analyst", "Trust & Safety Analyst"),
        ("Nephrologist", "Nephrologist"),
        ("Chief Financial Officer", "Chief Financial Officer"),
    ],
)
def test_the_occupation_is_what_remains_without_level_team_product_place_and_codes(title, occupation):
    assert named(title) == occupation


@pytest.mark.parametrize(
    ("title", "occupation"),
    [
        ("Manager, SaaS Support - Philippines", "SaaS Support Manager"),
        ("Developer, Backend", "Backend Developer"),
        ("Manager, Investor Relations", "Investor Relations Manager"),
        ("Principal Engineer/Software Architect", "Software Architect"),
        ("Director of Engineering, Observability", "Engineering"),
        ("Brand Director", "Brand"),
        ("Safety Programme Lead", "Safety Program Lead"),
        ("Technical Lead", "Technical Lead"),
        ("Data Science Intern | Fully Remote", "Data Science"),
        ("Enterprise Sales", "Enterprise Sales"),
        ("Customer Happiness (Support Engineer)", "Support Engineer"),
    ],
)
def test_a_bare_or_missing_noun_of_work_takes_the_field_beside_it(title, occupation):
    assert named(title) == occupation


@pytest.mark.parametrize(
    ("title", "occupation"),
    [
        ("Vertriebsingenieurin (w/m/d)", "Sales Engineer"),
        ("Softwareentwickler:in im Bereich Zahlungen", "Software Developer"),
        ("Werkstudent:in Buchhaltung", "Accounting"),
        ("Kundenservice (d/w/m) für die Gastronomie", "Customer Service"),
        ("Ingénieur(e) logiciel embarqué F/H", "Embedded Software Engineer"),
        ("Chef(fe) de projet digital - CDI", "Digital Project Manager"),
        ("Chargé·e de recrutement", "Recruiter"),
        ("Desenvolvedor(a) Backend Sênior", "Backend Developer"),
        ("Analista de Datos", "Data Analyst"),
        ("Gerente de Marketing", "Marketing Manager"),
        ("Medewerker klantenservice", "Customer Service Representative"),
        ("Assistente Vendite Part-time (m/f/x)", "Sales Assistant"),
        ("Specjalista ds. marketingu (k/m)", "Specialist"),
        ("Linuxサポートエンジニア", "Support Engineer"),
        ("백엔드 개발자", "Backend Developer"),
    ],
)
def test_titles_in_other_languages_are_told_in_english(title, occupation):
    assert named(title).removeprefix("Linux ") == occupation


def test_an_unknown_word_beside_a_general_noun_is_kept_unless_it_is_the_place_or_the_company():
    assert named("Antiques Expert") == "Antiques Expert"
    assert named("Basel Engineer", location_text="Basel, Switzerland") == "Engineer"
    assert named("Globex Engineer", company="Globex") == "Engineer"


def test_the_occupation_quotes_its_words_where_they_stand():
    evidence = normalized_title(listing("Sr. Data Analyst, Growth")).evidence
    assert (evidence.kind, evidence.source, evidence.quote, evidence.start) == ("text", "title", "Data Analyst", 4)


def test_a_translated_phrase_is_quoted_whole():
    assert normalized_title(listing("CDI - Chef de projet (H/F)")).evidence.quote == "Chef de projet"


# -- The level


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Senior Data Analyst", "senior"),
        ("Sr. Technician", "senior"),
        ("Software Engineer III", "senior"),
        ("Software Engineer II", None),
        ("Associate Product Manager", None),
        ("Software Engineer I", "entry"),
        ("Junior Fuhrparkleiter (m/w/d)", "entry"),
        ("Credit Analyst - Graduate", "entry"),
        ("Data Science Intern", "intern"),
        ("Praktikum im Marketing", "intern"),
        ("Senior Staff Engineer", "staff"),
        ("Staff Accountant", None),
        ("Growth Lead", "lead"),
        ("Lead Generation Specialist", None),
        ("Senior Living Advisor", None),
        ("Engineering Manager - Web", "manager"),
        ("Senior Manager, Support", "manager"),
        ("Product Manager", None),
        ("Senior Account Manager", "senior"),
        ("Head of Sales (d/w/m)", "director"),
        ("Head Chef", None),
        ("SVP, Enterprise Sales", "vp"),
        ("Chief Information Security Officer", "executive"),
        ("Chief of Staff to the CEO", None),
        ("Executive Assistant to the CFO", None),
        ("Executive Assistant (to CEO) & Office Manager", None),
        ("Junior to Senior Engineer", "entry"),
        ("Data Governance Analyst - CDO", None),
        ("Senior/Staff Engineer", "senior"),
        ("(Senior) Accountant", None),
        ("Accountant (Senior)", "senior"),
        ("Mid-Market Account Executive", None),
        ("Stage Manager", None),
    ],
)
def test_the_level_is_what_the_title_says_or_nothing(title, expected):
    assert level(title) == expected


# -- The function


@pytest.mark.parametrize(
    ("title", "department", "expected"),
    [
        ("Sales Engineer", "Engineering", "sales"),
        ("Cloud Support Engineer", "Engineering", "customer"),
        ("Machine Learning Engineer", "", "engineering"),
        ("Analytics Engineer", "", "data"),
        ("User Research Intern", "", "design"),
        ("Compliance Officer", "Finance", "legal"),
        ("Product Marketing Manager", "Product", "marketing"),
        ("Senior Manager, Talent Acquisition", "", "people"),
        ("Krankenpfleger (m/w/d)", "", "healthcare"),
        ("Coordinator", "People & Culture", "people"),
        ("Specialist", "8505 Supply Chain", "supply_chain"),
        ("Zyx", "Zyx", None),
    ],
)
def test_the_title_says_what_a_job_is_for_before_the_department_does(title, department, expected):
    assert function(title, department) == expected


def test_a_function_read_in_the_department_says_so():
    evidence = job_function(listing("Coordinator", fields={"department": "team"}), "8505 Finance").evidence
    assert (evidence.kind, evidence.source, evidence.quote, evidence.start) == ("field", "team", "Finance", 5)


# -- The kind


@pytest.mark.parametrize(
    "title",
    [
        "General Application",
        "Talent Pool",
        "Future Opportunities with G&A",
        "Don't see what you're looking for?",
        "Initiativbewerbung (m/w/d)",
        "Candidature spontanée",
        "Banco de Talentos",
    ],
)
def test_a_talent_pool_is_no_job_and_has_no_occupation(title):
    assert kind(listing(title)).value == "talent_pool"
    assert named(title) is None


@pytest.mark.parametrize("title", ["Talent Community Manager", "Baker", "Talent Acquisition Partner", ""])
def test_a_job_about_talents_is_a_job(title):
    assert kind(listing(title)).value == "job"


# -- Whatever a board writes

SCRAPS = st.sampled_from(
    ["(", "/", " - ", "m/w/d", "Senior", "of", "Manager", "de", "エンジニア", "&", ",", "🚀", "I", ":in"]
)


@given(st.one_of(st.text(), st.lists(SCRAPS).map("".join), st.lists(SCRAPS).map(" ".join)), st.text())
def test_no_title_makes_it_raise_and_every_quote_stands_where_it_says(title, department):
    job = listing(title, location_text=department)
    for found in (normalized_title(job), seniority(job), kind(job)):
        if found and found.evidence.kind == "text":
            start = found.evidence.start
            assert title[start : start + len(found.evidence.quote)] == found.evidence.quote
    job_function(job, department)
    assert (level(title) or "mid") in Seniority.values


@pytest.mark.parametrize("scrap", ["(", "a-", "senior ", "m/w/", "エン", "of ", "Manager/", "& ", ":in", " "])
def test_an_endless_title_is_read_as_far_as_titles_go(scrap):
    # Ten inputs of 10,000 scraps: a pattern that is not linear would be felt at once.
    job = listing(scrap * 10_000)
    normalized_title(job), seniority(job), job_function(job, scrap * 10_000), kind(job)
