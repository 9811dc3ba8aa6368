"""The text of a job: who we are, what there is to do, what we ask, what we give."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from postings.demo.employers import DemoBoard
from postings.demo.values import Place, Section
from postings.demo.words import Role, countries, prose, say


@dataclass(frozen=True)
class Voice:
    """A board speaking of one job: its habits, its language, its dice, and what fills its sentences."""

    board: DemoBoard
    role: Role
    rng: Random
    slots: dict[str, Any]

    @property
    def words(self) -> dict[str, Any]:
        return prose(self.role.language)

    def say(self, sentence: str) -> str:
        return say(sentence, self.rng, self.slots)

    def some(self, sentences: Sequence[str], fewest: int, most: int) -> tuple[str, ...]:
        """A few of `sentences`. A beginner is asked for no years."""
        fitting = [sentence for sentence in sentences if self.slots["years"] or "{years}" not in sentence]
        count = min(len(fitting), self.rng.randint(fewest, most))
        return tuple(self.say(sentence) for sentence in self.rng.sample(fitting, count))

    def heading(self, part: str) -> str:
        """The board's own heading of a part: it keeps to one."""
        return self.say(self.board.pick(tuple(self.words["headings"][part]), part))

    @property
    def begins_with_itself(self) -> bool:
        """Half the boards begin with who they are, the others end with it."""
        return self.board.pick((True, False), "about")


def voice(board: DemoBoard, role: Role, level: int, team: str, places: Sequence[Place], rng: Random) -> Voice:
    first = places[0]
    in_words = countries()[first.country].get("in_words", first.country_name)
    # Within a text in its own language a city has its local name, which `text` begins with.
    city = first.city if role.language == "en" else first.text.split(",")[0]
    slots = {
        "company": board.employer.name,
        "team": team,
        "city": city if first.city else in_words,
        "country": in_words,
        "product": board.employer.product,
        "people": board.employer.people,
        "years": role.ladder[level].years,
        "careers": board.employer.careers,
    }
    return Voice(board, role, rng, slots)


def opening(voice: Voice) -> tuple[str, ...]:
    about = voice.board.employer.about if voice.begins_with_itself else ()
    return (*about, voice.say(voice.rng.choice(voice.role.intro)), voice.say(voice.rng.choice(voice.words["team"])))


def sections(voice: Voice, workplace: str, country: str) -> Iterator[Section]:
    """The parts under headings. Those of a role come first, the family's sentences after its own."""
    role, words = voice.role, voice.words
    yield Section(voice.heading("does"), items=voice.some(role.does, 3, 4) + voice.some(role.shared_does, 2, 3))
    yield Section(voice.heading("needs"), items=voice.some(role.needs, 2, 3) + voice.some(role.shared_needs, 2, 3))
    if role.plus and voice.rng.random() < 0.6:
        yield Section(voice.heading("plus"), items=voice.some(role.plus, 2, 3))
    yield from arrangement(voice, workplace)
    offered = [*words["benefits"].get(country, ()), *words["benefits"]["any"]]
    yield Section(voice.heading("benefits"), items=voice.some(offered, 4, 6))
    if voice.board.pick((True, False, False), "steps"):
        steps = voice.rng.choice(words["steps"])
        yield Section(voice.heading("steps"), items=tuple(voice.say(step) for step in steps))
    if not voice.begins_with_itself:
        yield Section(voice.heading("about"), paragraphs=voice.board.employer.about)


def arrangement(voice: Voice, workplace: str) -> Iterator[Section]:
    """Where and how one works, when the field `workplace` says so."""
    if phrases := voice.words["workplace"].get(workplace):
        yield Section(voice.heading("way"), paragraphs=voice.some(phrases, 1, 1))


def closing(voice: Voice) -> tuple[str, ...]:
    """The employer's own last words, or one of the language's."""
    habit = (voice.board.pick(tuple(voice.words["closing"]), "closing"),)
    return tuple(voice.say(words) for words in voice.board.employer.closing or habit)
