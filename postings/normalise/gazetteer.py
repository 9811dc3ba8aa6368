"""The world's place names: cities, divisions, countries, as one sorted text table searched in place.

A line is `key, kind, name, country, region, weight`, parted by tabs. The key is a name as `fold`
leaves it; the weight (inhabitants, in favour of countries that boards hire in) ranks namesakes.
build_gazetteer.py writes the table. It is unpacked once a process and never parsed as a whole: as
a dictionary it would take 100 MB and seconds, as bytes it takes 15 MB and some hundredths of one.
"""

import re
import unicodedata
from bisect import bisect_left
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import zstandard
from babel import Locale

DATA = Path(__file__).parent / "data"
TABLE = DATA / "gazetteer.tsv.zst"

# Countries whose divisions readers use: "Austin, TX", but not "Munich, BY".
REGIONAL = frozenset({"US", "CA", "AU", "IN", "BR"})

# Bytes of the table between two lines of the index. Longer than any line.
PAGE = 4096

# No country or division has more letters. Fields hold whatever a board writes in them.
LONGEST_NAME = 100
LONGEST_MISSPELLING = 40

# CLDR's names are exact; these are what people say.
SHORT_NAMES = {
    "BA": "Bosnia and Herzegovina",
    "CD": "DR Congo",
    "CG": "Republic of the Congo",
    "CI": "Ivory Coast",
    "HK": "Hong Kong",
    "MM": "Myanmar",
    "MO": "Macau",
    "PS": "Palestine",
    "TR": "Turkey",
}

LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ə": "e"}
)
LONG_FORMS = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "&": "and"}
APOSTROPHES = re.compile(r"['’‘`´ʻʼʹ′]")
WORD = re.compile(r"[^\W_]+|&")


class Row(NamedTuple):
    """What one name can mean. Kinds: city, town (below 5,000 people), division, county, country,
    "division code", "country code", misspelling (its name is the key that was meant)."""

    kind: str
    name: str
    country: str
    region: str
    weight: int


def fold(text: str) -> str:
    """`text` without case, accents and punctuation, its usual abbreviations written out.

    "St. Gallen" and "Saint-Gallen" are one name, "L'Île" and "lile" too.
    """
    text = APOSTROPHES.sub("", bare(text).casefold().translate(LETTERS))
    return " ".join(LONG_FORMS.get(word, word) for word in WORD.findall(text))


def bare(text: str) -> str:
    """`text` in plain characters: no accents, no full-width forms, no halves of surrogate pairs."""
    if text.isascii():
        return text
    letters = unicodedata.normalize("NFKD", text)
    kept = "".join(letter for letter in letters if unicodedata.category(letter) not in ("Mn", "Cs", "Cf"))
    return unicodedata.normalize("NFC", kept)


@lru_cache(maxsize=5_000)
def rows(key: str) -> tuple[Row, ...]:
    """All that `key`, a folded name, can mean."""
    if not key.isprintable():
        return ()
    table, starts, firsts = _table()
    sought = b"\n" + key.encode() + b"\t"
    page = max(0, bisect_left(firsts, sought) - 1)
    end = starts[page + 1] if page + 1 < len(starts) else len(table)
    at = table.find(sought, starts[page], end + len(sought))
    found = []
    while at >= 0 and table.startswith(sought, at):
        end = table.index(b"\n", at + 1)
        kind, name, country, region, weight = table[at + len(sought) : end].decode().split("\t")
        found.append(Row(kind, name, country, region, int(weight)))
        at = end
    return tuple(found)


def respelled(key: str) -> tuple[str, ...]:
    """The well-known names that `key` misspells by a letter or two: "phildelphia", "san francsico".

    A name and its misspelling become the same word when each loses at most one letter.
    """
    if not 6 <= len(key) <= LONGEST_MISSPELLING:
        return ()
    cuts = (key, *(key[:at] + key[at + 1 :] for at in range(1, len(key))))
    return tuple(sorted({row.name for cut in cuts for row in rows("~" + cut)}))


def country_code(text: str) -> str | None:
    """The ISO code of a country named in any of some thirty languages, or by a code of its own."""
    undotted = text[:LONGEST_NAME].replace(".", "").strip()
    found = {row.country for row in (*rows(fold(undotted)), *rows(undotted.lower())) if row.kind.startswith("country")}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=2_000)
def region_code(country: str, text: str) -> str | None:
    """("US", "New York") and ("US", "NY") -> "NY"; None for what is no division of the country."""
    text = text[:LONGEST_NAME].strip()
    found = {
        row.region
        for row in (*rows(fold(text)), *rows(text.lower()))
        if row.kind.startswith("division") and row.country == country
    }
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=2_000)
def country_name(code: str) -> str:
    """ "US" -> "United States"; a code that no country has stays itself."""
    return SHORT_NAMES.get(code) or Locale("en").territories.get(code) or code


@lru_cache(maxsize=2_000)
def region_name(country: str, code: str) -> str | None:
    """("US", "NY") -> "New York"."""
    for row in rows(code.lower()):
        if (row.kind, row.country, row.region) == ("division code", country, code):
            return row.name
    return None


@cache
def _table() -> tuple[bytes, list[int], list[bytes]]:
    """The table, and an index to it: where its pages start, and the first line of each."""
    table = zstandard.decompress(TABLE.read_bytes())
    starts = [0, *(table.index(b"\n", at) for at in range(PAGE, len(table) - PAGE, PAGE))]
    return table, starts, [table[start : table.index(b"\n", start + 1)] for start in starts]
