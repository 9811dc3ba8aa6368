"""The sentences we speak about postings.

    Posting.objects.open().at(company).newest().for_list()

Every word that narrows by a slice walks the index of that slice, newest first.
"""

from functools import reduce
from operator import and_

from django.db import models
from django.db.models import Q

# What a row of a list shows, and of the rows beside it.
ROW = (
    "id",
    "title",
    "provider",
    "location_text",
    "workplace_type",
    "employment_type",
    "salary_min",
    "salary_max",
    "salary_currency",
    "salary_period",
    "active",
    "first_seen_at",
    "posted_at",
    "closed_at",
    "missing_since",
)
BESIDE = {
    "company": ("slug", "name"),
    "city": ("slug", "name"),
    "region": ("code",),
    "country": ("name",),
    "department": ("slug", "name"),
}


class Backwards(models.Func):
    """The id counted backwards: what the indexes of the slices are ordered by, and no other index is.

    Ordered by the id itself, a slice of a few per cent is sought along the ids of all postings,
    newest first, by a planner that thinks it spread evenly: 419 pages read instead of 39, and the
    whole table where a slice has only old postings.
    """

    template = "(- %(expressions)s)"
    output_field = models.IntegerField()


class PostingQuerySet(models.QuerySet):
    def open(self):
        """What the public is offered: not closed, and in the site's scope. A missing one is still open."""
        return self.filter(active=True, listed=True)

    def closed(self):
        return self.filter(active=False)

    def missing(self):
        """Absent from the last whole crawl, waiting for a second look."""
        return self.filter(active=True, missing_since__isnull=False)

    def slice_of(self, **value):
        """Those with one value of a dimension, in the order of its index: see postings/paging.py."""
        return self.filter(**value).alias(backwards=Backwards("id"))

    def at(self, company):
        return self.slice_of(company=company)

    def on(self, source):
        return self.slice_of(source=source)

    def through(self, provider: str):
        return self.slice_of(provider=provider)

    def in_department(self, department):
        return self.slice_of(department=department)

    def working(self, workplace_type: str):
        return self.slice_of(workplace_type=workplace_type)

    def in_city(self, city):
        """Of the open ones, those with any of their places in `city`."""
        here = self.filter(places__city=city, places__active=True)
        return here.alias(backwards=Backwards("places__posting"))

    def in_region(self, region):
        return self.filter(places__region=region, places__active=True).distinct("id")

    def in_country(self, country):
        """Two cities of one country are one posting: distinct, along the same index."""
        return self.filter(places__country=country, places__active=True).distinct("id")

    def matching(self, words: str):
        """Every word stands somewhere in the title, whatever its case."""
        return self.filter(reduce(and_, (Q(title__icontains=word) for word in words.split()), Q()))

    def newest(self):
        """Newest first: ids are in first-seen order."""
        return self.order_by("-id")

    def for_list(self):
        """Only what a row of a list shows; last in the sentence."""
        beside = (f"{name}__{column}" for name, columns in BESIDE.items() for column in columns)
        return self.select_related(*BESIDE).only(*ROW, *beside)
