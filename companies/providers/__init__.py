"""The providers we read. Each is a module with the face of `Provider`; this is the one list of them."""

from companies.providers import (
    ashby,
    bamboohr,
    breezy,
    comeet,
    eightfold,
    gem,
    greenhouse,
    icims,
    jazzhr,
    jobvite,
    lever,
    oracle_hcm,
    personio,
    pinpoint,
    recruitee,
    rippling,
    smartrecruiters,
    successfactors,
    teamtailor,
    ukg,
    workable,
    workday,
)
from companies.providers.base import Board, Provider, Unreadable

PROVIDERS: dict[str, Provider] = {
    # Boards on hosts of the provider's own.
    "ashby": ashby,
    "bamboohr": bamboohr,
    "breezy": breezy,
    "comeet": comeet,
    "gem": gem,
    "greenhouse": greenhouse,
    "jazzhr": jazzhr,
    "jobvite": jobvite,
    "lever": lever,
    "oracle_hcm": oracle_hcm,
    "personio": personio,
    "pinpoint": pinpoint,
    "recruitee": recruitee,
    "rippling": rippling,
    "smartrecruiters": smartrecruiters,
    "teamtailor": teamtailor,
    "ukg": ukg,
    "workable": workable,
    "workday": workday,
    # Boards on the companies' own hosts too, known by their paths only: asked last, the least
    # unmistakable path at the end.
    "icims": icims,
    "eightfold": eightfold,
    "successfactors": successfactors,
}

# What recorders call a board by, where that is less than its token.
LONG_TOKENS = {"workday": "{}/wd1/Careers"}


def choices() -> list[tuple[str, str]]:
    """The providers as a model's choices, by name. A callable, so that a new one brings no migration."""
    named = [(slug, provider.NAME) for slug, provider in PROVIDERS.items()]
    return sorted(named, key=lambda choice: choice[1].lower())


def board_in(url: str) -> tuple[str, Board] | None:
    """The provider and the board that a careers URL names, or None."""
    for slug, provider in PROVIDERS.items():
        if board := provider.board_in(url):
            return slug, board
    return None


def recorded_board(slug: str, name: str) -> Board:
    """The board of a recording that calls it `name`: by its token, or as far as recorders keep that."""
    provider = PROVIDERS[slug]
    try:
        return provider.board(name)
    except Unreadable:
        return provider.board(LONG_TOKENS.get(slug, "{}").format(name))
