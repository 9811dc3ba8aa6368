"""The views that are measured, as paths drawn by chance from what is in the database."""

from itertools import islice
from operator import itemgetter
from random import Random

from django.db.models import Count

from postings.benching.oracle import Oracle
from postings.benching.questions import Questioner
from postings.models import City, Posting

EXAMPLES = 2_000


class Paths:
    """Drawn anew by each call, the same ones for the same seed."""

    def __init__(self, oracle: Oracle, seed: int):
        self.oracle, self.rng = oracle, Random(f"{seed} paths")
        self.open = list(Posting.objects.open().order_by("id").values_list("id", flat=True))
        self.questioner = Questioner(oracle.examples(self.rng, EXAMPLES), self.rng)

    def postings(self, number: int) -> list[str]:
        return [posting.get_absolute_url() for posting in self.drawn(number, "id", "title")]

    def cities(self, number: int) -> list[str]:
        """Each as often as it has jobs."""
        slugs = dict(City.objects.values_list("id", "slug"))
        return [f"/cities/{slugs[posting.city_id]}/" for posting in self.drawn(number, "city_id") if posting.city_id]

    def small_cities(self, number: int) -> list[str]:
        """Those with fewest open jobs, by chance: pages that hardly anyone asks for, and none is kept."""
        placed = Posting.objects.open().filter(city__isnull=False).order_by()
        ranked = placed.values_list("city__slug").annotate(Count("id")).order_by("id__count", "city__slug")
        slugs = [slug for slug, _ in ranked[:number]]
        self.rng.shuffle(slugs)
        return [f"/cities/{slug}/" for slug in slugs]

    def feeds(self, number: int) -> list[str]:
        return list(dict.fromkeys(f"{path}feed.atom" for path in self.cities(number)))

    def searches(self, number: int) -> list[str]:
        return [question.url for question in islice(self.questioner.searches(), number)]

    def queries(self, number: int) -> list[str]:
        """Of one city and work model each, as programs ask."""
        slugs = dict(City.objects.values_list("id", "slug"))
        drawn = [job for job in self.drawn(number, "city_id", "workplace_type") if job.city_id and job.workplace_type]
        return [f"city={slugs[job.city_id]}&work_model={job.workplace_type.replace('_', '-')}" for job in drawn]

    def largest_cities(self, number: int) -> list[str]:
        """Those with most open jobs: at any size of the market their lists are longer than a page."""
        placed = Posting.objects.open().filter(city__isnull=False).order_by()
        ranked = placed.values_list("city__slug").annotate(Count("id")).order_by("-id__count", "city__slug")
        return [f"/cities/{slug}/" for slug, _ in ranked[:number]]

    def largest_slice(self) -> tuple[str, int]:
        """The provider with most open jobs, copies aside, and how many they are."""
        listed = Posting.objects.open().filter(copy_of=None).order_by()
        provider, jobs = max(listed.values_list("provider").annotate(Count("id")), key=itemgetter(1))
        return f"/providers/{provider}/", jobs

    def drawn(self, number: int, *columns: str) -> list[Posting]:
        ids = self.rng.choices(self.open, k=number)
        found = Posting.objects.only(*columns).in_bulk(set(ids))
        return [found[id] for id in ids]
