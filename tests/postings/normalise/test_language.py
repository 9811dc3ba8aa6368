"""The body's own words tell its language; where they are too few, the board's field does; else nobody knows."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.providers.base import Listing
from postings.normalise.language import language, written_in

ROOT = Path(__file__).resolve().parents[3]

ENGLISH = (
    "We build boats that cross the bay, and you will plan the work of the yard with us. You have sailed before, "
    "you know wood and steel, and you would rather mend a thing than throw it away."
)
GERMAN = (
    "Wir bauen Boote, die über die Bucht fahren, und du planst mit uns die Arbeit der Werft. Du bist schon gesegelt, "
    "du kennst Holz und Stahl, und du reparierst die Dinge lieber, als sie wegzuwerfen."
)
FRENCH = (
    "Nous construisons des bateaux qui traversent la baie, et vous organiserez avec nous le travail du chantier. "
    "Vous avez déjà navigué, vous connaissez le bois et l'acier, et vous aimez réparer les choses."
)
JAPANESE = (
    "私たちは湾を渡る船を造っています。あなたは私たちと一緒に造船所の仕事を計画します。航海の経験があり、木材と鋼材に詳しく、"
    "物を捨てるよりも直すことが好きな方を探しています。"
)
SPANISH = (
    "Construimos barcos que cruzan la bahía, y tú organizarás con nosotros el trabajo del astillero. Ya has navegado, "
    "conoces la madera y el acero, y prefieres reparar las cosas antes que tirarlas."
)


def listing(title: str = "Engineer", field: str = "") -> Listing:
    return Listing(title=title, url="https://boats.example/1", language=field, fields={"language": "locale"})


def spoken(text: str, **parts: str) -> str | None:
    found = language(listing(**parts), text)
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "code"), [(ENGLISH, "en"), (GERMAN, "de"), (FRENCH, "fr"), (JAPANESE, "ja"), (SPANISH, "es")]
)
def test_a_body_is_in_the_language_it_is_written_in(text, code):
    assert spoken(text) == code


def test_shouting_is_no_other_language():
    assert spoken(ENGLISH.upper()) == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [(GERMAN + "\n\n" + ENGLISH * 3, "en"), (ENGLISH + "\n\n" + GERMAN * 3, "de"), (JAPANESE * 9 + FRENCH, "ja")],
)
def test_of_two_languages_the_longer_part_decides(text, code):
    """Companies put English about themselves above a German text, or a translation below it."""
    assert spoken(text) == code


def test_a_title_in_another_language_than_the_body_does_not_count():
    assert spoken(GERMAN, title="Senior Growth and Brand Marketing Manager for the Whole of Europe") == "de"


def test_the_evidence_quotes_where_the_language_is_spoken():
    text = GERMAN + "\n\n" + ENGLISH * 4
    found = language(listing(), text)
    assert (found.evidence.kind, found.evidence.source) == ("text", "description")
    assert text[found.evidence.start :].startswith(found.evidence.quote)
    assert found.evidence.quote in ENGLISH * 4
    assert 0.5 <= found.evidence.confidence <= 1


def test_without_a_body_the_title_is_read():
    long_title = "Sachbearbeiter für die Abrechnung von Leistungen der gesetzlichen Pflegeversicherung"
    found = language(listing(long_title), "")
    assert (found.value, found.evidence.source) == ("de", "title")


@pytest.mark.parametrize("text", ["", "   \n", "Apply now.", "1234567890 " * 50, "--- * ---"])
def test_too_few_words_say_nothing_and_the_field_speaks(text):
    assert spoken(text) is None
    found = language(listing(field="en-US"), text)
    assert found.value == "en"
    assert found.evidence == ("field", "locale", "en-US", "language field", 0.9, None)


def test_words_of_no_language_say_nothing():
    assert spoken("lkjsdf qwpoei zmxncb alskdj qpwoei zxmcnb laksjd poqwie mznxbc " * 5) is None


@pytest.mark.parametrize(
    ("field", "code"),
    [("en", "en"), ("EN", "en"), ("pt-BR", "pt"), (" fr_CA", "fr"), ("English", None), ("qq", None), ("", None)],
)
def test_a_field_is_a_code_of_two_letters_with_or_without_a_country(field, code):
    assert spoken("", field=field) == code


def test_the_text_stands_against_the_field_and_the_conflict_is_said():
    """Boards set the field by the language the applicant should speak."""
    found = language(listing(field="ja"), ENGLISH)
    assert (found.value, found.evidence.kind) == ("en", "text")
    assert found.conflict == "The board says Japanese; the description is in English."


def test_a_field_that_agrees_is_no_conflict():
    assert language(listing(field="en-GB"), ENGLISH).conflict == ""


@given(st.text(max_size=2_000))
def test_no_text_makes_it_raise(text):
    found = language(listing(), text)
    assert found is None or (len(found.value) == 2 and text[found.evidence.start :].startswith(found.evidence.quote))


@pytest.mark.parametrize("text", ["\ud800" * 500, "a\0b" * 500, "日" * 500_000, "a" * 500_000, "\n" * 500_000])
def test_hostile_texts_are_read_like_others(text):
    written_in(text)


def test_a_process_that_reads_no_posting_does_not_load_the_model():
    """Web workers import the rules and never ingest: the model and what it brings cost them nothing."""
    code = "import sys, postings.normalise.language as l; print([n for n in sys.modules if n.startswith('fast')])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == "[]"


def test_no_thread_is_left_behind():
    before = threading.active_count()
    spoken(ENGLISH)
    assert threading.active_count() == before
