"""The providers we read. Each is a module with the face of `Provider`; this is the one list of them."""

from companies.providers import ashby, greenhouse, lever
from companies.providers.base import Board, Provider

PROVIDERS: dict[str, Provider] = {
    "ashby": ashby,
    "greenhouse": greenhouse,
    "lever": lever,
}


def choices() -> list[tuple[str, str]]:
    """The providers as a model's choices. A callable, so that a new one brings no migration."""
    return [(slug, provider.NAME) for slug, provider in PROVIDERS.items()]


def board_in(url: str) -> tuple[str, Board] | None:
    """The provider and the board that a careers URL names, or None."""
    for slug, provider in PROVIDERS.items():
        if board := provider.board_in(url):
            return slug, board
    return None
