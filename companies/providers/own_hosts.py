"""Boards on the companies' own hosts, told by paths that no other kind of site has."""

import re

from companies.providers.address import Address

# At least two labels, the last of letters: neither an address in numbers nor "localhost".
HOSTNAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}", re.ASCII)


def is_under(found: Address, paths: re.Pattern[str]) -> bool:
    """Whether an address is of a public host, and its whole path of one of `paths`."""
    return bool(HOSTNAME.fullmatch(found.host)) and bool(paths.fullmatch("/".join(found.path)))
