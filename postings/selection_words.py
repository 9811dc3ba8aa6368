"""A selection in words: the heading of its page, the title of its feed.

    "312 remote Engineering jobs with “python” at Acme in Berlin, Germany, posted in the last 7 days"

First what jobs they are, then where, then on what terms; what is taken away comes last.
"""

from collections.abc import Iterator, Mapping, Sequence

from django.conf import settings

from postings.normalise import cut
from postings.selection import Selection
from postings.slices import DIMENSIONS, NOT_STATED, Value
from postings.vocabulary import Seniority, Status
from postings.words import Words

TITLE_LENGTH = 70  # what search engines show
# What stands before "jobs", in this order; our own words of these in small letters. Departments are in the
# words of employers, which make no adjectives: "1150 Solutions", "G&A".
BEFORE = ("work_model", "seniority", "employment", "function")
SMALL = ("work_model", "seniority", "employment")
# What stands behind it, in this order.
AT = {"company": "at", "provider": "through"}
IN = {"city": "in", "region": "in", "country": "in"}
EXCLUDED = (*BEFORE, "department", *AT, *IN, "currency")
SINGULAR = {name: dimension.singular for name, dimension in DIMENSIONS.items()} | {"currency": "pay"}
STATES = {Status.OPEN: "", Status.CLOSED: "closed", Status.ALL: "open and closed"}
POSTED = {
    "24h": "in the last 24 hours",
    "3d": "in the last 3 days",
    "7d": "in the last 7 days",
    "30d": "in the last 30 days",
}
LEVELS = {Seniority.ENTRY: "entry-level", Seniority.MID: "mid-level"}
# Whose divisions readers know by their codes: "New York, NY".
SPELLED_BY_CODE = ("US", "CA", "AU")


def sentence(selection: Selection, number: int | None = None) -> str:
    """Without a number "remote jobs in Berlin, Germany"; with one, so many of them."""
    counted = f"{number:,}" if number is not None else ""
    words = " ".join(filter(None, [counted, *jobs(selection, number), *behind(selection)]))
    return ", ".join([words, *terms(selection)])


def page_title(words: str, page: int, pages: int) -> str:
    """`words` with the page's number, in as many characters as are shown; the site's name where there is room."""
    tail = f", page {page:,} of {pages:,}" if page > 1 else ""
    title = cut(words, TITLE_LENGTH - len(tail)) + tail
    with_site = f"{title} – {settings.SITE_NAME}"
    return with_site if len(with_site) <= TITLE_LENGTH else title


def jobs(selection: Selection, number: int | None = None) -> Iterator[str]:
    """ "closed", "remote or hybrid,", "senior", "jobs" """
    yield "open" if selection.is_everything else STATES[Status(selection.status)]
    chosen = [names(name, selection) for name in BEFORE if is_before(name, selection)]
    for place, its in enumerate(chosen, 1):
        yield joined(its) + ("," if len(its) > 1 and place < len(chosen) else "")
    yield "job" if number == 1 else "jobs"


def is_before(name: str, selection: Selection) -> bool:
    """Whether its values are said as adjectives."""
    chosen = selection.include.get(name, ())
    return bool(chosen) and NOT_STATED not in chosen


def behind(selection: Selection) -> Iterator[str]:
    """ "with “python”", "at Acme", "in Berlin, Germany", "with no stated seniority" """
    if selection.words:
        yield with_words(selection.words)
    if its := names("department", selection):
        or_none = " or no stated one" if NOT_STATED in selection.include["department"] else ""
        yield f"{in_departments(its)}{or_none}"
    yield from prepositions(AT, selection)
    yield " and ".join(prepositions(IN, selection))
    if having := [*having_unstated(selection), *having_stated(selection)]:
        yield f"with {listed(having)}"
    if names("currency", selection) and selection.salary_min is None:
        yield paid_in(selection)


def paid_in(selection: Selection) -> str:
    or_unstated = " or not saying" if NOT_STATED in selection.include["currency"] else ""
    return f"paid in {joined(names('currency', selection))}{or_unstated}"


def in_departments(names: Sequence[str]) -> str:
    return f"in the {joined(names)} department{'s' if len(names) > 1 else ''}"


def prepositions(of: Mapping[str, str], selection: Selection) -> Iterator[str]:
    """ "at Acme", "in Berlin, Germany or no stated city" """
    for name, preposition in of.items():
        if selection.include.get(name) and not is_implied(name, selection):
            unstated = [f"no stated {SINGULAR[name]}"] if NOT_STATED in selection.include[name] else []
            yield f"{preposition} {joined([*names(name, selection), *unstated])}"


def is_implied(name: str, selection: Selection) -> bool:
    """A country or a region need not be said beside cities that all lie in it."""
    cities = selection.include.get("city", ())
    keys = {getattr(city.row, f"{name}_id", None) for city in cities}
    return name in ("region", "country") and keys == {value.key for value in selection.include[name]}


def having_unstated(selection: Selection) -> Iterator[str]:
    """ "no stated seniority", "the work model remote or not stated" """
    for name in (*BEFORE, "department", "currency"):
        its = names(name, selection)
        if NOT_STATED not in selection.include.get(name, ()) or (its and name in ("department", "currency")):
            continue
        yield f"the {SINGULAR[name]} {joined([*its, 'not stated'])}" if its else f"no stated {SINGULAR[name]}"


def having_stated(selection: Selection) -> Iterator[str]:
    """ "a stated city", "stated pay" """
    for name, values in selection.exclude.items():
        if NOT_STATED in values:
            yield "stated pay" if name == "currency" else f"a stated {SINGULAR[name]}"


def terms(selection: Selection) -> Iterator[str]:
    """What stands between commas: "paying at least ...", "posted ...", "excluding ..." """
    if selection.salary_min is not None:
        currency = joined(names("currency", selection))
        amount = f"{selection.salary_min:,} {currency}".strip()
        yield f"paying at least {amount} a year{' or not saying' if selection.unstated_pay else ''}"
    if selection.posted:
        yield f"posted {POSTED[selection.posted]}"
    if excluded := [what for name in EXCLUDED for what in excluding(name, selection)]:
        yield f"excluding {listed(excluded)}"


def excluding(name: str, selection: Selection) -> Iterator[str]:
    """ "remote jobs", "jobs at Acme", "jobs in Berlin, Germany" """
    its = [spoken(name, value) for value in selection.exclude.get(name, ()) if value != NOT_STATED]
    if its and name == "department":
        yield f"jobs {in_departments(its)}"
    elif its:
        preposition = {**AT, **IN, "currency": "paid in"}.get(name)
        yield f"jobs {preposition} {joined(its)}" if preposition else f"{joined(its)} jobs"


def with_words(words: Words) -> str:
    """ "with “nurse” but not “senior” or “lead”", "without “senior”" """
    wanted = Words(tuple(term for term in words.terms if not term.excluded))
    unwanted = joined([f"“{term.text}”" for term in words.terms if term.excluded])
    if not wanted:
        return f"without {unwanted}"
    return f"with {wanted.in_words()}{f' but not {unwanted}' if unwanted else ''}"


def names(name: str, selection: Selection) -> list[str]:
    """Those of the chosen values that are stated, as they are said in a sentence."""
    return [spoken(name, value) for value in selection.include.get(name, ()) if value != NOT_STATED]


def spoken(name: str, value: Value) -> str:
    """One value within a sentence: "remote", "entry-level", "New York, NY"."""
    if name == "city":
        return short_city(value)
    if name == "seniority" and value.slug in LEVELS:
        return LEVELS[Seniority(value.slug)]
    return value.name.lower() if name in SMALL else value.name


def short_city(value: Value) -> str:
    """ "New York, NY"; "Bengaluru, KA, India", where the code alone says little."""
    city = value.row
    by_code = city.region_id and city.country.code in SPELLED_BY_CODE
    return f"{city.name}, {city.region.code}" if by_code else value.name


def joined(texts: Sequence[str]) -> str:
    """ "a, b or c"; those that have commas of their own are parted by words alone."""
    return " or ".join(texts) if any("," in text for text in texts) else listed(texts, "or")


def listed(texts: Sequence[str], word: str = "and") -> str:
    """ "a, b and c" """
    return f" {word} ".join(filter(None, [", ".join(texts[:-1]), texts[-1]])) if texts else ""
