"""Everything awkward in the invented market, each under its name.

Real boards do all of this. `CASES` is the one list: the market brings them about, the tests ask
for them by name, and the documentation can point at them.
"""

from postings.demo.cases.kinds import Case, Oddity, Upset
from postings.demo.cases.oddities import ODDITIES
from postings.demo.cases.traits import TRAITS
from postings.demo.cases.upsets import UPSETS

CASES: tuple[Case, ...] = (*TRAITS, *ODDITIES, *UPSETS)

__all__ = ["CASES", "Case", "Oddity", "Upset", "named"]


def named(name: str) -> Case:
    """The case called `name`; KeyError when there is none."""
    return {case.name: case for case in CASES}[name]
