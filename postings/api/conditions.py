"""What the API can ask beyond the site's own filters: conditions on entries, beside those of a selection."""

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import and_, or_

from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce

from companies.models import Source
from postings.api.kinds import LARGEST
from postings.api.queries import Filters
from postings.api.uuids import uuids
from postings.api.values import places
from postings.models import Posting
from postings.narrowing import has_any, matches
from postings.normalise.pay.bounds import UNITS_A_YEAR
from postings.words import parse

MOMENTS = {
    "posted": "posting__posted_at",
    "updated": "posting__content__source_updated_at",
    "changed": "posting__changed_at",
    "first_seen": "posting__first_seen_at",
}


def conditions(asked: Filters) -> list[Q]:
    return [*of_text(asked), *of_boards(asked), *of_pay(asked), *of_moments(asked)]


def of_text(asked: Filters) -> Iterator[Q]:
    if asked.title:
        words = parse(asked.title)
        yield Q(matches(words.in_title())) if words else Q(pk__in=[])
    if asked.location:
        yield any_of(near(text) for text in asked.location)
    if asked.location_text:
        yield any_of(Q(posting__location_text__icontains=text) for text in asked.location_text)


def near(text: str) -> Q:
    """In a place of this name, "New York, NY" part by part; or with these words in the board's own text."""
    parts = [places(part.strip()) for part in text.split(",") if part.strip()]
    written = Q(posting__location_text__icontains=text)
    if not parts or not all(parts):
        return written
    return written | reduce(and_, (any_of(has_any(of, keys) for of, keys in part.items()) for part in parts))


def of_boards(asked: Filters) -> Iterator[Q]:
    """Of a job that several boards list, any of them counts."""
    for name, values in (("source_id", uuids(asked.source_ids)), ("board", asked.provider_account_keys)):
        if values or (name == "source_id" and asked.source_ids):
            sources = list(Source.objects.filter(**{f"{name}__in": values}).values_list("pk", flat=True))
            copies = Posting.objects.filter(copy_of=OuterRef("pk"), source__in=sources)
            yield Q(posting__source__in=sources) | Q(Exists(copies))


def of_pay(asked: Filters) -> Iterator[Q]:
    if asked.salary_exists is not None:
        yield Q(pay__gt=0) if asked.salary_exists else Q(pay=0)
    if asked.salary_max is not None:
        yield Q(pay__gt=0) & Q(pk__in=paying_at_most(asked.salary_max))


def paying_at_most(most: float):
    postings = Posting.objects.alias(least=least_a_year()).filter(least__lte=min(most, LARGEST))
    return postings.order_by().values("pk")


def least_a_year():
    times = Case(*(When(salary_period=period, then=Value(number)) for period, number in UNITS_A_YEAR.items()))
    return Coalesce(F("salary_min"), F("salary_max")) * times


def of_moments(asked: Filters) -> Iterator[Q]:
    for name, column in MOMENTS.items():
        if after := getattr(asked, f"{name}_after"):
            yield Q(**{f"{column}__gte": after})
        if before := getattr(asked, f"{name}_before"):
            yield Q(**{f"{column}__lt": before})


def any_of(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions)
