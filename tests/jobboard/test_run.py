"""What `make run` does before gunicorn takes over, and how it is handed over."""

import os
import socket

import pytest
from django.core.management import CommandError
from django.db import OperationalError, connection

from jobboard.embedded.launcher import Server
from jobboard.management import preparing
from jobboard.management.commands import db, run
from tests import make


@pytest.fixture
def called(monkeypatch):
    """The names of the commands that would have been called."""
    names = []
    monkeypatch.setattr(preparing, "call_command", lambda name, **options: names.append(name))
    return names


def test_a_taken_port_is_told_with_the_way_out():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"port {port} .*in use.* PORT=8001 make run"):
            run.listen("127.0.0.1", port)


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 99_999), ("192.0.2.1", 8000), ("no such host", 8000)])
def test_an_address_that_cannot_be_served_is_told_too(host, port):
    with pytest.raises(CommandError, match=rf"{port}.* Choose another: PORT=8001 make run"):
        run.listen(host, port)


def test_gunicorn_inherits_the_port_and_never_debug(monkeypatch):
    handed = []
    monkeypatch.setenv("DEBUG", "1")
    monkeypatch.setattr(os, "execve", lambda *arguments: handed.extend(arguments))
    monkeypatch.setattr(os, "chdir", lambda folder: None)
    with run.listen("127.0.0.1", 0) as listener:
        run.serve(listener)
        assert os.get_inheritable(listener.fileno())
        assert f"fd://{listener.fileno()}" in handed[1]
    assert handed[2]["DEBUG"] == "0"


def test_a_database_that_cannot_be_reached_is_told_in_words(monkeypatch):
    def refuse():
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "ensure_connection", refuse)
    monkeypatch.setattr(preparing, "PATIENCE_SECONDS", 0.05)
    with pytest.raises(CommandError, match="no database to work with: connection refused"):
        preparing.reach_database()


@pytest.mark.django_db
def test_only_one_process_prepares_at_a_time():
    other = connection.copy()
    ask = f"SELECT pg_try_advisory_lock({preparing.PREPARING})"
    try:
        with other.cursor() as cursor:
            with preparing.alone():
                cursor.execute(ask)
                assert cursor.fetchone() == (False,)
            cursor.execute(ask)
            assert cursor.fetchone() == (True,)
    finally:
        other.close()


@pytest.mark.django_db
def test_a_migrated_database_is_not_migrated_again(called):
    preparing.migrate()
    assert called == []


@pytest.mark.django_db
class TestFilling:
    @pytest.fixture(autouse=True)
    def var(self, settings, tmp_path):
        settings.VAR_DIR = tmp_path
        return tmp_path

    def test_an_empty_database_gets_the_demo_world(self, called, var):
        preparing.fill_if_empty()
        assert called == ["demo"]
        assert list(var.iterdir()) == []

    def test_a_database_with_companies_is_left_alone(self, called):
        make.company()
        preparing.fill_if_empty()
        assert called == []

    def test_a_demo_world_whose_building_was_killed_is_built_on(self, called, monkeypatch):
        def die(name):
            make.company()
            raise SystemExit

        with monkeypatch.context() as killed:
            killed.setattr(preparing, "call_command", die)
            with pytest.raises(SystemExit):
                preparing.fill_if_empty()
        preparing.fill_if_empty()
        assert called == ["demo"]

    def test_a_half_built_world_that_was_put_to_real_use_is_served_as_it_is(self, called, var, monkeypatch, capsys):
        def refuse(name):
            raise CommandError("It holds other companies.")

        make.company()
        (var / "demo.unfinished").touch()
        with monkeypatch.context() as used:
            used.setattr(preparing, "call_command", refuse)
            preparing.fill_if_empty()
        preparing.fill_if_empty()
        assert called == []
        assert "It holds other companies." in capsys.readouterr().err


@pytest.fixture
def css(settings, tmp_path):
    """The one static file of a small site."""
    settings.VAR_DIR = tmp_path / "var"
    settings.STATIC_ROOT = tmp_path / "staticfiles"
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [tmp_path / "static"]
    (tmp_path / "static").mkdir()
    file = tmp_path / "static" / "site.css"
    file.write_text("a {}")
    return file


def test_static_files_are_collected_when_one_has_changed(css, settings, capsys):
    def collected():
        preparing.collect_static_files()
        return "Collecting" in capsys.readouterr().err, (settings.STATIC_ROOT / "site.css").read_text()

    assert collected() == (True, "a {}")
    assert collected() == (False, "a {}")
    css.write_text("body {}")
    os.utime(css, (css.stat().st_atime, css.stat().st_mtime + 60))  # Django compares whole seconds
    assert collected() == (True, "body {}")


def test_a_server_that_is_not_ours_is_neither_stopped_nor_described(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "ENGINE", "django.db.backends.postgresql")
    for action in ("start", "stop", "status"):
        with pytest.raises(CommandError, match="DATABASE_URL names a server that is not ours"):
            db.Command().handle(action)


@pytest.mark.parametrize(
    ("server", "words"),
    [(Server(7, "/srv/pg", "/srv/pg", "18"), "18 runs (process 7) on the data in /srv/pg"), (None, "does not run")],
)
def test_the_state_of_our_server_is_told_in_words(monkeypatch, server, words):
    monkeypatch.setattr(db.launcher, "status", lambda pgdata: server)
    assert words in db.Command().status()
