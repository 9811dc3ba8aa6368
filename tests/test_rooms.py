"""The house has three rooms, and their doors open one way: jobboard -> postings -> companies."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FORBIDDEN = {"companies": {"postings", "jobboard"}, "postings": {"jobboard"}}
PURE = ["companies/providers", "postings/normalise", "postings/lifecycle.py", "postings/tokens.py", "postings/words.py"]


def imports(file: Path) -> set[str]:
    """The modules that `file` imports, by their full names."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def files(path: str) -> list[Path]:
    place = ROOT / path
    return [place] if place.is_file() else sorted(place.rglob("*.py"))


@pytest.mark.parametrize("room", FORBIDDEN)
def test_a_room_imports_nothing_from_the_rooms_in_front_of_it(room):
    wrong = {
        str(file.relative_to(ROOT)): sorted(names)
        for file in files(room)
        if (names := {name for name in imports(file) if name.split(".")[0] in FORBIDDEN[room]})
    }
    assert wrong == {}


@pytest.mark.parametrize("path", PURE)
def test_what_is_called_pure_knows_neither_django_nor_a_clock_nor_a_socket(path):
    impure = {"django", "socket", "time", "httpx2", "urllib.request", "psycopg"}
    wrong = {
        str(file.relative_to(ROOT)): sorted(names)
        for file in files(path)
        if (names := {name for name in imports(file) if name in impure or name.split(".")[0] in impure})
    }
    assert wrong == {}
