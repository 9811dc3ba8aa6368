"""Names that a request brings and that mean nothing here."""

import difflib
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.http import HttpRequest
from pydantic import BaseModel

from postings.filters import TRACKING


@cache
def known(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(field.alias or name for name, field in model.model_fields.items())


def ignored(request: HttpRequest, model: type[BaseModel]) -> dict[str, Any]:
    """For `meta`: what stands in the address and is not read, where there is any."""
    names = [name[:60] for name in request.GET if name not in known(model) and not name.startswith(TRACKING)]
    return {"ignored": names[:20]} if names else {}


def no_such(name: str, names: Iterable[str]) -> str:
    near = difflib.get_close_matches(name[:60], list(names), 1)
    return f"“{name[:60]}” is no name here.{f' Did you mean “{near[0]}”?' if near else ''}"
