"""What an employer edits in a job that is open."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from random import Random

from postings.demo import paying, telling
from postings.demo.composing import title_for, workplace_for, written
from postings.demo.employers import DemoBoard
from postings.demo.values import Job
from postings.demo.words import roles

Change = Callable[[Job, DemoBoard, Random], Job]


def changed(job: Job, board: DemoBoard, rng: Random, at: datetime) -> Job:
    """`job` after one edit. It may be a mere "save" that no reader can see: most of Greenhouse's are."""
    change = rng.choices(list(CHANGES), list(CHANGES.values()))[0]
    return replace(change(job, board, rng), edited_at=at)


def retitle(job: Job, board: DemoBoard, rng: Random) -> Job:
    """A neighbouring rung, with its pay, or the same one written another way."""
    role = roles()[job.role]
    level = min(max(job.level + rng.choice((-1, 0, 1)), 0), len(role.ladder) - 1)
    title = title_for(board, role, level, job.team, job.places, rng)
    promoted = replace(job, title=title, level=level)
    return offered(promoted, board, rng) if job.pay and level != job.level else promoted


def move(job: Job, board: DemoBoard, rng: Random) -> Job:
    """Another city instead, or one more. A job that may be done anywhere stays where it is."""
    old, new = job.places[0], written(board, job.language, rng.choice(board.places))
    if not old.city:
        return job
    if rng.random() < 0.5:
        return replace(job, places=tuple(dict.fromkeys((*job.places, new))))
    moved = replace(
        job,
        title=job.title.replace(old.city, new.city),
        places=(new,),
        opening=tuple(words.replace(old.city, new.city) for words in job.opening),
    )
    return arranged(moved, board, rng)


def rearrange(job: Job, board: DemoBoard, rng: Random) -> Job:
    """Another arrangement of home and office, where there is an office."""
    if not job.places[0].city:
        return job
    return arranged(replace(job, workplace=workplace_for(board, roles()[job.role], rng)), board, rng)


def arranged(job: Job, board: DemoBoard, rng: Random) -> Job:
    """`job` with a text that says of its place and arrangement what its fields say."""
    voice = voice_of(job, board, rng)
    part = telling.arrangement(voice, job.workplace)
    others = [section for section in job.sections if section.heading != voice.heading("way")]
    return replace(job, sections=(*others[:2], *part, *others[2:]))


def repay(job: Job, board: DemoBoard, rng: Random) -> Job:
    """A better offer, or at last a first one."""
    if not job.pay:
        return offered(job, board, rng)
    better = paying.raised(job.pay, rng.uniform(0.03, 0.12))
    return replace(job, pay=better, pay_line=paying.line(better, job.language, rng))


def offered(job: Job, board: DemoBoard, rng: Random) -> Job:
    """`job` with an offer that fits its rung and its first place."""
    offer = paying.pay(roles()[job.role], job.level, board.employer, job.places[0].country, rng)
    return replace(job, pay=offer, pay_line=paying.line(offer, job.language, rng))


def reword(job: Job, board: DemoBoard, rng: Random) -> Job:
    """One line of the duties instead of another, or a note at the end."""
    role, voice = roles()[job.role], voice_of(job, board, rng)
    if rng.random() < 0.3:
        return replace(job, closing=(*job.closing, voice.say(rng.choice(voice.words["notes"]))))
    duties = job.sections[0]
    items = list(duties.items)
    items[rng.randrange(len(items))] = voice.say(rng.choice(role.does + role.shared_does))
    return replace(job, sections=(duties._replace(items=tuple(dict.fromkeys(items))), *job.sections[1:]))


def voice_of(job: Job, board: DemoBoard, rng: Random) -> telling.Voice:
    return telling.voice(board, roles()[job.role], job.level, job.team, job.places, rng)


def save(job: Job, board: DemoBoard, rng: Random) -> Job:
    """Nothing that a reader could see; the ATS notes a date all the same."""
    return job


# How often each happens; the measured board histories change titles twice as often as places.
CHANGES: dict[Change, int] = {retitle: 25, move: 12, rearrange: 5, repay: 18, reword: 30, save: 10}
