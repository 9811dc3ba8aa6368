"""A pytest plugin that `make test` uses: a second run waits, since the two would drop each other's databases."""

from contextlib import ExitStack

from jobboard.embedded.waiting import locked

LONGEST_RUN_SECONDS = 3600


def pytest_configure(config):
    if hasattr(config, "workerinput"):  # one of the processes of the run that has the lock
        return
    held = ExitStack()
    config.add_cleanup(held.close)
    held.enter_context(
        locked(config.rootpath / "var" / "tests.lock", "Waiting for another test run", LONGEST_RUN_SECONDS)
    )
