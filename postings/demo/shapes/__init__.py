"""A board's jobs as its ATS tells them. One module per ATS, all with the same face:

- HOSTS: {host of the API: the `ats` of its boards}; ".recruitee.com" are all hosts that end so
- page(board): the board's page for readers
- token_in(host, path): the board that an address of the API asks for, or None
- key(job): its id
- record(job, board), shown(record, params): a job, and as much of it as a request asks for
- ENCODE(record): the same in bytes
- answer(records, params): the API's answer with these encoded records
- key_in(path): the job whose own answer an address asks for, or None
- MISSING: the answer when there is no such board; GZIP: whether answers are compressed
- AGES: whether a job is told otherwise as days go by; `shown` is then told `today`, a number

Where jobs have answers of their own, besides:

- own(job, board): a job's own answer; GONE: the answer when there is no such job
"""

from types import ModuleType

from postings.demo.employers import DemoBoard
from postings.demo.shapes import ashby, bamboohr, greenhouse, lever, personio, recruitee, smartrecruiters, workday

MODULES = (lever, greenhouse, ashby, smartrecruiters, workday, bamboohr, personio, recruitee)
BY_HOST: dict[str, tuple[str, ModuleType]] = {
    host: (ats, module) for module in MODULES for host, ats in module.HOSTS.items()
}
BY_ATS: dict[str, ModuleType] = dict(BY_HOST.values())


def at_host(host: str) -> tuple[str, ModuleType] | None:
    """The ATS that answers at `host`, or None."""
    if host in BY_HOST:
        return BY_HOST[host]
    return next((found for ending, found in BY_HOST.items() if ending[0] == "." and host.endswith(ending)), None)


def page(board: DemoBoard) -> str:
    """The board's page for readers, as `manage.py add_source` takes it."""
    return BY_ATS[board.ats].page(board)
