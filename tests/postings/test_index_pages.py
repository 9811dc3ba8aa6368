"""All cities, all departments: the pages that list what there are lists of."""

import pytest
from django.utils.html import escape
from selectolax.lexbor import LexborHTMLParser

from postings.value_index import SIZE as NAMES
from tests import make
from tests.reading import page, text

pytestmark = pytest.mark.django_db


@pytest.fixture
@make.together()
def many_cities():
    """More than an index page shows at first, one each; their names begin with a, b and no letter."""
    board = make.source()
    for number in range(30):
        make.posting(f"Cook {number}", source=board, places=[make.city(f"Aville {number:03}", "FR")])
        make.posting(f"Waiter {number}", source=board, places=[make.city(f"Bourg {number:03}", "FR")])
    make.posting("Baker", source=board, places=[make.city("Ávila", "ES"), make.city("9th District", "FR")])
    make.posting("Porter", source=board, places=[make.city("Bogotá", "CO")], active=False)


def names(tree: LexborHTMLParser) -> list[str]:
    return [text(link) for link in tree.css(".counted a")]


def test_an_index_has_those_with_most_jobs_and_each_by_its_letter_and_its_name(client, many_cities):
    tree = page(client, "/cities/")
    assert len(names(tree)) == 50
    letters = {text(link): link.attributes["href"] for link in tree.css(".letters a")}
    assert set(letters) == {"Most jobs", "A", "B", "#"}
    assert names(page(client, letters["#"])) == ["9th District, France"]
    by_letter = names(page(client, letters["A"]))
    assert len(by_letter) == 31
    assert by_letter == sorted(by_letter, key=lambda name: name.replace("Á", "A"))
    assert names(page(client, "/cities/?find=avila")) == names(page(client, "/cities/?find=ÁVILA")) == ["Ávila, Spain"]
    assert names(page(client, "/cities/?find=district")) == ["9th District, France"]


def test_a_city_without_open_jobs_is_in_no_index(client, many_cities):
    tree = page(client, "/cities/?find=bogota")
    assert names(tree) == []
    assert "No city with open jobs has “bogota” in its name." in text(tree.css_first("main"))


@pytest.mark.parametrize("query", ["letter=%C3%9F", "letter=ab", "page=0", "letter=a&page=2", "find=ville&page=9"])
def test_a_letter_or_page_that_an_index_does_not_have_is_a_404(client, many_cities, query):
    page(client, f"/cities/?{query}", 404)


def test_a_name_that_nothing_has_is_no_error_and_is_shown_as_it_is(client, many_cities):
    html = client.get("/cities/?find=<script>").content.decode()
    assert "<script>" not in html
    assert escape("<script>") in html


def test_an_index_comes_in_pages(client, monkeypatch, many_cities):
    monkeypatch.setattr("postings.value_index.SIZE", 20)
    first = page(client, "/cities/?letter=a")
    second = page(client, first.css_first("a[rel~=next]").attributes["href"])
    assert len(names(first)) == 20
    assert len(set(names(first)) | set(names(second))) == 31
    assert second.css_first("a[rel~=prev]").attributes["href"] == "/cities/?letter=a"
    assert NAMES == 200


def test_an_index_page_costs_at_most_six_queries(client, many_cities, django_assert_max_num_queries):
    # what is asked for, how many there are, the letters, the names; the tallies stand beside them
    for url in ("/cities/", "/cities/?letter=a", "/cities/?find=ville"):
        with django_assert_max_num_queries(6):
            page(client, url)
