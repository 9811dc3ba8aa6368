"""Moments as a person who keeps the site wants them: how long ago, and the moment itself beside it."""

from datetime import datetime

from django import template
from django.utils.html import format_html

register = template.Library()
STEPS = ((86_400, "d"), (3600, "h"), (60, "min"))


@register.filter
def ago(at: datetime | None, now: datetime) -> str:
    """ "3 h ago", the moment in its title; "never" when there is none."""
    if at is None:
        return "never"
    return format_html('<time datetime="{0}" title="{0}">{1}</time>', at.strftime("%Y-%m-%d %H:%M:%SZ"), words(at, now))


def words(at: datetime, now: datetime) -> str:
    seconds = (now - at).total_seconds()
    for size, name in STEPS:
        if abs(seconds) >= size:
            number = f"{int(abs(seconds) // size):,} {name}"
            return f"in {number}" if seconds < 0 else f"{number} ago"
    return "just now"
