"""What title and body say about the terms of employment."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from postings.normalise.gazetteer import DATA, fold
from postings.normalise.work.employment_words import KINDS, kinds_in
from postings.normalise.work.rules import rules
from postings.normalise.work.sentences import Quote, Sentence, quote, sentences

LONGEST_TITLE = 300

# "Employment type: full-time". Longer lines are sentences.
LABEL = re.compile(
    r"(?:(?:employment|job|contract|position|role|engagement|work)(?:[ -]type)?|type of (?:contract|employment|role)"
    r"|commitment|schedule|hours|anstellungsart|vertragsart|beschäftigungsart|arbeitszeit|type de contrat|contrat"
    r"|tipo de contrato|contrato|tipo di contratto|contratto) ?[:|-] ?"
)
LONGEST_LABELLED = 80

TITLE_PART = re.compile(r"\s[-–—|:]\s|[,()/\[\]|]")


class Told(NamedTuple):
    kind: str
    rule: str
    source: str  # title, description
    quote: Quote


class TitleWords(NamedTuple):
    """data/employment_titles.toml, folded."""

    anywhere: Mapping[str, tuple[str, ...]]
    apart: Mapping[str, tuple[str, ...]]
    beside: frozenset[str]
    about: frozenset[str]


def told(title: str, text: str) -> Told | None:
    """The title's word, else the most particular of the body's."""
    if kind := kind_in_title(title[:LONGEST_TITLE]):
        return Told(kind, "title", "title", Quote(title, 0))
    found = of_body(text)
    return min(found, key=lambda said: KINDS.index(said.kind), default=None)


@lru_cache(maxsize=2_000)
def kind_in_title(title: str) -> str | None:
    """The most particular kind that the title names; None where it offers full or part time."""
    known = title_words()
    parts = [fold(part).split() for part in TITLE_PART.split(title)]
    kinds = {kind for part in parts for kind in (*named(part, known), *alone(part, known))}
    if {"full_time", "part_time"} <= kinds:
        return None
    return min(kinds, key=KINDS.index, default=None)


def named(part: list[str], known: TitleWords) -> set[str]:
    """The kinds that this part of a title names, unless the job is about them: "Intern Program Manager"."""
    padded = f" {' '.join(part)} "
    return {
        kind
        for kind, phrases in known.anywhere.items()
        for phrase in phrases
        if (at := padded.find(f" {phrase} ")) >= 0 and not known.about & set(padded[at + len(phrase) + 1 :].split()[:2])
    }


def alone(part: list[str], known: TitleWords) -> set[str]:
    """The kinds named by a part that says nothing else: "6 months contract"."""
    rest = [word for word in part if word not in known.beside and not word.isdigit()]
    said = {" ".join(part), " ".join(rest)}
    return {kind for kind, phrases in known.apart.items() if said & set(phrases)}


@cache
def title_words() -> TitleWords:
    lists = tomllib.loads((DATA / "employment_titles.toml").read_text())
    anywhere, apart = (
        {kind: tuple(map(fold, phrases)) for kind, phrases in lists[name].items()} for name in ("anywhere", "apart")
    )
    return TitleWords(anywhere, apart, *(frozenset(lists["marks"][name].split()) for name in ("beside", "about")))


def of_body(text: str) -> list[Told]:
    reader = rules("employment_sentences")
    found = []
    for sentence in sentences(text, reader.about):
        rule = reader.read(sentence.lower)
        kind, name = (rule.mode, rule.name) if rule else (labelled(sentence), "labelled line")
        if kind:
            found.append(Told(kind, name, "description", quote(sentence)))
    return found


def labelled(sentence: Sentence) -> str | None:
    """What a line like "Contract type: fixed-term" says, if it is one thing."""
    label = LABEL.match(sentence.lower)
    if not label or len(sentence.words) > LONGEST_LABELLED:
        return None
    kinds = kinds_in(sentence.words[label.end() :])
    return kinds[0] if len(kinds) == 1 else None
