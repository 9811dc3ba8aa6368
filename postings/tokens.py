"""What a word is. Titles and searches are taken apart by the same `tokens`, so what one has the other finds.

A word is what a job seeker types: "C++", "C#", ".NET", "L3". A hyphen, a slash, a dot or "&" parts two
words that stand side by side: "front-end", "UI/UX", "Node.js", "R&D". Scripts that write no spaces have
a word for each character, and so does Korean, whose spaces and endings vary: any part of a run is found.
"""

import re
import unicodedata
from functools import lru_cache

LONGEST_WORD = 60

# What neither case nor NFKD takes to the letter that is typed for it.
LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ŋ": "n", "ɓ": "b", "ɗ": "d", "ƙ": "k"}
    | {"æ": "ae", "œ": "oe", "þ": "th", "ə": "e", "♯": "#"}
    | dict.fromkeys("’‘‛ʼʻʹ′", "'")
)
# What NFKD would make letters of the word before, or a space.
SIGNS = str.maketrans({"™": " ", "℠": " ", "´": "'"})
# Accents of the alphabets that have them: Latin, Greek, Cyrillic; Hebrew's and Arabic's points and Arabic's
# lengthening. Marks of the scripts of India and Japan stay: there they tell letters apart.
ACCENTS = re.compile(
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
# What a text holds and no reader sees: soft hyphens, joiners, directions, variants and tags of emoji.
INVISIBLE = re.compile(
    r"[\u00ad\u061c\u180e\u200c-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)

UNSPACED = (
    r"\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0edf\u1000-\u109f\u1780-\u17d3"  # Thai, Lao, Burmese, Khmer
    r"\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u312f\u3400-\u9fff\U00020000-\U0003ffff"  # Japanese, Chinese
    r"\u1100-\u11ff\uac00-\ud7ff"  # Korean
)
INDIC = r"\u0900-\u0963\u0966-\u0dff"  # their vowel signs are no letters to `re`
TOKEN = re.compile(
    rf"(?<![^\W_])[a-z](?:\.[a-z])+(?![^\W_])"  # "U.S.", "R.N."
    rf"|(?<=[^\W_])['`]s(?![^\W_])"
    rf"|\.net(?![^\W_])|(?<![^\W_])[a-z](?:\+\+|#(?![^\W_]))|[{UNSPACED}]|(?:[^\W_{UNSPACED}]+[{INDIC}]*)+"
)
# "Women's health" is found by "women health"; "sales and marketing" finds "Sales & Marketing".
NO_WORDS = frozenset({"'s", "`s", "and", "und", "et"})
# Written as one word and as two, in 50,000 titles of real boards.
PAIRS = """
after sales, auto body, back end, back office, co op, cyber security, data center, data centre, dev ops, e commerce,
e learning, front desk, front end, front office, full stack, full time, gen ai, health care, help desk, in house,
key holder, life cycle, mid market, ml ops, multi media, non profit, off site, omni channel, on site, part time, ph d,
pre sales, start up, time zone, week end
"""
COMPOUNDS = {"".join(pair.split()): tuple(pair.split()) for pair in PAIRS.split(",")} | {"dotnet": (".net",)}

# Of one tsvector: a position is at most 16,383, and all lexemes together at most 1 MB.
FIELD = 1_000


def fold(text: str) -> str:
    """`text` without what spelling leaves open: case, accents, width, ligatures."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", INVISIBLE.sub("", text.translate(SIGNS)).casefold()).casefold()
    return unicodedata.normalize("NFC", ACCENTS.sub("", text).translate(LETTERS))


def tokens(text: str) -> list[str]:
    """The words of `text` in their order, folded, each at most LONGEST_WORD long: letters and digits, and "+#."."""
    return [token for run in TOKEN.findall(fold(text)) for token in parts(run)]


@lru_cache(maxsize=20_000)
def parts(run: str) -> tuple[str, ...]:
    """The words written as one: "frontend" is "front end", "nodejs" is "node js", "r.n." is "rn"; "and" is none."""
    if run in NO_WORDS:
        return ()
    compound = COMPOUNDS.get(run) or COMPOUNDS.get(run.removesuffix("s"))
    if compound:
        return compound
    if run == ".net":
        return (run,)
    word = run.replace(".", "")[:LONGEST_WORD]
    return (word[:-2], "js") if word.endswith("js") and len(word) > 3 else (word,)


@lru_cache(maxsize=20_000)
def lexemes(word: str) -> tuple[str, ...]:
    """What an entry with `word` is found by; the first is what a search for it looks for.

    An English plural is its singular: who looks for "nurses" wants the nurse as well.
    """
    if word == ".net":
        return word, "net"
    return (singular(word) if len(word) > 3 and word.isascii() else word,)


def singular(word: str) -> str:
    if not word.endswith("s") or word.endswith(("ss", "us", "is")) or word == "news":
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes", "zzes")) else word[:-1]


def vector(title: str, department: str, company: str) -> str:
    """The literal of the tsvector of an entry: title words have weight A, the others B.

    Each field has positions of its own, so no phrase begins in one and ends in another.
    """
    fields = ((title, 1, "A"), (department, 1 + FIELD * 2, "B"), (company, 1 + FIELD * 4, "B"))
    return " ".join(
        f"'{lexeme}':{position}{weight}"
        for text, first, weight in fields
        for position, token in enumerate(tokens(text)[:FIELD], first)
        for lexeme in lexemes(token)
    )
