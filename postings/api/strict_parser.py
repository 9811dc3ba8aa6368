"""How the API reads a request, in the place of django-ninja's own ways."""

from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser

from postings.api.strict_json import parse


class StrictParser(Parser):
    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        return parse(request.body)
