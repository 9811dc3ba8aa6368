"""PostingFilter: a query string read as a selection. What means nothing in it is told to the reader."""

import difflib
from copy import copy
from functools import cached_property
from typing import Any, Self

import django_filters
from django import forms
from django.http import QueryDict

from postings.models import Entry
from postings.selection import POSTED, Selection
from postings.slices import DIMENSIONS, NOT_STATED, UNKNOWN, Dimension, Value
from postings.spelling import near_values
from postings.vocabulary import Status
from postings.words import Words, parse

LONGEST = 200  # characters of a search for words
MOST_VALUES = 50  # of one name; a reader's clicks never make so many
HIGHEST_PAY = 2**31 - 1
# What else an address of a list may carry: a place in it, and the reader's last visit.
PLACE = ("page", "after", "before", "since", "letter", "find")
# Put there by others to follow readers about; they mean nothing here, and readers cannot help them.
TRACKING = ("utm_", "fbclid", "gclid", "msclkid", "mc_", "ref", "source", "_")


class Stateless:
    """A form copies all its fields deep, for each request. Ours keep nothing of one: a fifth of a search was that."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return copy(self)


class WordsField(Stateless, forms.CharField):
    def clean(self, value: str | None) -> Words:
        text = super().clean(value)
        words = parse(text)
        if text and not words:
            raise forms.ValidationError(f"There is no word to search for in “{text}”.")
        return words


class ValuesField(Stateless, forms.Field):
    """Several values of one dimension by their slugs; one that does not exist is named back, with what is near."""

    widget = forms.MultipleHiddenInput

    def __init__(self, dimension: Dimension, **kwargs: Any):
        self.dimension = dimension
        super().__init__(**kwargs)

    def clean(self, slugs: list[str] | None) -> tuple[Value, ...]:
        wanted = list(dict.fromkeys(slug for slug in slugs or [] if slug))
        if len(wanted) > MOST_VALUES:
            raise forms.ValidationError(f"At most {MOST_VALUES} values of “{self.dimension.name}” can be asked for.")
        found = {value.slug: value for value in self.dimension.find(wanted)} if wanted else {}
        found[UNKNOWN] = NOT_STATED
        for slug in wanted:
            if slug not in found:
                raise NoSuchValue(self.dimension, slug)
        return tuple(found[slug] for slug in sorted(wanted))


class NoSuchValue(forms.ValidationError):
    """`near` are values that the reader may have meant."""

    def __init__(self, dimension: Dimension, slug: str):
        super().__init__(f"There is no {dimension.singular} “{slug[:60]}” here.")
        self.dimension, self.slug, self.near = dimension, slug, near_values(dimension, slug[:60])


class PayField(Stateless, forms.CharField):
    def clean(self, value: str | None) -> int | None:
        text = (super().clean(value) or "").replace(",", "").replace("_", "").replace(" ", "")
        if not text:
            return None
        if not (text.isascii() and text.isdecimal() and len(text) < 11 and int(text) <= HIGHEST_PAY):
            raise forms.ValidationError(f"The least pay is a whole number a year, such as 100000, not “{text[:40]}”.")
        return int(text) or None


class ChoiceField(Stateless, forms.CharField):
    """One word of a few."""

    def __init__(self, words: list[str], **kwargs: Any):
        self.words = words
        super().__init__(**kwargs)

    def clean(self, value: str | None) -> str:
        text = super().clean(value)
        if text and text not in self.words:
            known = ", ".join(self.words[:-1])
            raise forms.ValidationError(f"“{self.label}” is {known} or {self.words[-1]}, not “{text[:40]}”.")
        return text


class Reading(Stateless, django_filters.Filter):
    """A filter of which only the field is used: `Selection` knows the conditions."""


def reading(name: str, field: type[forms.Field], **kwargs: Any) -> Reading:
    made = Reading(field_name=name, label=name, **kwargs)
    made.field_class = field
    return made


class PostingFilter(django_filters.FilterSet):
    """`PostingFilter(request.GET)`: `.is_valid()`, then `.selection`, `.qs` its entries; else `.problems`."""

    class Meta:
        model = Entry
        fields: list[str] = []

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        dimensions = {sign + name: dimension for sign in ("", "-") for name, dimension in DIMENSIONS.items()}
        filters = [
            reading("q", WordsField, max_length=LONGEST),
            *(reading(name, ValuesField, dimension=dimension) for name, dimension in dimensions.items()),
            reading("salary_min", PayField),
            reading("unstated_pay", ChoiceField, words=["0", "1"]),
            reading("posted", ChoiceField, words=list(POSTED)),
            reading("status", ChoiceField, words=Status.values),
        ]
        return {made.field_name: made for made in filters}

    @cached_property
    def selection(self) -> Selection:
        """What is asked for, of what can be read."""
        cleaned = self.form.cleaned_data
        return Selection(
            words=cleaned.get("q") or parse(""),
            include={name: cleaned[name] for name in DIMENSIONS if cleaned.get(name)},
            exclude={name: cleaned[f"-{name}"] for name in DIMENSIONS if cleaned.get(f"-{name}")},
            salary_min=cleaned.get("salary_min"),
            unstated_pay=cleaned.get("unstated_pay") == "1",
            posted=cleaned.get("posted") or "",
            status=cleaned.get("status") or Status.OPEN,
        )

    def filter_queryset(self, queryset):
        return self.selection.entries()

    @property
    def problems(self) -> list[forms.ValidationError]:
        return [error for errors in self.form.errors.as_data().values() for error in errors]

    @property
    def ignored(self) -> dict[str, str]:
        """{a name that is no filter: the one that it is near to, or ""}."""
        names = [*self.filters, *PLACE]
        return {
            name: next(iter(difflib.get_close_matches(name, names, 1)), "")
            for name in self.data
            if name not in names and not name.startswith(TRACKING)
        }


def selected(query: QueryDict) -> PostingFilter:
    chosen = PostingFilter(query)
    chosen.is_valid()
    return chosen
