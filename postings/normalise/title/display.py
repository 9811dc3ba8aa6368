"""An occupation as it is shown: title case, with the spellings of data/titles.toml."""

from collections.abc import Sequence

from postings.normalise.title.translation import Term
from postings.normalise.title.vocabulary import known, shown

SMALL = frozenset({"and", "or", "of"})


def name(terms: Sequence[Term]) -> str:
    shouts = all(term.source.text.isupper() for term in terms)
    pairs = zip(terms, (None, *terms), strict=False)
    return "".join(glue(term, before) + display(term, shouts) for term, before in pairs).strip()


def glue(term: Term, before: Term | None) -> str:
    """What stands between two words: what the title has there, a space between translated ones."""
    apart = before is None or before.source.end + 1 != term.source.start or term.languages
    return " " if apart else term.source.glue


def display(term: Term, shouts: bool) -> str:
    """The term in title case; capitals inside a word stay, all capitals only in a title that does not shout."""
    if term.key in SMALL:
        return term.key
    if term.key in shown():
        return shown()[term.key]
    text = term.source.text
    is_own = text.lower() == term.key and text[1:] != text[1:].lower()
    if is_own and not (text.isupper() and (shouts or term.key in known())):
        return text
    return "-".join(" ".join(map(capital, part.split("_"))) for part in term.key.split("-"))


def capital(word: str) -> str:
    return word if word in SMALL else word[:1].upper() + word[1:]
