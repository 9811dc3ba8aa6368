"""What a sum of money is, by the words beside it: base pay, on-target earnings, or no pay at all."""

import re
import tomllib
from typing import Literal, NamedTuple

from postings.normalise.gazetteer import DATA
from postings.normalise.pay.sums import either, is_latin

Kind = Literal["base", "pay", "on_target", "total", "other", "beside", "record"]

WORDS: dict[str, list[str]] = tomllib.loads((DATA / "pay_words.toml").read_text("utf-8"))
KINDS: tuple[Kind, ...] = ("base", "pay", "on_target", "total", "other", "beside", "record")
KIND_OF: dict[str, Kind] = {word: kind for kind in KINDS for word in WORDS[kind]}

CUE = re.compile(
    rf"\b(?:{either(filter(is_latin, KIND_OF))})(?!\w)|{either(word for word in KIND_OF if not is_latin(word))}",
    re.IGNORECASE,
)
# "customer base", "churn rate"; "two times your salary" measures something else by the pay.
NO_PAY = re.compile(
    r"\b(?:(?:customer|user|client|knowledge|code|home|data|supplier|fan|donor|member|talent|patient|growth|interest"
    r"|churn|conversion|win|exchange|success|error|burn|run|retention|tax)[ -]"
    r"|(?:%|percent|times|twice|\dx) (?:of )?(?:your |the |their |annual |base ){0,2})\Z",
    re.IGNORECASE,
)
WITHOUT = re.compile(rf"\b(?:{either(WORDS['without'])})\b[^.;:]{{0,60}}\Z", re.IGNORECASE)
RIGHT_BEFORE = re.compile(r"\W{0,3}(?:(?:of|worth|up to|over)\W{1,2})?\Z")
BREAK = re.compile(rf"[,;:•|+\n\d)\[]|\.(?=\s|\Z)|\b(?:{either(WORDS['breaks'])})\b", re.IGNORECASE)
# "$60,000 (OTE $100,000)": these words are about the next sum.
STRONG = ("on_target", "total")
NEXT_SUM = re.compile(r"[ :]{0,2}(?:(?:of|up to|is) )?[$£€]")
# "on-target earnings (base and commission)": a note does not say what the sum is.
ASIDE = re.compile(r"\([^()\n]{0,120}\)")
# How far behind a sum those words are heard that say little further off.
FARTHEST_BESIDE = 24
# How near before a sum another word must stand to be about it, when on-target earnings are named.
NEAREST = 12
LONGEST_LOOK_BACK = 80


class Cue(NamedTuple):
    kind: Kind
    distance: int  # letters between the word and the sum
    end: int  # where the word ends, counted from the beginning of the words searched


def kind_of(word: str) -> Kind:
    # Letters that differ from ours only to `str.lower`, such as the long s, match in any case all the same.
    return KIND_OF.get(word.lower(), "record")


def cue_before(words: str) -> Cue | None:
    """What the words before a sum say it is. The nearest decides, but see `changes`."""
    words = ASIDE.sub(lambda aside: " " * len(aside[0]), words)
    found: Cue | None = None
    for match in CUE.finditer(words):
        kind = kind_of(match[0])
        if kind == "beside":
            if not RIGHT_BEFORE.fullmatch(words, match.end()):
                continue
            kind = "other"
        cue = Cue(kind, len(words) - match.end(), match.end())
        if changes(found, cue, words[max(0, match.start() - LONGEST_LOOK_BACK) : match.start()]):
            found = cue
    return found


def changes(found: Cue | None, cue: Cue, before: str) -> bool:
    """Whether `cue` says something else than the words before it did.

    "OTE for this salary range" is still on-target earnings; "excluding bonus" is no bonus; and
    "experience" is heard only where nothing else was said.
    """
    is_strong = found is not None and found.kind in STRONG
    match cue.kind:
        case "record":
            return found is None
        case "pay":
            return not is_strong and not NO_PAY.search(before)
        case "base":
            return not NO_PAY.search(before)
        case "other":
            return not WITHOUT.search(before) and not (is_strong and cue.distance > NEAREST)
    return True


def cue_after(words: str) -> Cue | None:
    """What the words behind a sum say it is; the first decides, up to where another matter begins."""
    skipped = len(words) - len(words.lstrip(" (*"))
    end = BREAK.search(words, skipped)
    match = CUE.search(words, skipped, end.start() if end else len(words))
    if not match:
        return None
    kind, distance = kind_of(match[0]), match.start() - skipped
    if kind == "record" or (kind == "beside" and distance > FARTHEST_BESIDE):
        return None
    if kind in STRONG and NEXT_SUM.match(words, match.end()):
        return None
    return Cue("other" if kind == "beside" else kind, distance, match.end())


def kind_of_heading(words: str) -> Kind | None:
    """What the sums below a heading are: "Compensation & Benefits", "Salary range (USD)"."""
    kinds = [kind_of(match[0]) for match in CUE.finditer(words)]
    if "other" in kinds and "on_target" not in kinds:
        return None
    named: tuple[Kind, ...] = ("total", "on_target", "base", "pay")
    return next((kind for kind in named if kind in kinds), None)
