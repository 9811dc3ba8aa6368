"""Who runs the server: ourselves, unless we are root, for whom PostgreSQL refuses to run."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import LauncherError

USUAL_ACCOUNTS = ("postgres", "nobody")


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int

    @property
    def is_us(self) -> bool:
        return self.uid == os.geteuid()

    def identity(self) -> dict[str, Any]:
        """What makes `subprocess` run a program as this account."""
        return {} if self.is_us else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        if not self.is_us:
            os.chown(path, self.uid, self.gid)

    def can_enter(self, folder: Path) -> bool:
        """Asked as that account: file modes alone do not tell (ACLs, mounts, security modules)."""
        return self._succeeds(["/bin/sh", "-c", 'cd "$1"', "sh", folder])

    def can_run(self, program: Path) -> bool:
        return self._succeeds([program, "--version"])

    def _succeeds(self, command: list[str | Path]) -> bool:
        try:
            asked = subprocess.run(command, capture_output=True, cwd="/", check=False, **self.identity())
        except OSError:
            return False
        return asked.returncode == 0


def ourselves() -> Account:
    return Account(name_of(os.geteuid()), os.geteuid(), os.getegid())


def owner(path: Path) -> Account:
    found = path.stat()
    return Account(name_of(found.st_uid), found.st_uid, found.st_gid)


def unprivileged() -> Account:
    """The existing account that root lends to the server; JOBBOARD_PG_USER names another."""
    told = os.environ.get("JOBBOARD_PG_USER")
    for name in [told] if told else USUAL_ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(name, entry.pw_uid, entry.pw_gid)
    raise LauncherError(
        f"PostgreSQL does not run as root, and there is no unprivileged account {told or ' or '.join(USUAL_ACCOUNTS)}. "
        "Name one with JOBBOARD_PG_USER, or set DATABASE_URL to use a server."
    )


def name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:  # a container may run under a number without a name
        return f"number {uid}"
