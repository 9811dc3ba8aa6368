"""Who may take the job, as title and body say: "You must reside in Canada", "except California"."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from postings.normalise.gazetteer import region_code
from postings.normalise.place import resolve
from postings.normalise.place.eligibility import time_zones
from postings.normalise.work.rules import Rule, rules
from postings.normalise.work.sentences import Quote, Sentence, quote, sentences
from postings.normalise.work.workplace_text import LABEL, LONGEST_LABELLED, LONGEST_TITLE, parts_about_work

# Where a list of countries ends and the sentence goes on.
STOP = re.compile(
    r"[.;!?](?:\s|$)|\s[-–|]\s|: |,? (?:with|who|whom|that|which|to be|because|due|as|so|for|but|while|where|when"
    r"|at|on (?:an?|our|which)|during|in order|we|you|please|provided|excluding|except|unless"
    r"|and (?:have|has|be|are|is|must|authorized|eligible|able|willing|work|legally|can|we|you|currently|already"
    r"|report))\b",
    re.IGNORECASE,
)
ASIDE = re.compile(r" ?\([^()]{0,60}\)")
LONGEST_LIST = 400

# "unable to hire anyone living in the following states: ..."
INTO = re.compile(r"\b(?:in|from|to|of|states|countries|regions)\b:? ", re.IGNORECASE)
FARTHEST = 100

# A sentence that says it more often is no sentence.
MOST_LEADS = 3

# "AZ, GA, IN or MD": read together, "GA, IN" would be a place in India.
CODES = re.compile(r"(?:[A-Z]{2}(?:, (?:and |or )?| and | or |/)){2,60}[A-Z]{2}\b")

# "Remote USA", a line by itself.
SHORT_LINE = 40

# "From all over the world" is said of teams; jobs are open "anywhere".
WORLD = re.compile(r"anywhere|any (?:country|location)|candidates from all over|worldwide|globally")


class Said(NamedTuple):
    """Areas that a sentence opens or shuts, and the time zones it asks for."""

    areas: tuple[str, ...]
    zones: tuple[str, ...]
    rule: str
    weight: str  # plain; policy for words that are looser
    source: str
    quote: Quote


class Told(NamedTuple):
    open: list[Said]  # the plainest first
    shut: list[Said]
    zones: list[Said]


def told(title: str, text: str) -> Told:
    """All that title and body open and shut."""
    found = Told(list(of_title(title[:LONGEST_TITLE])), [], [])
    reader = rules("eligibility")
    for sentence in sentences(text, reader.about):
        first = reader.read(sentence.lower)
        if first and not first.mode:
            continue
        end = len(sentence.words)
        if first and first.mode == "shut" and (exclusion := of_exclusion(sentence, first)):
            said, end = exclusion
            found.shut.append(said)
        found.open.extend(filter(None, [of_rules(sentence, end, reader.rules) or labelled(sentence)]))
        found.zones.extend(of_zones(sentence, reader.rules))
    found.open.sort(key=lambda said: said.weight != "plain")
    return found


def of_rules(sentence: Sentence, end: int, known: Sequence[Rule]) -> Said | None:
    """The areas opened before `end`."""
    fitting = (rule for rule in known if rule.mode == "open" and rule.fits(sentence.lower))
    return next((said for rule in fitting if (said := of_rule(sentence, rule, end))), None)


def of_rule(sentence: Sentence, rule: Rule, end: int) -> Said | None:
    """What is named behind the words of the rule, before `end`."""
    for lead in islice(rule.says.finditer(sentence.lower, 0, end), MOST_LEADS):
        areas = named(sentence.words[lead.end() : end])
        if areas and (areas != ("worldwide",) or WORLD.search(sentence.lower)):
            return Said(areas, (), rule.name, rule.weight, "description", quote(sentence, lead.start()))
    return None


def of_exclusion(sentence: Sentence, rule: Rule) -> tuple[Said, int] | None:
    """What is named somewhere behind the words of the rule, and where those begin."""
    for lead in islice(rule.says.finditer(sentence.lower), MOST_LEADS):
        words = sentence.words[lead.end() :]
        for into in (0, *(match.end() for match in islice(INTO.finditer(words, 0, FARTHEST), MOST_LEADS))):
            if areas := named(words[into:]):
                said = Said(areas, (), rule.name, rule.weight, "description", quote(sentence, lead.start()))
                return said, lead.start()
    return None


def of_zones(sentence: Sentence, known: Sequence[Rule]) -> Iterator[Said]:
    for rule in known:
        if rule.mode == "zones" and rule.fits(sentence.lower) and (zones := time_zones(sentence.words)):
            yield Said((), zones, rule.name, rule.weight, "description", quote(sentence))


def of_title(title: str) -> Iterator[Said]:
    """ "Engineer (Remote, US)", "Engineer - Full remote (EU only)" """
    if parts := parts_about_work(title):
        found = resolve(title[title.find(parts[0]) :]).eligible
        if found and found.areas:
            yield Said(found.areas, found.time_zones, "title", "plain", "title", Quote(title, 0))


def labelled(sentence: Sentence) -> Said | None:
    """ "Location: Remote - Brazil", "Remote USA" """
    label = LABEL.match(sentence.lower)
    longest = LONGEST_LABELLED if label else SHORT_LINE
    if len(sentence.words) > longest or not (label or sentence.lower.startswith("remote")):
        return None
    found = resolve(sentence.words[label.end() if label else 0 :].strip()).eligible
    if not found or not found.areas:
        return None
    return Said(found.areas, found.time_zones, "labelled line", "policy", "description", quote(sentence))


def named(words: str) -> tuple[str, ...]:
    """The countries, states and regions that `words` begin with; none when they name a city."""
    words = ASIDE.sub("", words[:LONGEST_LIST])
    if states := american(words):
        return states
    stop = STOP.search(words)
    reading = resolve(words[: stop.start()] if stop else words)
    if any(place.city or place.metro for place in reading.places):
        return ()
    wide = reading.areas
    return tuple(area for area in wide if area != "worldwide") or wide


def american(words: str) -> tuple[str, ...]:
    """The states of a list of codes, if all of them are states: "UK, DE, FR" are not."""
    listed = CODES.match(words)
    codes = re.findall(r"[A-Z]{2}", listed[0]) if listed else []
    if any(region_code("US", code) != code for code in codes):
        return ()
    return tuple(f"US-{code}" for code in dict.fromkeys(codes))
