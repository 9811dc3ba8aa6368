"""What the site is, and how it counts: told with its own numbers, each a link to its list."""

from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Avg
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from companies.providers import choices
from companies.schedule import SECOND_LOOK
from postings.breakdowns import round_step
from postings.job_posting_ld import breadcrumb_ld
from postings.lifecycle import HELD_AT_LEAST, HELD_FOR, HELD_SHARE
from postings.normalise.pay.bounds import UNITS_A_YEAR
from postings.selection import Selection
from postings.slices import CITY, CURRENCY, DIMENSIONS, NOT_STATED, PROVIDER, WORK_MODEL, Counted, Dimension
from postings.vocabulary import Status
from postings.walks import walk_of

# Of whose values the page says how many jobs state one.
STATED = {
    "city": "City",
    "department": "Department",
    "work_model": "Work model",
    "employment": "Employment type",
    "seniority": "Seniority",
    "currency": "Pay",
}
EVERYTHING = Selection()
CITIES = 3


class Number(NamedTuple):
    """A number of this site, what it counts, and the list that has as many."""

    number: int
    words: str
    url: str


class Contact(NamedTuple):
    """Where readers can turn to: `words` may be clicked where `url` is not ""."""

    words: str
    url: str


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    crumbs = [("Home", "/"), ("About", "/about/")]
    context = {
        "total": number(EVERYTHING, "open jobs", "open job"),
        "providers": [PROVIDER.value(slug) for slug, _ in choices()],
        "with_jobs": {counted.value for counted in PROVIDER.counts()},
        "contact": contact(settings.CONTACT),
        "rhythm": (in_words(settings.CRAWL_SHORTEST), in_words(settings.CRAWL_LONGEST)),
        "crumbs": crumbs,
        "json_ld": [breadcrumb_ld(crumbs)],
    }
    return render(request, "about/about.html", context)


@require_safe
def how_we_count(request: HttpRequest) -> HttpResponse:
    """The rules of counting. What they say of hours and shares is read where it is decided."""
    crumbs = [("Home", "/"), ("How we count", "/how-we-count/")]
    work_models = WORK_MODEL.counts()
    context = {
        "total": number(EVERYTHING, "open jobs", "open job"),
        "closed": number(Selection(status=Status.CLOSED), "closed jobs", "closed job"),
        "week": number(Selection(posted="7d"), "posted in the last 7 days"),
        "work_models": [counted(WORK_MODEL, row) for row in work_models],
        "together": sum(row.number for row in work_models),
        "cities": [counted(CITY, row) for row in CITY.counts(CITIES + 1) if row.value][:CITIES],
        "stated": [stated(DIMENSIONS[name], words) for name, words in STATED.items()],
        "pay": pay_example(),
        "units": UNITS_A_YEAR,
        "rhythm": (in_words(settings.CRAWL_SHORTEST), in_words(settings.CRAWL_LONGEST)),
        "second_look": in_words(SECOND_LOOK),
        "held": {"share": round(100 * HELD_SHARE), "least": HELD_AT_LEAST, "hours": HELD_FOR // timedelta(hours=1)},
        "crumbs": crumbs,
        "json_ld": [breadcrumb_ld(crumbs)],
    }
    return render(request, "about/how_we_count.html", context)


def number(selection: Selection, words: str, of_one: str = "") -> Number:
    """`of_one` are the words for a number of 1, where they differ."""
    total = walk_of(selection).total
    return Number(total, of_one if of_one and total == 1 else words, selection.url())


def counted(dimension: Dimension, row: Counted) -> Number:
    value = row.value or NOT_STATED
    return Number(row.number, value.name, EVERYTHING.adding(dimension.name, value).url())


def stated(dimension: Dimension, words: str) -> tuple[Number, Number]:
    """How many jobs state it, and how many do not."""
    silent = number(EVERYTHING.adding(dimension.name, NOT_STATED), words)
    total = walk_of(EVERYTHING).total
    return Number(total - silent.number, words, EVERYTHING.adding(f"-{dimension.name}", NOT_STATED).url()), silent


def pay_example() -> Number | None:
    """How many reach about the average pay of the currency in which most state it."""
    currency = next((row.value for row in CURRENCY.counts(2) if row.value), None)
    if currency is None:
        return None
    paid = EVERYTHING.adding(CURRENCY.name, currency)
    least = round_step(paid.entries().aggregate(average=Avg("pay"))["average"])
    pay = f"at least {least:,} {currency.name} a year"
    return number(replace(paid, salary_min=least), f"jobs that pay {pay}", f"job that pays {pay}")


def contact(text: str) -> Contact:
    """CONTACT is a URL or a mail address; anything else is shown as it is. Where it is not set, it is the site."""
    if text == settings.SITE_URL:
        return Contact("whoever runs this site", "")
    if urlsplit(text).scheme in ("http", "https"):
        return Contact(text, text)
    return Contact(text, f"mailto:{text}" if text.count("@") == 1 and " " not in text else "")


def in_words(span: timedelta) -> str:
    """ "12 hours", "50 minutes" """
    minutes = round(span.total_seconds() / 60)
    return f"{minutes} minutes" if minutes % 60 else f"{minutes // 60} hours"
