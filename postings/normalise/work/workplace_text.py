"""What title and body say about where a job is done."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from postings.normalise.place import resolve
from postings.normalise.work.rules import rules
from postings.normalise.work.sentences import Quote, Sentence, quote, sentences

# What a sentence says that denies remote work, and does not say what there is instead.
NOT_REMOTE = "not remote"

# "Location: Remote, US", "📍 Remote". Longer lines are sentences.
LABEL = re.compile(
    r"(?:(?:job|work|work(?:ing|place)?|office|role|primary|position) )?"
    r"(?:locations?|modality|arrangements?|model|set-?up|setting|where|workplace|ort|standort|arbeitsort|lieu|localisation"
    r"|ubicación|modalidad|localização|modalidade|sede|locatie|type)(?: type| policy| model)? ?[:|-]",
)
LONGEST_LABELLED = 120
LONGEST_TITLE = 300
UNDECIDED = re.compile(r"remote[- ](?:friendly|flexible|optional|eligible)|prefer|possib|ideal|option|regular")

# The parts of a title that tell no occupation: "Engineer - Remote (US)". "Remote Sensing Engineer" stays whole.
TITLE_PART = re.compile(r"[(\[]([^()\[\]]{2,60})|(?:[|,/–—-]|(?<=\s)or(?=\s))\s*([^()\[\]|,–—]{2,60})")
TITLE_MODE = re.compile(
    r"^(?:full |fully |100% )?(?:remote|hybrid|on-?site|in[- ]office|homeoffice|home based|télétravail|remoto)\b"
    r"(?! (?:sens|cloud|oper|support|patient|monitor|infra))|\b(?:remote|hybrid|on-?site|in[- ]office)$"
)

HASHTAG = re.compile(r"#li[-_ ]?(remote|hybrid|on-?site|in-?office|wfh)\b")
HASHTAGS = {"remote": "remote", "wfh": "remote", "hybrid": "hybrid"}


class Told(NamedTuple):
    """A sentence and what it says; `source` is title or description."""

    mode: str
    weight: str  # plain, loose, hint, policy
    rule: str
    source: str
    quote: Quote


@lru_cache(maxsize=2)  # who may take the job depends on it too
def told(title: str, text: str) -> list[Told]:
    """All that title and body say, in their order; "not remote" already read as what is meant by it."""
    found = [*of_title(title[:LONGEST_TITLE]), *of_body(text)]
    hybrid = any(one.mode == "hybrid" for one in found)
    return [one._replace(mode="hybrid" if hybrid else "on_site") if one.mode == NOT_REMOTE else one for one in found]


def of_title(title: str) -> Iterator[Told]:
    """Ways to work that stand apart in the title. A choice that has remote in it is remote."""
    modes = [mode for part in parts_about_work(title) if (mode := resolve(part).workplace_type)]
    if modes:
        mode = "remote" if "remote" in modes else modes[0]
        yield Told(mode, "plain", "title", "title", Quote(title, 0))


def parts_about_work(title: str) -> list[str]:
    """The parts of a title that tell how one works: "Remote (US)", but not "Remote Sensing Engineer"."""
    parts = [(bracketed or parted).strip() for bracketed, parted in TITLE_PART.findall(title)]
    return [part for part in parts if TITLE_MODE.search(part.lower())]


def of_body(text: str) -> Iterator[Told]:
    reader = rules("workplace")
    for sentence in sentences(text, reader.about):
        if tag := HASHTAG.search(sentence.lower):
            yield Told(HASHTAGS.get(tag[1], "on_site"), "hint", "hashtag", "description", quote(sentence, tag.start()))
        elif rule := reader.read(sentence.lower):
            if rule.mode:
                found = rule.says.search(sentence.lower)
                at = found.start() if found else 0
                yield Told(rule.mode, rule.weight, rule.name, "description", quote(sentence, at))
        elif mode := labelled(sentence):
            yield Told(mode, "plain", "labelled line", "description", quote(sentence))


def labelled(sentence: Sentence) -> str | None:
    """What a line like "Location: Berlin or remote" says."""
    label = LABEL.match(sentence.lower)
    if not label or len(sentence.words) > LONGEST_LABELLED or UNDECIDED.search(sentence.lower):
        return None
    return resolve(sentence.words[label.end() :].strip()).workplace_type
