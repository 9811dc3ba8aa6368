"""Making a cluster, and telling its server how to behave."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from . import LauncherError, binaries
from .account import Account
from .postmaster import PORT, USER, title
from .waiting import say

# The kernel's limit for the path of a socket, its closing NUL included: 104 on macOS, 108 on Linux.
LONGEST_SOCKET_PATH = 103


def create(data: Path, account: Account, programs: Path) -> None:
    """A new cluster, whole or not at all: it gets its name when it is ready."""
    if data.exists() and any(data.iterdir()):
        raise LauncherError(f"{data} is no PostgreSQL data folder, but it is not empty. Move it away.")
    say(f"Making a PostgreSQL {binaries.major(programs)} database in {data}")
    unfinished = data.with_name(f"{data.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    account.own(unfinished)
    initialise(unfinished, account, programs)
    unfinished.rename(data)


def initialise(data: Path, account: Account, programs: Path) -> None:
    """Trust is enough: nobody but the account, and root, can enter the folder of the socket."""
    command: list[str | Path] = [programs / "initdb", "-D", data, "-U", USER, "--auth=trust", "--encoding=UTF8"]
    command += locale_options(binaries.major(programs))
    run = subprocess.run(
        command, capture_output=True, text=True, cwd="/", env=environment(), check=False, **account.identity()
    )
    if run.returncode:
        raise LauncherError(f"initdb could not make a database in {data}:\n{run.stderr.strip()[-2000:]}")


def locale_options(major: int) -> list[str]:
    """One sort order and one idea of upper case on every machine, whatever its locales."""
    if major >= 17:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    return ["--locale=C.UTF-8"]


def environment() -> dict[str, str]:
    """Ours without the variables that steer PostgreSQL. macOS starts no server without LC_ALL."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**kept, "LC_ALL": "C"}


def check_version(data: Path, programs: Path) -> None:
    made_by, found = (data / "PG_VERSION").read_text().strip(), binaries.major(programs)
    if made_by != str(found):
        raise LauncherError(
            f"The database in {data} was made by PostgreSQL {made_by}, and {programs} is PostgreSQL {found}. Set "
            f"JOBBOARD_PG_BIN to the programs of {made_by}, or move the folder away to begin a new database."
        )


def server_command(data: Path, account: Account, programs: Path) -> list[str | Path]:
    """The data folder comes last: `postmaster.processes` knows the server by it."""
    settings = {
        "listen_addresses": "",
        "port": PORT,
        "unix_socket_directories": f'"{socket_dir(data, account)}"',
        "unix_socket_permissions": "0700",
        "cluster_name": title(data),
        "log_checkpoints": "off",  # nothing shortens the log of a server that runs for months
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return [programs / "postgres", *options, "-D", data]


def socket_dir(data: Path, account: Account) -> Path:
    """The data folder; a private one where its path is too long for a socket, or too odd to be told to libpq."""
    path = data / f".s.PGSQL.{PORT}"
    if len(bytes(path)) < LONGEST_SOCKET_PATH and re.fullmatch(r"[\w/. -]+", str(path)):
        return data
    private = Path(tempfile.mkdtemp(prefix="jobboard-"))
    account.own(private)
    return private
