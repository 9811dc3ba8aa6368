"""Who may take a remote job, as title and body say it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.providers.base import Listing
from postings.normalise.facts import Eligible
from postings.normalise.place import places
from postings.normalise.work import eligible


def allowed(sentence: str, where: str = "Remote", title: str = "Accountant", **columns) -> Eligible | None:
    job = Listing(title=title, url="https://jobs.example/1", location_text=where, **columns)
    where_it_is = places(job)
    found = eligible(job, where_it_is.value if where_it_is else (), f"We bake bread.\n- {sentence}\nApply!")
    return found.value if found else None


@pytest.mark.parametrize(
    ("sentence", "areas"),
    [
        ("You must reside in Canada.", "CA"),
        ("Applicants must be based in the United States and eligible to work there.", "US"),
        ("You must be located in and authorized to work in India to be considered for this role.", "IN"),
        ("Must be currently based within Europe.", "EUROPE"),
        (
            "This role is 100% remote and open to candidates based in Germany, Spain, Portugal or the U.K.",
            "DE ES PT GB",
        ),
        ("Location: This is a remote role, based anywhere in Japan.", "JP"),
        ("You can work from anywhere in EMEA.", "EMEA"),
        ("You can be within the EMEA region as long as we have a work location.", "EMEA"),
        ("Remote within the U.S., with periodic gatherings.", "US"),
        ("We accept candidates from all over the world.", "worldwide"),
        ("We can only hire in the following states: AZ, CO, GA, IN, and OR.", "US-AZ US-CO US-GA US-IN US-OR"),
        ("These roles can sit in any of the following 3 states: AL, CA (exempt only), CO.", "US-AL US-CA US-CO"),
        ("Must reside in UK, DE, or FR.", "GB DE FR"),
        ("Location: Remote - Brazil", "BR"),
        ("Remote USA", "US"),
    ],
)
def test_a_sentence_names_who_may_take_the_job(sentence, areas):
    assert " ".join(allowed(sentence).areas) == areas


@pytest.mark.parametrize(
    "sentence",
    [
        "You must be authorized to work in the United States.",  # a visa, no place
        "For residents of California the salary range is higher.",
        "Candidates based in the United States are preferred.",
        "We work with customers based in Germany.",
        "You must be based in Oslo, Norway.",  # a city is a place
        "Our team is spread across France and Spain.",
        "We hire the best from all over the world.",
        "Work from abroad for up to 30 days per year, anywhere in Europe.",
        "You report to our lead, who is based in the Netherlands.",
    ],
)
def test_other_sentences_name_nobody(sentence):
    assert allowed(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "We are not accepting applications from candidates residing in the following states: Alaska or New York.",
            Eligible(("US",), ("US-AK", "US-NY")),
        ),
        ("This role is open to candidates based in the US, except California.", Eligible(("US",), ("US-CA",))),
        ("We are closed in the whole of France, except Paris.", Eligible(("US",))),
    ],
)
def test_who_is_shut_out_is_told_too(sentence, expected):
    assert allowed(sentence, "Remote - US") == expected


def test_a_shut_country_lies_in_an_open_region():
    assert allowed("You can be anywhere within EMEA (excluding France).", "Remote - EMEA") == Eligible(
        ("EMEA",), ("FR",)
    )


@pytest.mark.parametrize(
    ("sentence", "where", "areas"),
    [
        ("This is a remote role, based anywhere in Japan.", "Remote - APAC", "JP"),
        ("You must reside in Texas.", "Remote - US", "US-TX"),
        ("You must reside in Norway.", "Remote - US", "US"),
        ("We like bread.", "Remote - US", "US"),
        ("This is a fully remote role.", "Norway", "NO"),
    ],
)
def test_a_sentence_may_narrow_the_location_string_but_not_replace_it(sentence, where, areas):
    assert " ".join(allowed(sentence, where).areas) == areas


def test_the_title_names_them_too():
    assert allowed("Bread!", title="Accountant (Remote, EMEA)") == Eligible(("EMEA",))
    assert allowed("Bread!", title="Accountant - Full Remote (EU only)") == Eligible(("EU",))


@pytest.mark.parametrize(
    ("sentence", "zones"),
    [
        ("This position is fully remote within CET ±3h.", ("CET +/- 3",)),
        ("You must be based in the PST time zone.", ("PST",)),
        ("Experience with customers in the PST time zone", None),
    ],
)
def test_time_zones_that_the_job_asks_for(sentence, zones):
    found = allowed(sentence)
    assert (found.time_zones if found else None) == zones


def test_a_hybrid_job_has_it_only_where_it_is_said_plainly():
    assert allowed("This is a hybrid role based in Norway.", "Oslo") is None
    text = "This is a hybrid role.\nYou must be based in Norway."
    assert allowed(text, "Oslo") == Eligible(("NO",))


def test_a_job_at_its_place_has_none():
    assert allowed("You must reside in Canada.", "Toronto", workplace="on-site") is None


def test_the_evidence_is_the_sentence():
    job = Listing(title="Accountant", url="https://jobs.example/1", location_text="Remote")
    text = "Bread!\n• You must reside in Canada."
    evidence = eligible(job, (), text).evidence
    assert (evidence.kind, evidence.rule, evidence.quote) == ("text", "must live there", "You must reside in Canada.")
    assert text[evidence.start :] == evidence.quote


@given(st.text(), st.text())
def test_no_words_make_it_raise(title, text):
    allowed(text, title=title)


@pytest.mark.parametrize(
    "piece", ["reside in ", "remote in ", "not hire in ", "AZ, ", "the following states: ", "anywhere in the "]
)
def test_a_wall_of_words_is_read_like_others(piece):
    allowed(piece * (100_000 // len(piece)))
