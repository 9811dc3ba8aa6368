"""Which of a posting's statements on its pay stands: the fields', the board's line on pay, or the text's."""

import re
from typing import Literal

from companies.providers.base import Listing
from postings.normalise import place
from postings.normalise.facts import Evidence, Found, Salary
from postings.normalise.pay.bounds import combine
from postings.normalise.pay.fields import in_fields
from postings.normalise.pay.text import Stated, stated
from postings.normalise.pay.words import in_words

# "This range represents the annual On-Target Earnings": the sums themselves stand in a field.
RANGE_ON_TARGET = re.compile(
    r"\b(?:this|the|listed|posted|above|displayed) (?:salary |pay |compensation )?range (?:\w+ ){0,4}?"
    r"(?:represents|reflects|is|shows) (?:\w+ ){0,4}?(?:on[- ]target earnings|OTE)\b[^.\n]{0,80}",
    re.IGNORECASE,
)


def salary(listing: Listing, text: str = "") -> Found[Salary] | None:
    """What the job pays: by the board's fields, else by its line on pay, else by `text`, the description.

    Where the description calls the very sums of the fields on-target earnings, or says that they are for
    another period, it is followed.
    """
    field = in_fields(listing)
    if field:
        return correction(field.value, listing, text) or field
    return in_line(listing) or in_text(listing, text)


def in_line(listing: Listing) -> Found[Salary] | None:
    """Pay as the board's own line on it says: "$60 – $65 per hour • Offers Equity"."""
    source = listing.fields.get("pay_text", "pay_text")
    said = stated(listing.pay_text, countries(listing), about="salary")
    return found_in(listing.pay_text, source, list(said))


def in_text(listing: Listing, text: str) -> Found[Salary] | None:
    return found_in(text, "description", list(stated(text, countries(listing))))


def found_in(text: str, source: str, said: list[Stated]) -> Found[Salary] | None:
    pay = combine(one.salary for one in said)
    if pay is None:
        return None
    first = next(one for one in said if one.salary.kind == pay.kind)
    return Found(pay, evidence(text, source, first))


def evidence(text: str, source: str, one: Stated) -> Evidence:
    kind: Literal["text", "field"] = "text" if source == "description" else "field"
    return Evidence(kind, source, text[one.start : one.end], one.rule, one.confidence, one.start)


def correction(field: Salary, listing: Listing, text: str) -> Found[Salary] | None:
    """What the text says instead of the fields, where it speaks of the same sums; None where it does not."""
    said = list(stated(text, countries(listing)))
    same = [one for one in said if one.salary[:3] == field[:3]]
    note = None if same else RANGE_ON_TARGET.search(text)
    if note and field.kind == "base":
        return on_target(field, Evidence("text", "description", note[0], "pay-range-on-target", 0.9, note.start()))
    if field.kind == "base" and any(one.salary.kind == "ote" for one in same):
        names_base = any(one.salary.kind == "base" for one in said)
        return (
            contradiction(listing, text, said)
            if names_base
            else on_target(field, evidence(text, "description", same[0]))
        )
    if same and all(one.salary.period != field.period for one in same):
        return contradiction(listing, text, same)
    return None


def on_target(field: Salary, evidence: Evidence) -> Found[Salary]:
    ranges = tuple(one._replace(kind="ote") for one in field.ranges)
    return Found(field._replace(kind="ote", ranges=ranges), evidence)


def contradiction(listing: Listing, text: str, said: list[Stated]) -> Found[Salary] | None:
    found = found_in(text, "description", said)
    if found is None:
        return None
    words = f"The board says {in_words(listing.pay)}; the text says “{found.evidence.quote}”."
    return Found(found.value, found.evidence._replace(rule="pay-in-text-against-field"), words)


def countries(listing: Listing) -> frozenset[str]:
    found = place.places(listing)
    return frozenset(one.country for one in found.value if one.country) if found else frozenset()
