"""The directory: which company lists its jobs on which board."""

import hashlib
import re
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from companies import providers
from companies.models import Company, Source
from companies.providers.base import Board


class NotABoard(ValueError):
    """A URL that names no board we can read; the text says what we look for instead."""


def add_source(url: str, name: str = "", now: datetime | None = None) -> tuple[Source, bool]:
    """The source behind a careers URL of any form, and whether it is new.

    The company is the one called `name`, or else one named after the board's token; it is
    made when there is none. Raises NotABoard.
    """
    found = providers.board_in(url.strip())
    if found is None:
        names = ", ".join(reader.NAME for reader in providers.PROVIDERS.values())
        raise NotABoard(f"{url[:200]!r} names no board of {names}.")
    return add_board(*found, name=name, now=now)


@transaction.atomic
def add_board(provider: str, board: Board, name: str = "", now: datetime | None = None) -> tuple[Source, bool]:
    """The source of `board`; see add_source. A board asked at the same address is the same board."""
    reader = providers.PROVIDERS[provider]
    for source in Source.objects.filter(provider=provider, board=board.token).select_related("company"):
        if reader.first(source.address) == reader.first(board):
            return source, False
    now = now or timezone.now()
    source, is_new = Source.objects.get_or_create(
        provider=provider,
        url=board.url,
        defaults={
            "company": company_named(name or readable(board.token)),
            "board": board.token,
            "created_at": now,
            "next_due_at": now,
        },
    )
    return source, is_new


def readable(token: str) -> str:
    """A board's token as a company's name: "forward-financing" -> "Forward Financing"; "DeepL" stays."""
    words = re.sub(r"\.(com|io|ai|co|dev|org|net|jobs)(\.[a-z]{2})?$", "", token, flags=re.IGNORECASE)
    words = re.sub(r"[-_+\s]+", " ", words).strip() or token
    return " ".join(word if any(c.isupper() for c in word) else word.capitalize() for word in words.split(" "))


def company_named(name: str) -> Company:
    """The company of this name, made when there is none."""
    name = name.strip()[:200]
    if company := Company.objects.filter(slug=slug_for(name)).first():
        return company
    try:
        with transaction.atomic():
            return Company.objects.create(name=name, slug=slug_for(name))
    except IntegrityError:  # another process was quicker
        return Company.objects.get(slug=slug_for(name))


def slug_for(name: str) -> str:
    """The address of a company of this name; one without Latin letters gets a short digest."""
    return slugify(name)[:80].strip("-") or f"company-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def rename(company: Company, name: str) -> None:
    """Call `company` by `name`; its old name stays an alias and its old address leads here.

    A slug that is, or was, another company's is not taken: the address then stays.
    """
    name = name.strip()[:200]
    if not name or name == company.name:
        return
    company.aliases = [*(alias for alias in company.aliases if alias != name), company.name]
    company.name = name
    slug = slug_for(name)
    if slug != company.slug and not Company.objects.at(slug).exclude(id=company.id).exists():
        company.former_slugs = [*(old for old in company.former_slugs if old != slug), company.slug]
        company.slug = slug
    company.save()
