"""Agreed answers beside what we found. docs/facts.md says what each fact means.

A fact that the answers leave out is arguable and not judged. One that is null is stated by nobody:
any value of ours is invented.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from postings.measuring.scoring import Judged
from postings.normalise.facts import Evidence, Facts
from postings.normalise.gazetteer import fold
from postings.normalise.place import resolve

Answers = Mapping[str, Any]

# Fact -> the answer that it is a part of. "places" is the whole list, in its order.
FACTS = {
    "country": "places",
    "region": "places",
    "city": "places",
    "places": "places",
    "workplace_type": "workplace_type",
    "eligible": "eligible",
    "salary": "salary",
    "salary_kind": "salary_kind",
    "salary_ranges": "salary_ranges",
    "employment_type": "employment_type",
    "seniority": "seniority",
    "normalized_title": "normalized_title",
    "job_function": "job_function",
    "department": "department",
    "kind": "kind",
    "language": "language",
}
CONFLICT = "conflict"

# What two tellings of a time zone share: "±3 hours from UTC+8", "UTC+8 +/- 3".
ZONE_MARK = re.compile(r"[A-Z]{2,5}|\d+")


def judge_location(answers: Answers) -> Iterator[Judged]:
    """The facts that `answers` give of the location string in their `text`, beside what we read in it."""
    reading = resolve(answers["text"], answers.get("country_hint"))
    found = {
        "places": [place._asdict() for place in reading.places],
        "workplace_type": reading.workplace_type,
        "eligible": reading.eligible and reading.eligible._asdict(),
    }
    return judge(answers, found, repr(answers["text"]), {})


def judge_posting(answers: Answers, facts: Facts, of: str) -> Iterator[Judged]:
    """The facts that `answers` give of a posting, beside ours.

    Of the conflicts, which no answer lists to the end, only those named are looked for.
    """
    yield from judge(with_pay_in_parts(answers), answers_of(facts), of, facts.evidence)
    if expected := answers.get(CONFLICT):
        yield Judged(CONFLICT, of, expected, [fact for fact in expected if fact in facts.conflicts])


def judge(answers: Answers, found: Answers, of: str, evidence: Mapping[str, Evidence]) -> Iterator[Judged]:
    for fact, answer in FACTS.items():
        if answer in answers and answer in found:
            ours = values(fact, found[answer])
            accepted = [values(fact, one) for one in accepted_answers(answer, answers)]
            expected = ours if ours in accepted else accepted[0]
            yield Judged(fact, of, expected, ours, in_words(evidence.get(answer)))


def accepted_answers(answer: str, answers: Answers) -> list[Any]:
    """All that is right, the first choice first: several titles, or the envelope of other ranges of pay."""
    if answer == "normalized_title":
        return answers[answer] or [None]
    return [answers[answer], *answers.get(f"{answer}_also", [])]


def answers_of(facts: Facts) -> Answers:
    """Our facts in the form that answers have."""
    pay = facts.salary
    return {
        "places": [place._asdict() for place in facts.places],
        "workplace_type": facts.workplace_type,
        "eligible": facts.eligible and facts.eligible._asdict(),
        "salary": pay and pay._asdict(),
        "salary_kind": pay and pay.kind,
        "salary_ranges": [one._asdict() for one in pay.ranges or (pay,)] if pay else [],
        "employment_type": facts.employment_type,
        "seniority": facts.seniority,
        "normalized_title": facts.normalized_title,
        "job_function": facts.job_function,
        "department": facts.department,
        "kind": facts.kind,
        "language": facts.language,
    }


def with_pay_in_parts(answers: Answers) -> Answers:
    """`answers`, and of the pay its kind and, where several are named, its ranges as answers of their own."""
    pay = answers.get("salary")
    if not pay:
        return answers
    ranges = {"salary_ranges": pay["ranges"]} if pay.get("ranges") else {}
    return {**answers, "salary_kind": pay.get("kind", "base"), **ranges}


def values(fact: str, answer: Any) -> list[Any]:
    """What `answer` says of `fact`, comparable: names without case and accents, lists of no order sorted."""
    if not answer:
        return []
    match fact:
        case "country":
            return list(dict.fromkeys(place["country"] for place in answer if place.get("country")))
        case "region":
            return [(place["country"], place["region"]) for place in answer if place.get("region")]
        case "city":
            return [fold(place["city"]) for place in answer if place.get("city")]
        case "places":
            return [
                tuple((fold(place.get("city") or ""), place.get("region"), place.get("country")) for place in answer)
            ]
        case "eligible":
            return [eligible(answer)]
        case "salary":
            return [sums(answer)]
        case "salary_ranges":
            return sorted(map(sums, answer), key=str)
        case "normalized_title" | "department":
            return [fold(answer)]
    return [answer]


def eligible(answer: Answers) -> tuple[tuple[str, ...], ...]:
    areas, excluded = (tuple(sorted(answer.get(name) or ())) for name in ("areas", "excluded"))
    return areas, excluded, marks(answer.get("time_zones") or ())


def marks(time_zones: Iterable[str]) -> tuple[str, ...]:
    """The names and figures in `time_zones`, which are told in words of many kinds."""
    words = " ".join(time_zones)
    return tuple(sorted(set(ZONE_MARK.findall(words)) or set(fold(words).split())))


def sums(pay: Answers) -> tuple[Any, ...]:
    return tuple(pay.get(part) for part in ("min", "max", "currency", "period"))


def in_words(evidence: Evidence | None) -> str:
    """ "field workplaceType: 'Hybrid' (workplace field, 0.95)" """
    if evidence is None:
        return ""
    return f"{evidence.kind} {evidence.source}: {evidence.quote[:100]!r} ({evidence.rule}, {evidence.confidence:.2g})"
