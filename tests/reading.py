"""A page as its reader meets it."""

from selectolax.lexbor import LexborHTMLParser


def page(client, url: str, status: int = 200) -> LexborHTMLParser:
    response = client.get(url)
    assert response.status_code == status, url
    return LexborHTMLParser(response.content)


def text(node) -> str:
    """Its words, with one space between them; "" of a part that is not there."""
    return " ".join(node.text(separator=" ").split()) if node else ""


def heading(tree: LexborHTMLParser) -> str:
    return text(tree.css_first("h1"))


def robots(tree: LexborHTMLParser) -> str:
    found = tree.css_first("meta[name=robots]")
    return found.attributes["content"] if found else ""
