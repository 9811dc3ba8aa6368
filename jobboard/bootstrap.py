"""Make `.venv` and install the requirements in it: what `make run` and `make test` do first.

Runs on the machine's own Python with nothing but its standard library, and says in a sentence
what is missing. When all is done already it finds out in a moment. Two at once wait for each
other, and what was killed half-way is made anew.

    python3 jobboard/bootstrap.py          for the site
    python3 jobboard/bootstrap.py --dev    for the tests and tools too
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path

NEEDED = (3, 11)  # this file keeps to the syntax of 3.6, so that an older Python gets as far as saying so

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = PROJECT / "var" / "bootstrap.lock"
LOG = PROJECT / "var" / "bootstrap.log"
UNFINISHED = PROJECT / "var" / "bootstrap.unfinished"


class Trouble(Exception):
    """What is wrong and what to do, in words for the person at the keyboard."""


def main(arguments) -> None:
    wanted = "requirements-dev.txt" if "--dev" in arguments else "requirements.txt"
    try:
        check_python()
        if not is_installed(wanted):
            with locked() as lock:
                install(wanted, lock)
    except (Trouble, OSError) as trouble:
        sys.exit(f"Cannot prepare {VENV}: {trouble}")
    except KeyboardInterrupt:
        sys.exit("\nStopped half-way; the next run begins anew.")


def check_python() -> None:
    if sys.version_info < NEEDED:
        found = f"{sys.executable} is {sys.version_info[0]}.{sys.version_info[1]}"
        raise Trouble(f"Python 3.11 or newer is needed, and {found}. Name another: make run PYTHON=python3.12")
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        raise Trouble("this Python cannot make environments. On Debian or Ubuntu: apt-get install python3-venv")


def is_installed(wanted: str) -> bool:
    stamp = stamp_of(wanted)
    return PYTHON.exists() and stamp.exists() and stamp.read_text() == fingerprint(wanted)


def stamp_of(wanted: str) -> Path:
    return VENV / f"{wanted}.installed"


def fingerprint(wanted: str) -> str:
    """Of the requirements, and of the Python behind the environment, which an upgrade of the system exchanges."""
    parts = [os.path.realpath(str(PYTHON)).encode()]
    parts += [(PROJECT / name).read_bytes() for name in covered_by(wanted)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def covered_by(wanted: str) -> list:
    """The requirement files that are installed with this one; the tools' includes the site's."""
    return sorted({wanted, "requirements.txt"})


@contextlib.contextmanager
def locked():
    LOCK.parent.mkdir(exist_ok=True)
    with LOCK.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another process is installing; waiting for it ...", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock


def install(wanted: str, lock) -> None:
    if is_installed(wanted):  # by the process that we waited for
        return
    begin_anew = UNFINISHED.exists() or not is_sound()
    UNFINISHED.touch()
    if begin_anew:
        work("Making a Python environment in .venv", [sys.executable, "-m", "venv", "--clear", str(VENV)], lock)
    pip = [str(PYTHON), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    work(f"Installing {wanted} (this once, about half a minute)", [*pip, "-r", str(PROJECT / wanted)], lock)
    for name in covered_by(wanted):
        stamp_of(name).write_text(fingerprint(name))
    UNFINISHED.unlink()


def is_sound() -> bool:
    """Whether the environment there is, perhaps made by hand, has a pip on a new enough Python."""
    question = f"import pip, sys; sys.exit(sys.version_info < {NEEDED})"
    return PYTHON.exists() and subprocess.call([str(PYTHON), "-c", question], stderr=subprocess.DEVNULL) == 0


def work(task: str, command: list, lock) -> None:
    """Run `command` with a dot a second; what it says is shown only when it fails.

    It holds the lock too: if we are killed and it lives on, the next process waits for its end.
    """
    print(task, end=" ", flush=True)
    began = time.monotonic()
    with LOG.open("w") as log:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, pass_fds=[lock.fileno()])
    while process.returncode is None:
        try:
            process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            print(".", end="", flush=True)
    print(f" {time.monotonic() - began:.0f} s", flush=True)
    if process.returncode:
        end = "\n".join(LOG.read_text(errors="replace").splitlines()[-15:])
        raise Trouble(f"this went wrong (all of it is in {LOG}):\n{end}")


if __name__ == "__main__":
    main(sys.argv[1:])
