"""The only code that opens a connection to a board.

A request on its way out, and where each step lives:

    get -> does the host want us there?      robots.py, opting_out.py
        -> is it our turn, and is it well?   pace.py, breaker.py       one row a host: companies/hosts.py
        -> ask                               asking.py, wire.py        a connection to a judged address: guard.py
        -> is it an answer?                  asking.py, limits.py      at most so long and so large
        -> again, or elsewhere               following.py

What boards are told of it is in docs/politeness.md.
"""

from companies.fetching.asking import ask
from companies.fetching.errors import Declined, FetchError, Postponed
from companies.fetching.getting import get

__all__ = ["Declined", "FetchError", "Postponed", "ask", "get"]
