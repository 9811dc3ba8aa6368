"""A selection of postings: what a query string asks for, as a queryset, in words, and as a query string again."""

from typing import Any
from urllib.parse import urlencode

import django_filters
from django import forms
from django.http import QueryDict

from postings.models import Posting
from postings.slices import DIMENSIONS, UNKNOWN, Dimension, Value

NOT_STATED = Value(UNKNOWN, "not stated", "", None)
# More words narrow no further, and each costs an index scan.
MOST_WORDS = 10


class ValuesField(forms.Field):
    """Several values of one dimension by their slugs; one that does not exist is named back."""

    widget = forms.MultipleHiddenInput

    def __init__(self, dimension: Dimension, **kwargs: Any):
        self.dimension = dimension
        super().__init__(**kwargs)

    def clean(self, slugs: list[str] | None) -> list[Value]:
        wanted = list(dict.fromkeys(slug for slug in slugs or [] if slug))
        found = {value.slug: value for value in self.dimension.find(wanted)} if wanted else {}
        found[UNKNOWN] = NOT_STATED
        unknown = [slug for slug in wanted if slug not in found]
        if unknown:
            names = ", ".join(f"“{slug[:60]}”" for slug in unknown)
            raise forms.ValidationError(f"There is no {self.dimension.singular} {names} here.")
        return [found[slug] for slug in wanted]


class ValuesFilter(django_filters.Filter):
    """Any of the values of one dimension."""

    field_class = ValuesField

    def __init__(self, dimension: Dimension, **kwargs: Any):
        self.dimension = dimension
        super().__init__(dimension=dimension, label=dimension.singular, **kwargs)

    def filter(self, qs, values: list[Value]):
        if not values:
            return qs
        keys = [value.key for value in values if value is not NOT_STATED]
        return qs.filter(self.dimension.condition(keys, unknown=NOT_STATED in values))


class WordsFilter(django_filters.CharFilter):
    """All of the words in the title."""

    def filter(self, qs, value: str):
        return qs.matching(" ".join(value.split()[:MOST_WORDS]))


class PostingFilter(django_filters.FilterSet):
    """`PostingFilter(request.GET, Posting.objects.open())`: several values of a name OR, names AND."""

    q = WordsFilter(label="Words in the title", max_length=200)
    company = ValuesFilter(DIMENSIONS["company"])
    city = ValuesFilter(DIMENSIONS["city"])
    region = ValuesFilter(DIMENSIONS["region"])
    country = ValuesFilter(DIMENSIONS["country"])
    department = ValuesFilter(DIMENSIONS["department"])
    work_model = ValuesFilter(DIMENSIONS["work_model"])
    employment = ValuesFilter(DIMENSIONS["employment"])
    provider = ValuesFilter(DIMENSIONS["provider"])

    class Meta:
        model = Posting
        fields: list[str] = []

    @property
    def errors_in_words(self) -> list[str]:
        return [message for messages in self.form.errors.values() for message in messages]

    @property
    def chosen(self) -> dict[str, list[Value]]:
        """{dimension's name: the values that apply}, without the empty ones."""
        cleaned = self.form.cleaned_data if self.is_valid() else {}
        return {name: cleaned[name] for name in DIMENSIONS if cleaned.get(name)}

    @property
    def words_asked(self) -> str:
        return self.form.cleaned_data.get("q", "") if self.is_valid() else ""

    def querystring(self, without: tuple[str, str] = ("", "")) -> str:
        """The selection as one tidy query string: known names in their order, no empty values.

        `without` leaves out one (name, slug), for a link that removes it.
        """
        pairs = [("q", self.words_asked)] if self.words_asked and without[0] != "q" else []
        pairs += [(name, value.slug) for name, values in self.chosen.items() for value in values]
        return urlencode([pair for pair in pairs if pair != without])

    def url(self, without: tuple[str, str] = ("", "")) -> str:
        query = self.querystring(without)
        return f"/jobs/?{query}" if query else "/jobs/"

    def words(self) -> str:
        """The selection in words: "remote or hybrid jobs in Berlin, Germany at Acme, with no department stated"."""
        chosen = {
            name: " or ".join(value.name for value in values)
            for name, values in self.chosen.items()
            if values != [NOT_STATED]
        }
        unstated = [DIMENSIONS[name].singular for name, values in self.chosen.items() if values == [NOT_STATED]]
        before = " ".join(filter(None, (chosen.get(name) for name in ("work_model", "employment", "department"))))
        places = ", ".join(filter(None, (chosen.get(name) for name in ("city", "region", "country"))))
        sentence = f"{before} jobs" if before else "jobs"
        for preposition, words in (("in", places), ("at", chosen.get("company")), ("through", chosen.get("provider"))):
            sentence += f" {preposition} {words}" if words else ""
        clauses = [f"no {name} stated" for name in unstated]
        clauses += [f"“{self.words_asked}” in the title"] if self.words_asked else []
        return f"{sentence} with {' and '.join(clauses)}" if clauses else sentence


def selection(query: QueryDict) -> PostingFilter:
    return PostingFilter(query, Posting.objects.open())
