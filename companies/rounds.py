"""A round: all boards that are due, or those that were named, visited once by several threads.

    with Claims() as claims:
        for source, visit in Round(claims, sources).run(threads=8):
            ...

`visit` is what a worker pays too, one at a time.
"""

import logging
import threading
import time
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from queue import Queue

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from companies import fetching
from companies.claims import Claims, Get, Interrupted
from companies.crawling import crawl
from companies.models import Crawl, Source
from companies.providers.base import Page, Request

logger = logging.getLogger(__name__)

# An ATS has its own pace, and whoever asks it waits for that. So no more than this many boards of
# one are read at a time, by a round or by all workers, and the rest of them are free for others.
AT_ONE_PROVIDER = 8
GRACE_SECONDS = 20
GLANCE_SECONDS = 0.1

Visited = tuple[Source, Crawl | None]


def visit(source: Source, claims: Claims, get: Get, now: datetime) -> Crawl | None:
    """Crawl a source that is ours; None when it is left for later."""
    try:
        return crawl(source, claims.guard(source, get), now, quiet=True)
    except Interrupted as pause:
        logger.info("%s", pause)
        if pause.until:
            put_off(source, pause.until)
    return None


def put_off(source: Source, until: datetime) -> None:
    source.next_due_at = until
    source.save(update_fields=["next_due_at", "failures"])


class Round:
    """Visits each of `sources`, a queryset, once; `counts` are of requests and bytes."""

    def __init__(self, claims: Claims, sources: QuerySet[Source], get: Get | None = None):
        self.claims, self.sources, self.get = claims, sources, get or fetching.get
        self.counts: Counter[str] = Counter()
        self.waiting: dict[str, deque[int]] = defaultdict(deque)  # ids by provider
        for source_id, provider in sources.values_list("id", "provider"):
            self.waiting[provider].append(source_id)
        self._at: Counter[str] = Counter()  # boards that are being read, by provider
        self._lock = threading.Lock()
        self._stopping = threading.Event()

    def __len__(self) -> int:
        return sum(map(len, self.waiting.values()))

    def run(self, threads: int) -> Iterator[Visited]:
        """Each source with its visit, or with None when another holds it or it is left for later."""
        if threads == 1:
            yield from self.visits()
            return
        done: Queue[Visited | None] = Queue()
        with ThreadPoolExecutor(threads, "visit") as pool:
            work = [pool.submit(self.work, done) for _ in range(threads)]
            try:
                for _ in work:
                    yield from iter(done.get, None)
            finally:
                self.stop()
        for one in work:
            one.result()

    def stop(self) -> None:
        """Begin nothing more; what is begun has GRACE_SECONDS."""
        self._stopping.set()
        self.claims.interrupt_at = min(self.claims.interrupt_at, time.monotonic() + GRACE_SECONDS)

    def work(self, done: Queue[Visited | None]) -> None:
        try:
            for visited in self.visits():
                done.put(visited)
        finally:
            connection.close()
            done.put(None)

    def visits(self) -> Iterator[Visited]:
        while not self._stopping.is_set() and len(self):
            chosen = self.choose()
            if chosen is None:
                time.sleep(GLANCE_SECONDS)
                continue
            source_id, provider = chosen
            try:
                yield self.turn(source_id)
            finally:
                with self._lock:
                    self._at[provider] -= 1

    def choose(self) -> tuple[int, str] | None:
        """The next source of the provider that we ask least of, unless enough are being read at each."""
        with self._lock:
            providers = [provider for provider, ids in self.waiting.items() if ids]
            provider = min(providers, key=self._at.__getitem__, default=None)
            if provider is None or self._at[provider] >= AT_ONE_PROVIDER:
                return None
            self._at[provider] += 1
            return self.waiting[provider].popleft(), provider

    def turn(self, source_id: int) -> Visited:
        for source in self.claims.take(self.sources.filter(id=source_id)):
            try:
                return source, visit(source, self.claims, self.counted, timezone.now())
            finally:
                self.claims.give_back(source)
        return Source.objects.get(id=source_id), None

    def counted(self, request: Request) -> Page:
        with self._lock:
            self.counts["requests"] += 1
        page = self.get(request)
        with self._lock:
            self.counts["bytes"] += len(page.body)
        return page
