"""A board walked to its end as a crawl would, from answers that a test makes up."""

import json
from collections import deque
from collections.abc import Callable
from typing import Any

from companies.providers.base import Board, Page, Provider, Request

# More than any board of a test has.
FAR = 60


def page(request: Request, answer: Any, of: str = "") -> Page:
    """`answer` (bytes, or anything JSON can say) to `request`."""
    return Page(request, answer if isinstance(answer, bytes) else json.dumps(answer).encode(), of=of)


def walk(provider: Provider, board: Board, answer: Callable[[Request], Any]) -> list[Page]:
    """Every page of `board`, `answer` being the server."""
    pages: list[Page] = []
    waiting = deque([provider.first(board)])
    while waiting:
        request = waiting.popleft()
        pages.append(page(request, answer(request)))
        assert len(pages) < FAR, f"{provider.NAME} goes on for ever"
        waiting.extend(provider.more(pages[-1]))
    return pages
