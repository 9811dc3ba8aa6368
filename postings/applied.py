"""The filters of a selection one by one, each with the list that is left when it is given back."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from postings.selection import Selection
from postings.selection_words import POSTED, SINGULAR, short_city
from postings.slices import DIMENSIONS, NOT_STATED, Value
from postings.vocabulary import Status
from postings.words import Words


class Applied(NamedTuple):
    """What is asked for, in a few words; the selection without it, and what asks for nothing else."""

    words: str
    rest: Selection
    alone: Selection

    @property
    def url(self) -> str:
        return self.rest.url()


def applied(selection: Selection) -> list[Applied]:
    """In the order of a tidy address. Each word of a search is one, and so is each value of a name."""
    return [*of_words(selection), *of_values(selection), *of_pay(selection), *of_time(selection)]


def of_words(selection: Selection) -> Iterator[Applied]:
    for term in selection.words.terms:
        words = f"not “{term.text}”" if term.excluded else f"“{term.text}”"
        rest = replace(selection, words=selection.words.without(term))
        yield Applied(words, rest, Selection(words=Words((term,))))


def of_values(selection: Selection) -> Iterator[Applied]:
    for sign, chosen in (("", selection.include), ("-", selection.exclude)):
        for name in DIMENSIONS:
            for value in chosen.get(name, ()):
                rest, alone = selection.without(sign + name, value.slug), Selection().adding(sign + name, value)
                yield Applied(value_words(sign, name, value), rest, alone)


def value_words(sign: str, name: str, value: Value) -> str:
    """ "New York, NY", "not Remote", "no stated city", "a stated city" """
    if value == NOT_STATED:
        return f"a stated {SINGULAR[name]}" if sign else f"no stated {SINGULAR[name]}"
    words = short_city(value) if name == "city" else value.name
    return f"not {words}" if sign else words


def of_pay(selection: Selection) -> Iterator[Applied]:
    if selection.salary_min is not None:
        alone = Selection(salary_min=selection.salary_min)
        yield Applied(f"at least {selection.salary_min:,} a year", selection.without("salary_min"), alone)
        if selection.unstated_pay:
            rest = selection.without("unstated_pay")
            yield Applied("or no stated pay", rest, replace(alone, unstated_pay=True))


def of_time(selection: Selection) -> Iterator[Applied]:
    if selection.posted:
        alone = Selection(posted=selection.posted)
        yield Applied(f"posted {POSTED[selection.posted]}", selection.without("posted"), alone)
    if selection.status != Status.OPEN:
        alone = Selection(status=selection.status)
        yield Applied(Status(selection.status).label, selection.without("status"), alone)
