"""manage.py measure_places PATH: how right the reading of location strings is, by agreed answers.

A line of the file is JSON: `text`, `country_hint` (or null), and the answers `places`,
`workplace_type`, `eligible`. An answer that is left out is arguable and is not scored. Cities are
compared without case and accents, areas and time zones in no order.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from django.core.management.base import BaseCommand, CommandError

from postings.normalise.gazetteer import fold
from postings.normalise.place import Reading, resolve

# Fact -> the answer of the file that it is a part of. "places" is the whole list, in its order.
FACTS = {
    "country": "places",
    "region": "places",
    "city": "places",
    "places": "places",
    "workplace_type": "workplace_type",
    "eligible": "eligible",
}
COLUMNS = ("right", "wrong", "missed", "invented")


class Judged(NamedTuple):
    """One fact of one string: what was expected, what was found, each as a list of values."""

    fact: str
    text: str
    expected: list[Any]
    found: list[Any]

    @property
    def counts(self) -> Counter[str]:
        """Values on both sides are right; of the rest pairs are wrong, single ones missed or invented."""
        expected, found = Counter(self.expected), Counter(self.found)
        missing, extra = (expected - found).total(), (found - expected).total()
        wrong = min(missing, extra)
        right = (expected & found).total()
        return Counter(right=right, wrong=wrong, missed=missing - wrong, invented=extra - wrong)

    @property
    def is_right(self) -> bool:
        return self.expected == self.found


class Command(BaseCommand):
    help = "Score the reading of location strings by a file of agreed answers, and list the errors."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="JSON lines: text, country_hint, places, workplace_type, eligible")

    def handle(self, path, **options):
        judged = [fact for line in lines_of(path) for fact in judge(line)]
        if not judged:
            raise CommandError(f"{path} holds no answers.")
        heads = (*COLUMNS, "precision", "recall")
        self.stdout.write(f"{'':16}" + "".join(f"{head:>10}" for head in heads))
        for fact in FACTS:
            self.stdout.write(table_row(fact, (one for one in judged if one.fact == fact)))
        whole = [one for one in judged if one.fact == "places"]
        right = sum(one.is_right for one in whole)
        self.stdout.write(f"\nWhole list right: {right} of {len(whole)} ({share(right, len(whole))})\n")
        for one in judged:
            if one.fact in FACTS.values() and not one.is_right:
                self.stdout.write(f"{one.fact} of {one.text!r}: {one.expected} expected, {one.found} found")


def lines_of(path: Path) -> list[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8") as file:
            return [json.loads(line) for line in file if line.strip()]
    except (OSError, ValueError) as error:
        raise CommandError(f"{path} cannot be read as JSON lines: {error}") from error


def judge(line: Mapping[str, Any]) -> Iterator[Judged]:
    """The facts that the line answers, each beside what we read."""
    found = facts_of(resolve(line["text"], line.get("country_hint")))
    expected = facts_in(line)
    for fact, answer in FACTS.items():
        if answer in line:
            yield Judged(fact, line["text"], expected[fact], found[fact])


def facts_of(reading: Reading) -> dict[str, list[Any]]:
    places = [place._asdict() for place in reading.places]
    eligible = reading.eligible._asdict() if reading.eligible else None
    return facts_in({"places": places, "workplace_type": reading.workplace_type, "eligible": eligible})


def facts_in(answers: Mapping[str, Any]) -> dict[str, list[Any]]:
    places = [
        (fold(place.get("city") or ""), place.get("region"), place.get("country"))
        for place in answers.get("places") or ()
    ]
    workplace_type, eligible = answers.get("workplace_type"), answers.get("eligible")
    return {
        "country": list(dict.fromkeys(country for _, _, country in places if country)),
        "region": [(country, region) for _, region, country in places if region],
        "city": [city for city, _, _ in places if city],
        "places": [tuple(places)] if places else [],
        "workplace_type": [workplace_type] if workplace_type else [],
        "eligible": [comparable(eligible)] if eligible else [],
    }


def comparable(eligible: Mapping[str, Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    areas, excluded = (tuple(sorted(eligible.get(name) or ())) for name in ("areas", "excluded"))
    return areas, excluded, tuple(sorted(map(fold, eligible.get("time_zones") or ())))


def table_row(fact: str, judged: Iterable[Judged]) -> str:
    counts = sum((one.counts for one in judged), Counter())
    right, wrong, missed, invented = (counts[column] for column in COLUMNS)
    shares = share(right, right + wrong + invented), share(right, right + wrong + missed)
    return f"{fact:16}" + "".join(f"{value:>10}" for value in (right, wrong, missed, invented, *shares))


def share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"
