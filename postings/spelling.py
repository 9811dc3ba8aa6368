"""What a misspelled word or value of a search may have meant.

Trigrams find candidates in the database, the number of slips between two spellings ranks them. A
slip is a letter too many, too few, another one, or two of them swapped: "enigneer" is one slip
from "engineer", yet shares only five of its nine trigrams.
"""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q
from django.db.models.functions import Left

from postings.models.tally import Tally
from postings.models.term import Term
from postings.slices import Dimension, RowDimension, Value
from postings.tokens import COMPOUNDS, lexemes, tokens

# A word of two letters is one slip from a hundred others.
SHORTEST = 3
# A longer text is no name.
LONGEST = 100
MOST_CANDIDATES = 100
MOST_VALUES = 40


def near_words(word: str, most: int = 5) -> list[str]:
    """The words of jobs nearest to `word`, nearest first; not itself, nor two forms of one word.

    Of equally near ones the longest comes first: so the first was the one meant after 92 % of 300 random slips.
    """
    if len(word) < SHORTEST or not any(map(str.isalpha, word)):
        return []
    apart = {other: fewest(word, [other]) for other in (*candidates(word), *COMPOUNDS)}
    near = sorted((number, -len(other), other) for other, number in apart.items() if number is not None)
    kept = {lexemes(word)[0]: ""}
    for *_, other in near:
        kept.setdefault(lexemes(other)[0], other)
    return list(filter(None, kept.values()))[:most]


def candidates(word: str) -> list[str]:
    """Words that share many trigrams with `word`, or are it without a slip of the fingers.

    PostgreSQL makes no trigrams of other alphabets here, where its letters are those of the locale C:
    of their words, those that begin alike.
    """
    alike = Q(word__trigram_similar=word) if word.isascii() else Q(word__startswith=word[:2])
    found = Term.objects.filter(alike | Q(word__in=unslipped(word))).exclude(word=word)
    return list(found.order_by(-TrigramSimilarity("word", word)).values_list("word", flat=True)[:MOST_CANDIDATES])


def unslipped(word: str) -> list[str]:
    """`word` with two neighbours swapped, or without one letter, at each place."""
    places = range(len(word))
    swapped = [word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :] for at in places]
    return swapped + [word[:at] + word[at + 1 :] for at in places]


def near_values(dimension: Dimension, text: str, most: int = 3) -> list[Value]:
    """The values whose name or slug is nearest to `text`; of equals, those with the most jobs first."""
    wanted = " ".join(tokens(text[:LONGEST]))
    if len(wanted) < SHORTEST:
        return []
    apart = {value: fewest(wanted, spellings(value, wanted)) for value in values(dimension, wanted)}
    near = {value: number for value, number in apart.items() if number is not None}
    tallies = Tally.objects.filter(dimension=dimension.name, value__in=[value.key for value in near])
    jobs = dict(tallies.values_list("value", "number"))
    return sorted(near, key=lambda value: (near[value], -jobs.get(value.key, 0)))[:most]


def values(dimension: Dimension, wanted: str) -> list[Value]:
    """All values of a dimension of words; of one of rows, those whose slugs begin most like `wanted`.

    Trigrams are compared along the slugs' index where the first letter is right, swapped with the second or
    one too many: 10 ms among 20,000 cities, against 40 ms for all of them.
    """
    if not isinstance(dimension, RowDimension):
        return [dimension.value(word) for word in dimension.words]
    slug = wanted.replace(" ", "-")
    beginnings = (slug[0], slug[1] + slug[0], slug[1:3])
    alike = dimension.rows().filter(reduce(or_, (Q(slug__startswith=letters) for letters in beginnings)))
    nearest = alike.order_by(-TrigramSimilarity(Left("slug", len(slug) + 1), slug), "pk")
    return [dimension.value(row) for row in nearest[:MOST_VALUES]]


def spellings(value: Value, wanted: str) -> set[str]:
    """The value's name, and of its slug as many words as are wanted: "new york" of "new-york-ny-united-states"."""
    return {" ".join(tokens(value.name)), " ".join(tokens(value.slug)[: len(wanted.split())])}


def fewest(wanted: str, spellings: Iterable[str]) -> int | None:
    """The slips between `wanted` and the nearest of `spellings`, None when they make another text of it."""
    most = tolerated(wanted)
    numbers = (slips(wanted, other) for other in spellings if abs(len(other) - len(wanted)) <= most)
    return min((number for number in numbers if number <= most), default=None)


def tolerated(text: str) -> int:
    return 1 if len(text) < 6 else 2 if len(text) < 12 else 3


def slips(left: str, right: str) -> int:
    """How many slips apart two spellings are: the optimal string alignment distance."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            fewest = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and b == left[i - 2]:
                fewest = min(fewest, earlier[j - 2] + 1)
            row.append(fewest)
    return row[-1]
