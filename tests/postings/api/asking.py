"""A client of the API that knows nothing but its contract."""

from typing import Any

from postings.api.keys import give_text
from postings.api.models import ApiKey

API = "/job-postings/v1"
NOBODY = "00000000-0000-4000-8000-000000000000"


def told(client, path: str, **query: Any) -> dict[str, Any]:
    """The whole answer. Several values of a name go as a list."""
    response = client.get(f"{API}/{path}", query)
    assert response.status_code == 200, response.content
    return response.json()


def data(client, path: str, **query: Any) -> Any:
    return told(client, path, **query)["data"]


def sent(client, path: str, body: Any, status: int = 200, **headers: str) -> dict[str, Any]:
    response = client.post(f"{API}/{path}", body, content_type="application/json", headers=headers)
    assert response.status_code == status, response.content
    return response.json()


def refused(response, status: int, words: str) -> None:
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/json"
    error = response.json()["error"]
    assert set(error) == {"code", "message", "details", "request_id"}
    assert words in error["message"]
    assert error["request_id"] == response["x-request-id"]


def walk(client, path: str, **query: Any):
    """Every record of a list, page by page, as clients walk: until there is no cursor."""
    cursor = ""
    while True:
        page = told(client, path, **query, **({"cursor": cursor} if cursor else {}))
        yield from page["data"]
        cursor = page["meta"].get("next_cursor")
        if not cursor:
            return


def titles(client, **query: Any) -> list[str]:
    return sorted(job["title"] for job in walk(client, "jobs/search", **query))


def made_key(name: str) -> tuple[ApiKey, str]:
    """A key as an admin makes it, and its text."""
    key = ApiKey(name=name)
    text = give_text(key)
    key.save()
    return key, text
