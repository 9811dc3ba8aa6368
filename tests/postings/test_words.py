"""Titles as boards write them, searches as readers type them, and that the two always meet."""

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from postings.tokens import COMPOUNDS, FIELD, LONGEST_WORD, lexemes
from postings.words import LONGEST_PHRASE, MOST_WORDS, AnyOf, Word, Words, fold, parse, tokens, vector

# Letters of many scripts, and above all what PostgreSQL's literals and our own grammar are made of.
HOSTILE = st.lists(
    st.sampled_from(
        [*"ab1éß東ン이ж \t-–—|'\"“”\\&!:*()<>.,+#%\0\u200b\u202e\ud800🚀", " or ", ".net", "c++", "<->", ":A"]
    )
).map("".join)
TEXTS = st.text() | HOSTILE


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ingénieur ÉLECTRICITÉ", "ingenieur electricite"),
        ("Straße STRASSE", "strasse strasse"),
        ("Øst Łódź Đặng İzmir Işık", "ost lodz dang izmir isik"),
        ("Ｓａｌｅｓ　Ｌｅａｄ", "sales lead"),
        ("ﾃﾞｰﾀ データ", "データ データ"),  # the half-width mark is the letter's own
        ("ﬁnance œuvre Ⅲ", "finance oeuvre iii"),
        ("l’équipe d´affaires", "l'equipe d'affaires"),
        ("Кёльн ΣΊΣΥΦΟΣ", "кельн σισυφοσ"),
        ("مُهَنْدِس بـرمجيات", "مهندس برمجيات"),
        ("हिन्दी", "हिन्दी"),  # its signs are vowels, no accents
        ("co\u00adworker Foo™ C♯", "coworker foo  c#"),
    ],
)
def test_what_spelling_leaves_open_is_folded(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("C++/C# Developer (.NET)", "c++ c# developer .net"),
        ("ASP.NET, dotnet & C++17", "asp .net .net c++ 17"),
        ("Node.js / ReactJS Engineer", "node js / react js engineer".replace("/ ", "")),
        ("R&D Engineer, FP&A", "r d engineer fp a"),
        ("UI/UX Designer (m/f/d)", "ui ux designer m f d"),
        ("Front-End, Frontend or Front End", "front end front end or front end"),
        ("Startups, Start-Up", "start up start up"),
        ("24/7 Support L3", "24 7 support l3"),
        ("Women's Health, Men’s Fashion", "women health men fashion"),
        ("Chef d'équipe à l’accueil", "chef d equipe a l accueil"),
        ("Sales & Marketing", "sales marketing"),
        ("Sales and Marketing", "sales marketing"),
        ("U.S.-based R.N. (Ph.D. / PhD)", "us based rn ph d ph d"),
        ("Chargé·e de mission (H/F)", "charge e de mission h f"),
        ("🚀 Senior\u00a0Dev – Berlin 🇩🇪 ★", "senior dev berlin"),
        ("AI研究員 (東京)", "ai 研 究 員 東 京"),
        ("백엔드 개발자", "백 엔 드 개 발 자"),
        ("วิศวกร", "ว ิ ศ ว ก ร"),
        ("Инженер-программист", "инженер программист"),
        ("हिन्दी शिक्षक", "हिन्दी शिक्षक"),
        ("Contact_center@Acme #1042", "contact center acme 1042"),
        ("x" * 70, "x" * LONGEST_WORD),
        ("– ☆ (&) …", ""),
    ],
)
def test_words_are_what_a_job_seeker_types(title, words):
    assert tokens(title) == words.split()


@pytest.mark.parametrize("compound", COMPOUNDS)
def test_a_compound_is_the_same_words_however_it_is_written(compound):
    assert tokens(compound) == tokens("-".join(COMPOUNDS[compound]))


@pytest.mark.parametrize(
    ("word", "lexeme"),
    [
        ("nurses", "nurse"),
        ("companies", "company"),
        ("coaches", "coach"),
        ("classes", "class"),
        ("business", "business"),
        ("campus", "campus"),
        ("analysis", "analysis"),
        ("news", "news"),
        ("aws", "aws"),
    ],
)
def test_an_english_plural_is_found_by_its_singular(word, lexeme):
    assert lexemes(word)[0] == lexeme


def test_a_dotnet_job_is_found_without_the_dot_and_net_zero_not_with_it():
    assert lexemes(".net") == (".net", "net")
    assert lexemes("net") == ("net",)


def test_a_vector_tells_titles_from_departments_and_companies():
    assert vector("Head Nurse", "Wards", "Acme") == "'head':1A 'nurse':2A 'ward':2001B 'acme':4001B"


@pytest.mark.parametrize(
    ("query", "tsquery", "in_words"),
    [
        ("Night nurse", "'night' & 'nurse'", "“Night” and “nurse”"),
        ('nurse "night shift"', "'nurse' & ('night' <-> 'shift')", "“nurse” and “night shift”"),
        ("“night shift” –senior", "('night' <-> 'shift') & !'senior'", "“night shift” without “senior”"),
        (
            'nurse -"night shift" -lead',
            "'nurse' & !('night' <-> 'shift') & !'lead'",
            "“nurse” without “night shift” or “lead”",
        ),
        ("a b or c d", "'a' & ('b' | 'c') & 'd'", "“a” and (“b” or “c”) and “d”"),
        ("nurse OR midwife | doctor", "('nurse' | 'midwife' | 'doctor')", "“nurse” or “midwife” or “doctor”"),
        ("nurse|midwife", "('nurse' | 'midwife')", "“nurse” or “midwife”"),
        ("remote or -berlin", "('remote' | !'berlin')", "“remote” or not “berlin”"),
        ("-senior", "!'senior'", "without “senior”"),
        ("-senior or", "!'senior'", "without “senior”"),
        ('"or" -or', "'or' & !'or'", "“or” without “or”"),
        ('nurse "night shi', "'nurse' & ('night' <-> 'shi')", "“nurse” and “night shi”"),
        ('front"end"', "'front' & 'end'", "“front” and “end”"),
        ("C++-developer", "('c++' <-> 'developer')", "“C++-developer”"),
        ("front-end", "('front' <-> 'end')", "“front-end”"),
        ("Frontend", "('front' <-> 'end')", "“Frontend”"),
        (".NET, (C#)", "'.net' & 'c#'", "“.NET” and “C#”"),
        ("sales and marketing", "'sale' & 'marketing'", "“sales” and “marketing”"),
        ("東京", "('東' <-> '京')", "“東京”"),
        ("nurse nurse", "'nurse'", "“nurse”"),
        ("nurse\0\u202e' | !:*", "'nurse'", "“nurse”"),
    ],
)
def test_a_search_means_what_its_reader_would_say(query, tsquery, in_words):
    words = parse(query)
    assert words.tsquery() == tsquery
    assert words.in_words() == in_words


@pytest.mark.parametrize("query", ["", "  ", "-", "or", "|", '"', '""', '-""', "- or – |", "🚀 !? &", "and"])
def test_what_means_nothing_is_left_out(query):
    assert not parse(query)
    assert parse(f"{query} nurse {query}").tokens() == ["nurse"]


@pytest.mark.parametrize(
    ("query", "tidy"),
    [
        ("  Nurse ,  (night) ", "Nurse night"),
        ("“night  shift”", '"night shift"'),
        ('"nurse"', "nurse"),
        ("nurse OR midwife|doctor", "nurse or midwife or doctor"),
        ("--“night shift” —senior", '-"night shift" -senior'),
        ('"OR"', '"OR"'),
        ('"a|b"', '"a|b"'),
    ],
)
def test_a_search_is_written_in_one_way(query, tidy):
    assert str(parse(query)) == tidy


def test_terms_tell_their_text_and_their_kind():
    wanted, either, unwanted = parse('nurse "night shift" or nights -senior').terms
    assert (wanted.text, wanted.excluded) == ("nurse", False)
    assert either.alternatives == (Word("night shift"), Word("nights"))
    assert (unwanted.text, unwanted.excluded) == ("senior", True)


def test_words_beyond_the_most_are_told():
    words = parse("a b c d e f or g h i j k -l")
    assert sum(len(term.alternatives) for term in words.terms) == MOST_WORDS
    assert words.dropped == ("k", "l")


def test_a_phrase_longer_than_any_title_is_told():
    words = parse(f'nurse "{"na " * LONGEST_PHRASE}"')
    assert str(words) == "nurse"
    assert len(words.dropped) == 1


def test_a_term_can_be_taken_out_to_see_whether_it_is_to_blame():
    words = parse("nurse berlin -senior")
    assert [str(words.without(term)) for term in words.terms] == ["berlin -senior", "nurse -senior", "nurse berlin"]


@pytest.mark.parametrize(
    ("query", "old", "new", "replaced"),
    [
        ("Enigneer berlin", "enigneer", "engineer", "engineer berlin"),
        ('"Nigth shift" or nigth', "nigth", "night", '"night shift" or night'),
        ("front-edn -edn", "edn", "end", "front-end -end"),
        ("münhcen", "munhcen", "munchen", "munchen"),
        ("nurse nurze", "nurze", "nurse", "nurse"),
    ],
)
def test_a_near_spelling_takes_the_place_of_a_word(query, old, new, replaced):
    assert str(parse(query).replace(old, new)) == replaced


def test_only_what_is_looked_for_can_be_misspelled():
    assert parse('senior "night shift" or nurse -lead night').tokens() == ["senior", "night", "shift", "nurse"]


@given(TEXTS)
def test_folding_twice_folds_no_further(text):
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_a_tidy_search_parses_back_to_itself(text):
    words = parse(text)
    assert parse(str(words)) == words
    assert str(parse(str(words))) == str(words)


@given(TEXTS)
def test_words_hold_nothing_that_a_literal_would_have_to_escape(text):
    for token in tokens(text):
        assert 0 < len(token) <= LONGEST_WORD
        assert not set(token) & set("'\"\\ \0:*()&|!<>")


@given(TEXTS)
def test_each_word_of_a_title_finds_it(title):
    found = {lexeme for token in tokens(title) for lexeme in lexemes(token)}
    for token in tokens(title):
        (term,) = parse(f'"{token}"').terms
        assert {lexemes(part)[0] for part in tokens(term.text)} <= found


def ask(sql: str, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


@pytest.mark.django_db
@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_postgresql_takes_every_literal_and_a_quoted_title_finds_its_entry(title, department, company):
    pasted = parse('"{}"'.format(title.translate(dict.fromkeys(map(ord, '"“”„‟«»＂'), " "))))
    asked = parse(f"{title} {department}")
    for words in filter(None, (pasted, asked)):
        nodes = sum(
            2 * len(tokens(word.text)) - 1 + word.excluded for term in words.terms for word in term.alternatives
        )
        joints = sum(len(term.alternatives) for term in words.terms) - 1
        assert ask("SELECT numnode(%s::tsquery), numnode(%s::tsquery)", words.tsquery(), words.in_title()) == [
            (nodes + joints, nodes + joints)
        ]
    entry = vector(title, department, company)
    ((found, in_title),) = ask(
        "SELECT %s::tsvector @@ %s::tsquery, %s::tsvector @@ %s::tsquery",
        *(entry, pasted.tsquery(), entry, pasted.in_title()),
    )
    assert found == in_title == bool(pasted)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "found", "in_title"),
    [
        ("nurse", True, True),
        ("NURSE nights", True, True),
        ('"night nurse"', True, True),
        ('"shift night"', False, False),
        ("PEDIATRIE", True, False),
        ("nurse pediatrie", True, False),
        ("clinique", True, False),
        ('"shift pediatrie"', False, False),  # a phrase never spans two fields
        ('"pediatrie clinique"', False, False),
        ("nurse -pediatrie", False, True),  # in the title alone there is none
        ("nurse -doctor", True, True),
        ("doctor or nurse", True, True),
        ("-nurse", False, False),
        ("nurs", False, False),
    ],
)
def test_an_entry_is_found_by_title_department_and_company(query, found, in_title):
    entry, words = vector("Night Nurse, Night Shift", "Pédiatrie", "Clinique du Lac"), parse(query)
    sql = "SELECT %s::tsvector @@ %s::tsquery, %s::tsvector @@ %s::tsquery"
    assert ask(sql, entry, words.tsquery(), entry, words.in_title()) == [(found, in_title)]


@pytest.mark.django_db
def test_the_longest_phrase_makes_a_tsquery_that_postgresql_takes():
    longest = parse('"{}"'.format("ﷺ" * LONGEST_PHRASE))  # a letter that is four words
    assert ask("SELECT numnode(%s::tsquery) > 1000", longest.tsquery()) == [(True,)]


@pytest.mark.django_db
def test_a_text_of_any_length_makes_a_vector_that_postgresql_takes():
    longest = " ".join(f"{number:𐀀>60}" for number in range(FIELD * 2))
    ((size,),) = ask("SELECT length(%s::tsvector)", vector(longest, longest, longest))
    assert size == FIELD


def test_words_compare_by_what_they_ask_for():
    assert Words((AnyOf((Word("nurse"),)),), dropped=("x",)) == parse("nurse")
