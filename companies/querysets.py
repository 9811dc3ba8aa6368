"""The sentences we speak about companies, sources and crawls."""

from datetime import datetime

from django.db import models


class CompanyQuerySet(models.QuerySet):
    def at(self, slug: str):
        """The company that is, or once was, at this address; the present one first."""
        return self.filter(models.Q(slug=slug) | models.Q(former_slugs__contains=[slug])).order_by(
            models.Case(models.When(slug=slug, then=0), default=1)
        )


class SourceQuerySet(models.QuerySet):
    def due(self, now: datetime):
        """What to visit, longest overdue first."""
        return self.filter(state="active", next_due_at__lte=now).order_by("next_due_at", "id")

    def named(self, name: str):
        """The sources that a person means by `lever/spotify`, or by a bare token."""
        provider, slash, board = name.partition("/")
        if slash:
            return self.filter(provider=provider, board=board)
        return self.filter(board=name)


class CrawlQuerySet(models.QuerySet):
    GOOD = ("whole", "unchanged", "held")
    READ = (*GOOD, "partial")

    def good(self):
        """Visits that read the board to its end."""
        return self.filter(outcome__in=self.GOOD)

    def read(self):
        """Visits that read the board, or a part of it."""
        return self.filter(outcome__in=self.READ)

    def latest_first(self):
        return self.order_by("-started_at", "-id")

    def awaiting_ingest(self):
        """Visits whose pages nobody has looked at yet, oldest first."""
        return self.filter(ingested_at__isnull=True).exclude(outcome="failed").order_by("id")
