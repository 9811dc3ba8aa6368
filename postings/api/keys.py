"""API keys. Reading needs none; a key lifts the limit and owns webhooks. Only its hash is kept."""

import secrets
from hashlib import sha256

from django.http import HttpRequest

from postings.api.errors import Problem
from postings.api.models import ApiKey

PREFIX = "jobs_live_"
SHOWN = len(PREFIX) + 4  # characters by which an admin knows a key again


def give_text(key: ApiKey) -> str:
    """The text of a new key, not saved yet: it is kept nowhere, so this is the one time to show it."""
    text = f"{PREFIX}{secrets.token_urlsafe(32)}"
    key.shown, key.hash = text[:SHOWN], hashed(text)
    return text


def hashed(text: str) -> str:
    """A key is 256 bits of chance: nobody guesses it, however fast the hash."""
    return sha256(text.encode()).hexdigest()


def sent(request: HttpRequest) -> str:
    """The key that a request brings, in either of the two headers; "" for none."""
    if text := request.headers.get("x-api-key", "").strip():
        return text
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    return text.strip() if scheme.lower() == "bearer" else ""


def key_of(request: HttpRequest) -> ApiKey | None:
    """The key of a request, unless it is unknown or revoked: then it reads as anyone may."""
    text = sent(request)
    if not text.startswith(PREFIX):
        return None
    return ApiKey.objects.filter(hash=hashed(text), revoked_at=None).first()


def needed(request: HttpRequest) -> ApiKey:
    if request.api_key is None:
        why = "This key is unknown or was revoked." if sent(request) else "This needs a key."
        raise Problem(401, f"{why} Send one as x-api-key, or as Authorization: Bearer.")
    return request.api_key
