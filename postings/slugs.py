"""The readable part of a posting's address."""

from functools import lru_cache

from django.utils.text import slugify

LENGTH = 80


@lru_cache(maxsize=20_000)
def slug_of(title: str) -> str:
    """ "senior-engineer-payments"; "job" for a title without a Latin letter or a digit. A list makes 25 of them."""
    return slugify(title)[:LENGTH].strip("-") or "job"
