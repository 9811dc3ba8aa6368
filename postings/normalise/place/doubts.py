"""Names beside words that we do not know are not believed at once.

"Washington Blvd" and "Halifax Shopping Centre" name no city. What follows unknown words may be
meant, when a state or country follows it in turn: "1720 SW Gatlin Blvd Port St. Lucie, FL".
"""

from collections.abc import Iterable, Iterator

from postings.normalise.gazetteer import Row, fold, respelled
from postings.normalise.place.mentions import Mention
from postings.normalise.place.vocabulary import OURS, meanings, our_words
from postings.normalise.place.words import Gap

# A name that had to be respelled is a little less sure.
RESPELLED = 0.3

# The weight of a division outside the countries that are known by theirs.
OTHER_DIVISION = 150


def doubted(found: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions, those beside unknown words marked, misspelt names put right."""
    for segment in segments(found):
        if whole := corrected(segment):
            yield whole
        else:
            yield from doubted_in(segment)


def segments(found: Iterable[Mention]) -> Iterator[list[Mention]]:
    """The mentions between one comma, dash or bracket and the next."""
    segment: list[Mention] = []
    for mention in found:
        if segment and mention.gap >= Gap.COMMA:
            yield segment
            segment = []
        segment.append(mention)
    if segment:
        yield segment


def doubted_in(segment: list[Mention]) -> Iterator[Mention]:
    lost = losses(segment)
    doubtful = False
    for mention, is_lost in zip(segment, lost, strict=True):
        if not mention.is_known:
            doubtful = True
            yield mention
        elif doubtful and is_code(mention):
            yield mention._replace(rows=())  # "116th Ave NE"
        elif mention.rows:
            yield mention._replace(lost=is_lost, doubtful=doubtful or is_lost)
            doubtful = is_lost
        else:
            yield mention


def is_code(mention: Mention) -> bool:
    return bool(mention.rows) and all(row.kind.endswith("code") for row in mention.rows)


def losses(segment: list[Mention]) -> list[bool]:
    """Which names are followed by a word that makes them something else's, from right to left."""
    lost: list[bool] = []
    for mention, after in reversed(list(zip(segment, [*segment[1:], None], strict=True))):
        before_unknown = after is not None and (not after.is_known or (lost[-1] and after.gap == Gap.NONE))
        lost.append(bool(mention.rows) and (before_unknown or (after is not None and crowds(mention, after))))
    return lost[::-1]


def crowds(mention: Mention, after: Mention) -> bool:
    """Whether two cities stand side by side without a mark between them. A nickname is unmistakable."""
    nickname = any(row.weight == OURS for row in mention.rows)
    return after.gap == Gap.NONE and not nickname and is_city(mention) and is_city(after)


def is_city(mention: Mention) -> bool:
    """Whether it names a city and no country or state that readers know."""
    return bool(mention.kinds & {"city", "town"}) and all(
        row.kind in ("city", "town", "county") or row.weight <= OTHER_DIVISION for row in mention.rows
    )


def corrected(segment: list[Mention]) -> Mention | None:
    """The segment as one well-known name with a letter wrong in it, if it holds words we do not know."""
    if all(mention.is_known for mention in segment) or any(mention.mode for mention in segment):
        return None
    text = " ".join(mention.text for mention in segment)
    spelt = fold(text)
    if spelt.split()[-1] in our_words().strangers:
        return None
    # "Georgian" has nothing missing: it is another word.
    names = [name for name in respelled(spelt) if not spelt.startswith(name)]
    found = [row for name in names for row in meanings(name) if fold(row.name) == name]
    if not found:
        return None
    sure = any(is_large(row) and is_slip(spelt, fold(row.name)) for row in found)
    weaker = tuple(row._replace(weight=max(2, int(row.weight * RESPELLED))) for row in found)
    return segment[0]._replace(text=text, rows=weaker, doubtful=not sure)


def is_large(row: Row) -> bool:
    """Whether a misspelling of the name is believed without its state."""
    return row.kind in ("country", "division") or (row.weight >= 2_500 and len(row.name) >= 8)


def is_slip(spelt: str, name: str) -> bool:
    """Whether one letter is missing, too many or wrong, or two have changed places."""
    while spelt and name and spelt[0] == name[0]:
        spelt, name = spelt[1:], name[1:]
    while spelt and name and spelt[-1] == name[-1]:
        spelt, name = spelt[:-1], name[:-1]
    return max(len(spelt), len(name)) <= 1 or (len(spelt) == 2 and spelt == name[::-1])
