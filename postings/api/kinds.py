"""The kinds of values that a request may bring, each read in one way and refused in words.

A query string has only texts: true, 25 and a,b are read out of them there. JSON says itself what
each value is, so that there "25" is no number.
"""

import math
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

LONGEST = 200  # characters of one text
LONGEST_URL = 2000
LONGEST_SECRET = 100
MOST = 100  # values of one name
LARGEST = 2**31 - 1
EVENT_ID = "^[0-9]{0,18}$"  # "" is none

Reader = Callable[[Any, ValidationInfo], Any]


def refuse(words: str) -> PydanticCustomError:
    return PydanticCustomError("value", words.replace("{", "(").replace("}", ")"))


def kind(read: Reader, type_: Any, schema: dict[str, Any]) -> Any:
    return Annotated[type_, BeforeValidator(read), WithJsonSchema(schema)]


def from_query(info: ValidationInfo) -> bool:
    request = (info.context or {}).get("request")
    return request is None or request.method == "GET"


def shown(value: Any) -> str:
    return f"“{str(value)[:40]}”"


def read_truth(value: Any, info: ValidationInfo) -> bool | None:
    if isinstance(value, str) and from_query(info) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    if isinstance(value, bool) or value is None:
        return value
    raise refuse(f"takes true or false, not {shown(value)}")


def read_number(value: Any, info: ValidationInfo) -> float | None:
    if isinstance(value, str) and from_query(info):
        text = value.replace(",", "").replace("_", "")
        try:
            value = float(text.encode("ascii"))
        except ValueError:
            raise refuse(f"takes a number, not {shown(value)}") from None
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
        raise refuse(f"takes a number from 0, not {shown(value)}")
    return min(value, LARGEST)


def read_limit(value: Any, info: ValidationInfo) -> int:
    """Any whole number from 1; what is more than a list gives is cut to that by the list."""
    number = value
    if isinstance(value, str) and from_query(info) and value.isascii() and value.isdecimal():
        number = int(value[:20])
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    if isinstance(number, bool) or not isinstance(number, int) or number < 1:
        raise refuse(f"takes a whole number from 1, not {shown(value)}")
    return min(number, LARGEST)


def read_moment(value: Any, info: ValidationInfo) -> datetime | None:
    """A day is its first moment; a moment without a zone is in UTC."""
    if value is None:
        return None
    try:
        # In a query string a "+" that was not written as %2B arrives as a space.
        at = datetime.fromisoformat(value.strip().upper().replace(" ", "T" if value.count(":") < 3 else "+"))
    except (ValueError, AttributeError):
        raise refuse(
            f"takes a day or a moment, such as 2026-05-29 or 2026-05-29T07:00:52Z, not {shown(value)}"
        ) from None
    try:
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except OverflowError:
        return datetime(1 if at.year < 1000 else 9999, 1, 1, tzinfo=UTC)


def read_text(value: Any, info: ValidationInfo, longest: int = LONGEST) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise refuse(f"takes a text, not {shown(value)}")
    if len(value) > longest:
        raise refuse(f"takes at most {longest} characters, not {len(value)}")
    return value.strip()


def read_secret(value: Any, info: ValidationInfo) -> str:
    return read_text(value, info, LONGEST_SECRET)


def read_event_id(value: Any, info: ValidationInfo) -> str:
    text = read_text(value, info)
    if not re.fullmatch(EVENT_ID, text):
        raise refuse(f"takes an event_id, such as 1024, not {shown(value)}")
    return text


def read_texts(value: Any, info: ValidationInfo, longest: int = LONGEST) -> list[str]:
    """One text, or several."""
    several = value if isinstance(value, list) else [] if value is None else [value]
    if len(several) > MOST:
        raise refuse(f"takes at most {MOST} values, not {len(several)}")
    return [text for text in dict.fromkeys(read_text(each, info, longest) for each in several) if text]


def read_urls(value: Any, info: ValidationInfo) -> list[str]:
    return read_texts(value, info, LONGEST_URL)


def read_list(value: Any, info: ValidationInfo) -> list[str]:
    """Several words; in a query string and in a text they may stand between commas."""
    several = value if isinstance(value, list) else [] if value is None else [value]
    if not all(isinstance(each, str) for each in several):
        raise refuse(f"takes a text or several, not {shown(value)}")
    return read_texts([part.strip() for each in several for part in each.split(",")], info)


TEXT = {"type": "string", "maxLength": LONGEST, "pattern": r"^[^\u0000]*$"}  # as PostgreSQL keeps texts
TEXTS = {"anyOf": [{"type": "array", "items": TEXT, "maxItems": MOST}, TEXT]}

Truth = kind(read_truth, bool | None, {"type": "boolean"})
Amount = kind(read_number, float | None, {"type": "number", "minimum": 0})
Limit = kind(read_limit, int, {"type": "integer", "minimum": 1})
Moment = kind(
    read_moment,
    datetime | None,
    {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]},
)
Text = kind(read_text, str, TEXT)
EventId = kind(read_event_id, str, {"type": "string", "pattern": EVENT_ID})
Secret = kind(read_secret, str, TEXT | {"maxLength": LONGEST_SECRET})
URL = TEXT | {"maxLength": LONGEST_URL}
URLS = {"anyOf": [{"type": "array", "items": URL, "maxItems": MOST}, URL]}
Urls = kind(read_urls, list[str], URLS)
Texts = kind(read_texts, list[str], TEXTS)
Listed = kind(read_list, list[str], TEXTS)

# Ids in an address: what they look like. One that looks otherwise is of nothing here.
JobId = Annotated[str, WithJsonSchema({"type": "string", "pattern": "^[0-9a-f]{40}$"})]
Uuid = Annotated[str, WithJsonSchema({"type": "string", "format": "uuid"})]


def one_of(words: tuple[str, ...]) -> Any:
    """One word of a few."""

    def read(value: Any, info: ValidationInfo) -> str:
        if value in (None, ""):
            return ""
        if value not in words:
            raise refuse(f"takes {' or '.join(words)}, not {shown(value)}")
        return value

    return kind(read, str, {"type": "string", "enum": ["", *words]})


def any_of(words: tuple[str, ...]) -> Any:
    """Some words of a few."""

    def read(value: Any, info: ValidationInfo) -> list[str]:
        several = read_list(value, info)
        for word in several:
            if word not in words:
                raise refuse(f"takes {', '.join(words)}, not {shown(word)}")
        return several

    item = {"type": "string", "enum": ["", *words]}
    return kind(read, list[str], {"anyOf": [{"type": "array", "items": item, "maxItems": MOST}, item]})
