"""What answers are wrapped in: {"data": {...}} one record, {"data": [...], "meta": {...}} a list."""

from collections.abc import Iterable
from json import JSONEncoder
from typing import Any

from django.http import HttpResponse

# Unescaped and without spaces: a third smaller for texts that are not English.
dumps = JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode
JSON = "application/json"


def one(record: Any, status: int = 200) -> HttpResponse:
    return HttpResponse(f'{{"data":{dumps(record)}}}', content_type=JSON, status=status)


def many(records: Iterable[Any], **meta: Any) -> HttpResponse:
    return HttpResponse(f'{{"data":{dumps(list(records))},"meta":{dumps(meta)}}}', content_type=JSON)


def one_written(record: bytes) -> HttpResponse:
    """A record that is JSON already."""
    return HttpResponse(b'{"data":%b}' % record, content_type=JSON)


def many_written(records: Iterable[bytes], **meta: Any) -> HttpResponse:
    content = (b'{"data":[', b",".join(records), b'],"meta":', dumps(meta).encode(), b"}")
    return HttpResponse(b"".join(content), content_type=JSON)
