"""Sitemaps for search engines, and robots.txt.

A file lists one kind of page, from a range of FILE_SIZE ids: however many rows there are, it is
one walk along a primary key, and its address stays as they come and go.
https://www.sitemaps.org/protocol.html
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import NamedTuple
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import DateTimeField, Exists, F, Max, OuterRef, QuerySet, Subquery, Value
from django.db.models.expressions import BaseExpression, Combinable
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path, re_path
from django.views.decorators.http import require_safe

from companies.models import Company, Source
from postings.models import City, Country, Department, Event, Posting, Region, Tally
from postings.slices import (
    CITY,
    COMPANY,
    COUNTRY,
    DEPARTMENT,
    FUNCTION,
    INDEXES,
    PROVIDER,
    REGION,
    WORK_MODEL,
    Dimension,
)

FILE_SIZE = 10_000
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
CACHED = {"Cache-Control": "public, max-age=600"}
NEVER_KEPT = Cast(Value(None), DateTimeField())

# /jobs/ itself and the pages of a slice (/cities/...?after=) are for crawlers too; a search is for people.
# The star changes nothing, but without it some readers drop the "?" and stay away from every job.
ROBOTS = """\
User-agent: *
Disallow: /jobs/?*

Sitemap: {site}/sitemap.xml
"""

SAID = ("/how-we-count/", "/about/", "/job-postings/v1/docs/")  # pages about the site


class Section(NamedTuple):
    """One kind of page: its rows, and when a row last `changed`, where somebody keeps that.

    `pages` are the addresses under the row's own that are shown for it.
    """

    rows: QuerySet
    changed: BaseExpression | Combinable = NEVER_KEPT
    pages: tuple[str, ...] = ("",)

    def files(self) -> Iterable[tuple[int, datetime | None]]:
        """The number of every file that lists anything, and when it last changed."""
        rows = self.rows.annotate(changed=self.changed).order_by()
        return rows.values_list(F("pk") / FILE_SIZE).annotate(Max("changed")).order_by(F("pk") / FILE_SIZE)

    def entries(self, number: int) -> Iterator[str]:
        """The URLs of one file."""
        first = number * FILE_SIZE
        rows = self.rows.annotate(changed=self.changed).filter(pk__gte=first, pk__lt=first + FILE_SIZE)
        for row in rows.order_by("pk").iterator():
            for page in self.pages:
                yield entry("url", f"{row.get_absolute_url()}{page}", row.changed)


OPEN = Posting.objects.open()


def with_jobs(dimension: Dimension) -> Exists:
    return Exists(Tally.objects.filter(dimension=dimension.name, value=OuterRef("pk"), number__gt=0))


# The company's stream tells all that its page shows, closings too.
LAST_EVENT = Subquery(Event.objects.filter(company=OuterRef("pk")).order_by("-id").values("observed_at")[:1])

SECTIONS = {
    "jobs": Section(OPEN.only("title"), F("changed_at")),
    "companies": Section(Company.objects.filter(with_jobs(COMPANY)).only("slug"), LAST_EVENT, ("", "breakdowns/")),
    "sources": Section(Source.objects.only("source_id")),
    "cities": Section(City.objects.filter(with_jobs(CITY))),
    "regions": Section(Region.objects.filter(with_jobs(REGION))),
    "countries": Section(Country.objects.filter(with_jobs(COUNTRY))),
    "departments": Section(Department.objects.filter(with_jobs(DEPARTMENT))),
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """/sitemap.xml: every file. Queries: one a section."""
    files = [entry("sitemap", "/sitemap-pages.xml")]
    for name, section in SECTIONS.items():
        files += [entry("sitemap", f"/sitemap-{name}-{number}.xml", at) for number, at in section.files()]
    return document("sitemapindex", files)


@require_safe
def section_file(request: HttpRequest, name: str, number: str) -> HttpResponse:
    """/sitemap-jobs-0.xml: one file, streamed."""
    entries = SECTIONS[name].entries(int(number))
    first = next(entries, None)
    if first is None:
        raise Http404("This sitemap lists nothing.")
    return document("urlset", chain([first], entries))


@require_safe
def pages(request: HttpRequest) -> HttpResponse:
    """/sitemap-pages.xml: home, the lists of lists, the slices that are words of ours, and what tells of the site."""
    addresses = ["/", "/jobs/", "/events/", *SAID, *(dimension.index_url() for dimension in INDEXES.values())]
    for dimension in (PROVIDER, WORK_MODEL, FUNCTION):
        addresses += [counted.value.url for counted in dimension.counts() if counted.value]
    return document("urlset", [entry("url", address) for address in addresses])


def document(root: str, entries: Iterable[str]) -> StreamingHttpResponse:
    begin = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {NAMESPACE}>\n'
    lines = chain([begin], entries, [f"</{root}>\n"])
    return StreamingHttpResponse(lines, content_type="application/xml", headers=CACHED)


def entry(tag: str, address: str, changed: datetime | None = None) -> str:
    lastmod = f"<lastmod>{changed:%Y-%m-%dT%H:%M:%SZ}</lastmod>" if changed else ""
    return f"<{tag}><loc>{escape(settings.SITE_URL + address)}</loc>{lastmod}</{tag}>\n"


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """/robots.txt"""
    text = ROBOTS.format(site=settings.SITE_URL)
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=CACHED)


urlpatterns = [
    path("sitemap.xml", index),
    path("sitemap-pages.xml", pages),
    re_path(rf"^sitemap-(?P<name>{'|'.join(SECTIONS)})-(?P<number>0|[1-9][0-9]{{0,5}})\.xml$", section_file),
]
