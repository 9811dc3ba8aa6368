"""full_time, part_time, contract, temporary, internship, per_diem or volunteer: by field, title and body."""

from companies.providers.base import Listing
from postings.normalise.facts import Found
from postings.normalise.work.employment_text import Told, told
from postings.normalise.work.employment_words import KINDS, kinds_in, plain
from postings.normalise.work.listing import LONGEST, disagreement, of_field, of_text, quoted


def employment_type(listing: Listing, text: str = "") -> Found[str] | None:
    """The kind of employment; in conflict where title or body overrule the field.

    They do with a more particular kind only: an internship is one whatever its hours, and "full-time"
    in a field is often no more than the first choice of its list.
    """
    kinds = kinds_in(listing.employment[:LONGEST])
    particular = kinds and plain(kinds[0]) != "full_time"
    said = told(listing.title, "" if particular else text)
    if said and (not kinds or KINDS.index(said.kind) < KINDS.index(kinds[0])):
        evidence = of_text(said.source, said.quote, said.rule, 0.9)
        return Found(plain(said.kind), evidence, conflict(listing, said, kinds))
    if not kinds:
        return None
    confidence = 1.0 if len(kinds) == 1 else 0.5
    return Found(plain(kinds[0]), of_field(listing, "employment", listing.employment, "employment field", confidence))


def conflict(listing: Listing, said: Told, kinds: tuple[str, ...]) -> str:
    """Hours and kind can both be true: a part-time field bears with any kind."""
    if not kinds or "part_time" in kinds or plain(said.kind) in map(plain, kinds):
        return ""
    return disagreement(f"The board says {listing.employment[:LONGEST]}", quoted(said.source, said.quote))
