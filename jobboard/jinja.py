"""The public pages' template environment: a few words that any page may use."""

import json
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from postings.api import lines
from postings.story import wording


def environment(**options: Any) -> Environment:
    """Autoescaped; a name that a page was not given is an error, not an empty place."""
    env = Environment(  # noqa: S701 -- Django's backend asks for autoescape in `options`
        **{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True},
    )
    env.globals.update(static=cache(static), site_name=settings.SITE_NAME, site_url=settings.SITE_URL)
    env.globals.update(api_lines=lines)
    env.filters.update(day=day, moment=moment, number=number, count=count, days=days, pretty=pretty, json_ld=json_ld)
    env.filters.update(called=wording.name)
    return env


def day(at: datetime | None, missing: str = "not stated") -> Markup | str:
    """2026-05-07, in a <time> that knows the moment."""
    if at is None:
        return missing
    date, time = written(at)
    return Markup(f'<time datetime="{date}T{time}Z">{date}</time>')  # noqa: S704 -- digits


def moment(at: datetime | None, missing: str = "not stated") -> Markup | str:
    """2026-05-07 13:42:39Z, as a <time>."""
    if at is None:
        return missing
    date, time = written(at)
    return Markup(f'<time datetime="{date}T{time}Z">{date} {time}Z</time>')  # noqa: S704 -- digits


def written(at: datetime) -> tuple[str, str]:
    """Date and time of day in UTC. A page has a dozen moments, and strftime takes ten times as long as this."""
    text = at.astimezone(UTC).isoformat(" ", "seconds")
    return text[:10], text[11:19]


def number(value: int) -> str:
    return f"{value:,}"


def count(value: int, one: str, many: str = "") -> str:
    """ "1 job", "2,345 jobs" """
    return f"{value:,} {one if value == 1 else many or one + 's'}"


def days(number: int) -> str:
    """ "1 day", "12 days", "less than a day" """
    return count(number, "day") if number > 0 else "less than a day"


def pretty(value: Any) -> Markup:
    """JSON for reading."""
    return escape(json.dumps(value, indent=2, ensure_ascii=False))


def json_ld(value: Any) -> Markup:
    """JSON that nothing in it can break out of a <script>."""
    text = json.dumps(value, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 -- every character that could end the element is escaped above
