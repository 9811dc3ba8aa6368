"""A board's jobs as its ATS tells them. One module per ATS, all with the same face:

- HOSTS: {host of the API: the `ats` of its boards}
- page(board): the board's page for readers
- token_in(path): the board that a path of the API asks for, or None
- record(job, board), shown(record, params): a job, and as much of it as a request asks for
- answer(records, params): the API's answer with these encoded records
- MISSING: the answer when there is no such board; GZIP: whether answers are compressed
"""

from types import ModuleType

from postings.demo.employers import DemoBoard
from postings.demo.shapes import ashby, greenhouse, lever

MODULES = (lever, greenhouse, ashby)
BY_HOST: dict[str, tuple[str, ModuleType]] = {
    host: (ats, module) for module in MODULES for host, ats in module.HOSTS.items()
}
BY_ATS: dict[str, ModuleType] = dict(BY_HOST.values())


def page(board: DemoBoard) -> str:
    """The board's page for readers, as `manage.py add_source` takes it."""
    return BY_ATS[board.ats].page(board)
