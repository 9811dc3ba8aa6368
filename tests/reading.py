"""A page as its reader meets it."""

from selectolax.lexbor import LexborHTMLParser


def page(client, url: str, status: int = 200) -> LexborHTMLParser:
    response = client.get(url)
    assert response.status_code == status, url
    return LexborHTMLParser(response.content)


def text(node) -> str:
    """Its words, with one space between them; "" of a part that is not there."""
    return " ".join(node.text(separator=" ").split()) if node else ""
