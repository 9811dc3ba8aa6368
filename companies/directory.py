"""The directory: which company lists its jobs on which board."""

import hashlib
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from companies import naming, providers
from companies.models import Company, Source
from companies.providers.base import Board

SLUG_LENGTH = 80
# C, C++, C# ... More companies that differ in nothing that an address can show are not to be expected.
ALIKE = 100


class NotABoard(ValueError):
    """A URL that names no board we can read; the text says what we look for instead."""


def add_source(url: str, name: str = "", now: datetime | None = None) -> tuple[Source, bool]:
    """The source behind a careers URL of any form, and whether it is new.

    The company is the one called `name`, or else one named after the board's token; it is
    made when there is none. Raises NotABoard.
    """
    found = providers.board_in(url.strip())
    if found is None:
        names = ", ".join(sorted((reader.NAME for reader in providers.PROVIDERS.values()), key=str.casefold))
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
            "company": company_named(name or naming.readable(board.token), board.token),
            "board": board.token,
            "created_at": now,
            "next_due_at": now,
        },
    )
    return source, is_new


def company_named(name: str, token: str = "") -> Company:
    """The company that `name` means, made when there is none.

    It is known by the words of its name without the legal form, and by nothing less: no two names that merely
    resemble one another are one company. A name with its legal form is kept as an alias. Whoever hides its name
    is a company of its own for each board, called by the board's `token`.
    """
    full = naming.tidy(name)
    if naming.is_hidden(full):
        return make_company(naming.undisclosed(token or full), full)
    known = called(full)
    if known is None:
        return make_company(naming.clean(full), full)
    remember(known, full)
    return known


def called(name: str) -> Company | None:
    """The company whose name has the same key: naming.key. The oldest, if an admin has named two alike."""
    cleaned = naming.clean(name)
    slug = slug_for(cleaned)
    # An admin may have called it by its full name, and another company may have its address already.
    near = Company.objects.filter(Q(name=cleaned) | Q(slug=slug) | Q(slug__startswith=f"{slug}-")).order_by("id")
    wanted = naming.key(name)
    return next((company for company in near if naming.key(company.name) == wanted), None)


def make_company(name: str, full: str) -> Company:
    aliases = [full] if full and full != name else []
    base = slug_for(name)
    for _ in range(5):
        try:
            with transaction.atomic():
                return Company.objects.create(name=name, slug=free_slug(base), aliases=aliases)
        except IntegrityError:  # another process was quicker
            if not naming.is_hidden(full) and (known := called(full)):
                return known
    raise IntegrityError(f"No address for {name!r} is free.")


def remember(company: Company, full: str) -> None:
    """Keep a name with its legal form."""
    if full and full != company.name and full not in company.aliases:
        company.aliases = [*company.aliases, full]
        company.save(update_fields=["aliases"])


def free_slug(base: str) -> str:
    """The first of the addresses that is no company's and never was: an old one leads on."""
    return next(slug for slug in addresses(base) if not Company.objects.at(slug).exists())


def addresses(base: str) -> list[str]:
    """`base`, base-2, base-3 ... for companies of different names with the same letters."""
    return [base, *(f"{base[: SLUG_LENGTH - 4]}-{number}" for number in range(2, ALIKE))]


def slug_for(name: str) -> str:
    """The address of a company of this name; one without Latin letters gets a short digest."""
    slug = slugify(name)[:SLUG_LENGTH].strip("-")
    return slug or f"company-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def rename(company: Company, name: str) -> None:
    """Call `company` by `name`; its old name stays an alias and its old address leads here.

    A slug that is, or was, another company's is not taken: the address then stays.
    """
    name = naming.tidy(name)
    if not name or name == company.name:
        return
    company.aliases = [*(alias for alias in company.aliases if alias != name), company.name]
    company.name = name
    slug = slug_for(name)
    if slug != company.slug and not Company.objects.at(slug).exclude(id=company.id).exists():
        company.former_slugs = [*(old for old in company.former_slugs if old != slug), company.slug]
        company.slug = slug
    company.save()


def call_as_board_does(company: Company, name: str, token: str) -> None:
    """Call `company` as its board names it, cleaned; with its legal form it is an alias.

    One that hides its name is told from others by the board's `token`.
    """
    full = naming.tidy(name)
    if naming.is_hidden(full):
        rename(company, naming.undisclosed(token))
    elif naming.clean(full) != company.name:
        rename(company, naming.clean(full))
    if full != company.name:
        remember(company, full)
