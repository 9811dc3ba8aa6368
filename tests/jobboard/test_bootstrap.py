"""`make` before anything is installed."""

import ast
from pathlib import Path

import pytest

from jobboard import bootstrap

SOURCE = Path(bootstrap.__file__)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project without an environment; the commands that would make one are noted instead of run."""
    for name, path in {
        "PROJECT": tmp_path,
        "VENV": tmp_path / ".venv",
        "PYTHON": tmp_path / ".venv" / "python",
        "LOCK": tmp_path / "var" / "bootstrap.lock",
        "UNFINISHED": tmp_path / "var" / "bootstrap.unfinished",
    }.items():
        monkeypatch.setattr(bootstrap, name, path)
    (tmp_path / "requirements.txt").write_text("Django==5.2\n")
    (tmp_path / "requirements-dev.txt").write_text("-r requirements.txt\npytest==9\n")
    monkeypatch.setattr(bootstrap, "is_sound", lambda: bootstrap.PYTHON.exists())
    monkeypatch.setattr(bootstrap, "work", note)
    note.commands = []
    return tmp_path


def note(task, command, lock):
    note.commands.append("venv" if "venv" in command else Path(command[-1]).name)
    bootstrap.VENV.mkdir(exist_ok=True)
    bootstrap.PYTHON.touch()


def test_an_old_python_gets_as_far_as_the_sentence_that_says_so(monkeypatch):
    ast.parse(SOURCE.read_text(), feature_version=(3, 6))
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SystemExit, match=r"Python 3\.11 or newer is needed, and .* is 3\.9"):
        bootstrap.main([])


def test_a_python_without_venv_hears_of_the_package_that_is_missing(monkeypatch):
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match="apt-get install python3-venv"):
        bootstrap.main([])


def test_what_is_installed_is_not_installed_again(project):
    bootstrap.main([])
    bootstrap.main([])
    assert note.commands == ["venv", "requirements.txt"]


def test_the_tools_include_what_the_site_needs(project):
    bootstrap.main(["--dev"])
    bootstrap.main([])
    assert note.commands == ["venv", "requirements-dev.txt"]


def test_changed_requirements_are_installed_into_the_environment_there_is(project):
    bootstrap.main([])
    (project / "requirements.txt").write_text("Django==5.3\n")
    bootstrap.main([])
    assert note.commands == ["venv", "requirements.txt", "requirements.txt"]


def test_an_installation_that_was_killed_is_made_anew(project, monkeypatch):
    def die(task, command, lock):
        note(task, command, lock)
        raise KeyboardInterrupt

    monkeypatch.setattr(bootstrap, "work", die)
    with pytest.raises(SystemExit, match="begins anew"):
        bootstrap.main([])
    monkeypatch.setattr(bootstrap, "work", note)
    bootstrap.main([])
    assert note.commands == ["venv", "venv", "requirements.txt"]


def test_a_failed_installation_shows_how_it_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(bootstrap, "LOG", tmp_path / "log")
    with (tmp_path / "lock").open("w") as lock, pytest.raises(bootstrap.Trouble, match="no such package"):
        bootstrap.work("Installing", ["sh", "-c", "echo no such package; exit 1"], lock)
