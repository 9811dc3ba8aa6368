"""Actions of the admin that ask before they act: a page says what will happen, and what is chosen there comes back."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse


def is_confirmed(request: HttpRequest) -> bool:
    return request.POST.get("confirmed") == "yes"


def ask(
    request: HttpRequest,
    chosen: QuerySet,
    action: str,
    title: str,
    sentences: Sequence[str],
    button: str,
    question: str = "",
) -> HttpResponse:
    """The page that asks. With a `question` one of the `chosen` is to be picked; `picked` finds it."""
    rows: list[Model] = list(chosen)
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "opts": chosen.model._meta,
        "title": title,
        "sentences": sentences,
        "question": question,
        "choices": [(row.pk, describe(row)) for row in rows] if question else [],
        "chosen": [describe(row) for row in rows],
        "selected": [row.pk for row in rows],
        "action": action,
        "button": button,
        "back": request.get_full_path(),
    }
    return TemplateResponse(request, "admin/confirm.html", context)


def describe(row: Model) -> str:
    return f"{row} ({row.slug})" if hasattr(row, "slug") else str(row)


def picked(request: HttpRequest, chosen: QuerySet) -> Model | None:
    """The one of `chosen` that was picked."""
    choice = request.POST.get("choice", "")
    return chosen.filter(pk=choice).first() if choice.isdecimal() and len(choice) < 10 else None
