"""Who hires in the invented market, and on which boards: data/employers/."""

import zlib
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.text import slugify

from postings.demo.words import DATA, read


@dataclass(frozen=True, eq=False)
class Employer:
    """An invented company, and how it hires. Shares are between 0 and 1."""

    name: str
    trade: str
    about: tuple[str, ...]
    product: str = ""  # what it makes, as a noun phrase: "our booking system"
    people: str = ""  # whom it serves: "small hotels"
    remote: float = 0.0  # share of the jobs that can be remote
    hybrid: float = 0.0
    pays: float = 0.5  # share of the jobs whose pay is told
    generosity: float = 1.0
    titles: tuple[str, ...] = ("{title}",)
    closing: tuple[str, ...] = ()

    @property
    def careers(self) -> str:
        """Its own site, in a domain where nobody can be."""
        return f"https://www.{slugify(self.name.replace('ł', 'l'))}.example/careers"


@dataclass(frozen=True, eq=False)
class DemoBoard:
    """One board of an employer. `ats` is the name of a module of shapes, "lever_eu" for Lever's EU host."""

    employer: Employer
    ats: str
    token: str
    size: int  # jobs listed on the first day
    places: tuple[str, ...]
    pace: float = 1.0  # how lively it is beside the others; 0: nothing ever happens

    @property
    def address(self) -> str:
        """ "greenhouse/tarnhollow": how cases and tests name it."""
        return f"{self.ats}/{self.token}"

    def pick(self, among: tuple[Any, ...], what: str = "") -> Any:
        """One of `among`, always the same for this board: its house style."""
        return among[zlib.crc32(f"{self.address}/{what}".encode()) % len(among)]


@cache
def boards() -> dict[str, DemoBoard]:
    """{address: board}"""
    found = {}
    for path in sorted(DATA.glob("employers/*.toml")):
        for name, table in read(path).items():
            employer = employer_of(name, table)
            for board in (board_of(employer, **one) for one in table["boards"]):
                found[board.address] = board
    return found


def employer_of(name: str, table: dict[str, Any]) -> Employer:
    told = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items() if key != "boards"}
    return Employer(name, **told)


def board_of(employer: Employer, at: str, size: int, places: list[str], pace: float = 1.0) -> DemoBoard:
    """`at` is the board's address, "ashby/Ovenbright Bakeries"."""
    ats, _, token = at.partition("/")
    return DemoBoard(employer, ats, token, size, tuple(places), pace)
