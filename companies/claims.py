"""Leases: whoever visits a board holds its source, and nobody else visits it meanwhile.

A lease is two columns of the source: `claimed_by`, a name that no other process has, and
`claimed_until`, by the database's clock, since the clocks of machines differ. A thread renews all
that the process holds at a third of CRAWL_LEASE_SECONDS. Whoever is killed renews nothing, and its
boards are free when the lease is over. Whoever was only suspended, and slept over it, asks nothing
any more: see `guard`.

    with Claims() as claims:
        for source in claims.take(Source.objects.due(now), 1):
            try:
                crawl(source, claims.guard(source, get), now)
            finally:
                claims.give_back(source)
"""

import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.db import Error, close_old_connections, connection, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from companies.fetching import Postponed
from companies.models import Source
from companies.providers.base import Page, Request

logger = logging.getLogger(__name__)

Get = Callable[[Request], Page]
FREE = Q(claimed_until=None) | Q(claimed_until__lt=Now())


class Interrupted(Exception):
    """The visit ends here and is not saved; another will be paid, not before `until` where it is given."""

    def __init__(self, message: str, until: datetime | None = None):
        super().__init__(message)
        self.until = until


class Claims:
    """What this process holds. Used by all its threads."""

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()[:60]}/{os.getpid()}/{secrets.token_hex(4)}"
        self.lease = settings.CRAWL_LEASE_SECONDS
        self.interrupt_at = float("inf")  # by time.monotonic(): when whoever still asks is interrupted
        self._sure_until: dict[int, float] = {}  # source id -> by time.monotonic()
        self._changing = threading.Lock()  # of _sure_until
        self._over = threading.Event()
        self._heart = threading.Thread(target=self._beat, name="claims", daemon=True)

    def __enter__(self) -> "Claims":
        self._heart.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._over.set()
        self._heart.join()
        with suppress(Error):
            self._release(claimed_by=self.name)

    def take(self, sources: QuerySet[Source], limit: int = 1) -> list[Source]:
        """Up to `limit` of `sources`, in their order, that nobody holds; from now on they are ours."""
        began = time.monotonic()
        with transaction.atomic():
            free = sources.filter(FREE).select_related("company").select_for_update(skip_locked=True, of=["self"])
            found = list(free[:limit])
            ours = Source.objects.filter(id__in=[source.id for source in found])
            ours.update(claimed_by=self.name, claimed_until=Now() + timedelta(seconds=self.lease))
        with self._changing:
            self._sure_until |= {source.id: began + self.lease for source in found}
        return found

    def give_back(self, source: Source) -> None:
        with self._changing:
            self._sure_until.pop(source.id, None)
        self._release(id=source.id, claimed_by=self.name)

    def guard(self, source: Source, get: Get) -> Get:
        """`get` for as long as the source is ours, its host may be asked and we go on; else Interrupted.

        A host that rests when the visit has begun is the visit's own affair.
        """
        begun = False

        def guarded(request: Request) -> Page:
            nonlocal begun
            now = time.monotonic()
            if now > self._sure_until.get(source.id, 0.0):
                raise Interrupted(f"{source} was held by us for too long without a sign of life.")
            if now > self.interrupt_at:
                raise Interrupted(f"{source} is left for later: we stop.")
            try:
                page = get(request)
            except Postponed as error:
                if begun:
                    raise
                raise Interrupted(f"{source} is left for later: {error}", error.until) from error
            begun = True
            return page

        return guarded

    def renew(self) -> None:
        """Hold on to what we hold. What another has taken meanwhile is no longer ours.

        A row that is locked is one that we are bringing in: it is passed over, and waits for nobody.
        """
        with self._changing:
            began, held = time.monotonic(), list(self._sure_until)
        with transaction.atomic():
            ours = Source.objects.filter(id__in=held, claimed_by=self.name).order_by("id")
            free = list(ours.select_for_update(skip_locked=True).values_list("id", flat=True))
            Source.objects.filter(id__in=free).update(claimed_until=Now() + timedelta(seconds=self.lease))
        with self._changing:
            self._sure_until |= {source_id: began + self.lease for source_id in free if source_id in self._sure_until}

    def _beat(self) -> None:
        while not self._over.wait(self.lease / 3):
            try:
                close_old_connections()
                if self._sure_until:
                    self.renew()
            except Error as error:
                logger.warning("The leases could not be renewed: %s", error)
        connection.close()

    def _release(self, **which: object) -> None:
        Source.objects.filter(**which).update(claimed_by="", claimed_until=None)
