"""The body of a POST, read without guessing: what another reader could take otherwise is refused."""

import json
from typing import Any

from postings.api.errors import Problem

LARGEST = 256 * 1024  # bytes; a hundred ids and every filter at its longest are 40 kB
DEEPEST = 20


def parse(body: bytes) -> dict[str, Any]:
    """The JSON object in `body`; `Problem` says what is wrong with it."""
    if len(body) > LARGEST:
        raise Problem(413, f"The body has {len(body):,} bytes; at most {LARGEST:,} are read.")
    if not body:
        return {}
    try:
        value = json.loads(body.decode(), parse_constant=no_number, object_pairs_hook=once)
    except UnicodeDecodeError:
        raise Problem(400, "The body is not UTF-8.") from None
    except RecursionError:
        raise Problem(400, f"The JSON is nested too deeply: at most {DEEPEST} levels are read.") from None
    except ValueError as error:
        raise Problem(400, f"The body is no JSON: {str(error)[:120]}.") from None
    if not isinstance(value, dict):
        raise Problem(400, f"The body must be a JSON object, not {name_of(value)}.")
    check(value)
    return value


def no_number(word: str) -> float:
    raise Problem(400, f"{word} is no number in JSON.")


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise Problem(400, f"“{name[:40]}” stands twice in the JSON.")
        found[name] = value
    return found


def check(value: Any, depth: int = 1) -> None:
    """That it is not too deep, and has no text that no database could hold."""
    if depth > DEEPEST:
        raise Problem(400, f"The JSON is nested too deeply: at most {DEEPEST} levels are read.")
    if isinstance(value, str):
        check_text(value)
    elif isinstance(value, dict):
        for name, inner in value.items():
            check_text(name)
            check(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            check(inner, depth + 1)


def check_text(text: str) -> None:
    if "\0" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise Problem(400, "A text in the JSON holds a character that no text has: NUL, or half of a surrogate pair.")


def name_of(value: Any) -> str:
    names = {list: "an array", str: "a string", bool: "a truth value", type(None): "null"}
    return names.get(type(value), "a number")
