"""Rules that read sentences, from the files data/*.toml that hold them."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from postings.normalise.gazetteer import DATA


class Rule(NamedTuple):
    """`mode` is what a sentence says that the rule fits; "" when it only seems to say something."""

    name: str
    mode: str
    weight: str
    about: tuple[str, ...]  # one of these words must be there: cheaper asked than the patterns
    says: re.Pattern[str]
    needs: re.Pattern[str] | None
    unless: re.Pattern[str] | None

    def fits(self, sentence: str) -> bool:
        return bool(
            (not self.about or any(word in sentence for word in self.about))
            and self.says.search(sentence)
            and (self.needs is None or self.needs.search(sentence))
            and not (self.unless and self.unless.search(sentence))
        )


class Rules(NamedTuple):
    about: tuple[str, ...]  # the words that draw us to a sentence
    rules: tuple[Rule, ...]

    def read(self, sentence: str) -> Rule | None:
        """The first rule that fits the sentence."""
        return next((rule for rule in self.rules if rule.fits(sentence)), None)


@cache
def rules(name: str) -> Rules:
    """The rules of data/<name>.toml."""
    file = tomllib.loads((DATA / f"{name}.toml").read_text())
    fragments: dict[str, str] = {}
    for fragment, pattern in file["fragments"].items():
        fragments[fragment] = written_out(pattern, fragments)
    return Rules(tuple(file["about"]), tuple(rule(entry, fragments) for entry in file["rules"]))


def rule(entry: dict[str, Any], fragments: Mapping[str, str]) -> Rule:
    says, needs, unless = (
        re.compile(pattern) if (pattern := alternatives(entry.get(part, ()), fragments)) else None
        for part in ("says", "needs", "unless")
    )
    if says is None:
        raise ValueError(f"The rule {entry['name']!r} says nothing.")
    mode, weight, about = entry.get("mode", ""), entry.get("weight", ""), tuple(entry.get("about", ()))
    return Rule(entry["name"], mode, weight, about, says, needs, unless)


def alternatives(patterns: Iterable[str], fragments: Mapping[str, str]) -> str:
    return "|".join(written_out(pattern, fragments) for pattern in patterns)


def written_out(pattern: str, fragments: Mapping[str, str]) -> str:
    """`pattern` with each <name> replaced by the fragment of that name."""
    for name, fragment in fragments.items():
        pattern = pattern.replace(f"<{name}>", fragment)
    return pattern
