"""The fields of a listing, the evidence that they and its words are, and what is said when these disagree."""

from functools import lru_cache

from companies.providers.base import Listing
from postings.normalise.facts import Evidence
from postings.normalise.place import Reading, resolve
from postings.normalise.work.sentences import Quote

# Fields of more words than this are no choice from a list.
LONGEST = 200


def read_locations(listing: Listing) -> Reading:
    return read(location_text(listing))


# A job in forty cities takes 10 ms to read, and three facts ask.
read = lru_cache(maxsize=16)(resolve)


def location_text(listing: Listing) -> str:
    return "; ".join(location.text for location in listing.locations if location.text) or listing.location_text


def of_field(listing: Listing, name: str, quote: str, rule: str, confidence: float) -> Evidence:
    return Evidence("field", listing.fields.get(name, name), quote, rule, confidence)


def of_text(source: str, quote: Quote, rule: str, confidence: float) -> Evidence:
    return Evidence("text", source, quote.words, rule, confidence, quote.start)


def quoted(source: str, quote: Quote) -> str:
    """ "The text says “This is a hybrid role.”" """
    return f"The {'title' if source == 'title' else 'text'} says “{quote.words}”"


def disagreement(one: str, other: str) -> str:
    """Two half sentences in one: "The board says remote; the text says “This is a hybrid role.”" """
    end = "" if other.endswith((".”", "!”", "?”")) else "."
    return f"{one}; {other[0].lower()}{other[1:]}{end}"
