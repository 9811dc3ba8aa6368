"""Conditions on entries: each is a Q, so that a selection can join, negate and leave them out."""

from collections.abc import Sequence
from datetime import datetime

from django.db import models
from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Cast

from postings.slices import Dimension


class Match(models.Func):
    """Whether the words of an entry match the literal of a tsquery."""

    template = "(%(expressions)s::tsquery)"
    arg_joiner = " @@ "
    output_field = models.BooleanField()


def has_any(dimension: Dimension, keys: Sequence[int]) -> Q:
    """Any of the values `keys` of `dimension`, as its first value or a further one; 0 is "not stated"."""
    marked = [dimension.marked(key) for key in keys]
    return Q(**{f"{dimension.name}__in": keys}) | Q(further__isnull=False, further__overlap=marked)


def pays(least: int, or_unstated: bool = False) -> Q:
    """At least `least` a year at the upper end, in whatever currency it is stated."""
    return Q(pay__gte=least) | Q(pay=0) if or_unstated else Q(pay__gte=least)


def posted_since(moment: datetime) -> Q:
    return Q(posted_at__gte=moment)


def matches(tsquery: str) -> Match:
    """Its words match: postings/words.py makes the literal."""
    return Match(F("beside__words"), Cast(Value(tsquery), TextField()))
