"""Searches and slices as a reader meets them: form, facets, pages, and what is said of an address."""

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from postings.entries import enter
from postings.models import Posting
from postings.paging import SIZE
from postings.slices import DIMENSIONS
from tests import make
from tests.reading import heading, page, robots, text

pytestmark = pytest.mark.django_db


def canonical(tree: LexborHTMLParser) -> str:
    found = tree.css_first("link[rel=canonical]")
    return re.sub(r"^https?://[^/]+", "", found.attributes["href"]) if found else ""


@pytest.fixture
@make.together()
def market():
    """Two remote engineers in Berlin, one of them in Munich too; a hybrid nurse in Paris; a cook who is gone."""
    acme, beta = make.source(company=make.company("Acme")), make.source(company=make.company("Beta"))
    berlin, munich, paris = make.city("Berlin", "DE"), make.city("Munich", "DE"), make.city("Paris", "FR")
    remote = {"source": acme, "workplace_type": "remote", "department": make.department("Engineering")}
    make.posting("Engineer", places=[berlin], **remote)
    make.posting("Data Engineer", places=[berlin, munich], **remote)
    make.posting("Nurse", source=beta, places=[paris], workplace_type="hybrid")
    make.posting("Cook", source=beta, places=[paris], active=False)


@pytest.fixture
@make.together()
def long_list():
    """Sixty jobs: two whole pages and ten."""
    board = make.source(company=make.company("Acme"))
    for number in range(2 * SIZE + 10):
        make.posting(f"Engineer {number}", source=board, places=[make.city("Berlin", "DE")])


# -- The search and its form


def test_a_search_says_itself_in_its_heading_its_title_and_the_place_in_its_list(client, market):
    tree = page(client, "/jobs/?q=engineer&work_model=remote")
    assert heading(tree) == "2 remote jobs with “engineer”"
    assert text(tree.css_first("title")).startswith("2 remote jobs with “engineer”")
    assert text(tree.css_first("#results")) == "1 to 2 of 2"


def test_what_is_chosen_is_filled_in_and_what_has_no_field_goes_along_hidden(client, market):
    url = (
        "/jobs/?q=engineer&city=berlin-germany&work_model=remote&-company=beta&salary_min=10&unstated_pay=1&posted=30d"
    )
    tree = page(client, url)
    assert tree.css_first("#q").attributes["value"] == "engineer"
    assert tree.css_first("#salary_min").attributes["value"] == "10"
    checked = {(box.attributes["name"], box.attributes["value"]) for box in tree.css("input[checked]")}
    assert checked == {("work_model", "remote"), ("unstated_pay", "1")}
    assert tree.css_first("#posted option[selected]").attributes["value"] == "30d"
    hidden = {(field.attributes["name"], field.attributes["value"]) for field in tree.css("input[type=hidden]")}
    assert hidden == {("city", "berlin-germany"), ("-company", "beta")}


def test_sending_the_form_as_it_stands_leads_back_to_the_same_search(client, market):
    url = (
        "/jobs/?q=engineer&city=berlin-germany&work_model=remote&-company=beta&salary_min=10&unstated_pay=1&posted=30d"
    )
    fields = []
    for field in page(client, url).css("#search input, #search select, [form=search]"):
        kind = field.attributes.get("type")
        if field.tag == "select":
            chosen = field.css_first("option[selected]")
            fields.append((field.attributes["name"], chosen.attributes["value"]))
        elif field.tag == "input" and (kind != "checkbox" or "checked" in field.attributes):
            fields.append((field.attributes["name"], field.attributes.get("value") or ""))
    assert ("status", "open") in fields
    sent = "&".join(f"{name}={value}" for name, value in fields)
    response = client.get(f"/jobs/?{sent}")
    assert (response.status_code, response["Location"]) == (302, url)


def test_what_is_chosen_stays_in_the_form_when_nothing_is_found(client, market):
    tree = page(client, "/jobs/?work_model=on-site&seniority=vp")
    assert heading(tree) == "0 on-site vice president jobs"
    assert {box.attributes["value"] for box in tree.css("input[checked]")} == {"on-site", "vp"}


def test_every_number_of_the_facets_is_the_length_of_the_list_that_its_link_leads_to(client, market):
    for url in ("/jobs/", "/jobs/?work_model=remote", "/jobs/?-city=paris-france", "/cities/berlin-germany/"):
        counted = [row for row in page(client, url).css(".facet li") if row.css_first("a")]
        assert len(counted) > 5
        for row in counted:
            link, number = row.css_first("a"), row.css_first(".n")
            if number and "is-in" not in (row.attributes.get("class") or ""):
                assert heading(page(client, link.attributes["href"])).startswith(f"{text(number)} "), text(row)


def test_a_facet_offers_to_leave_a_value_out_and_to_take_it_back(client, market):
    leave_out = page(client, "/jobs/").css_first("#search [aria-label='Leave out Remote']").attributes
    assert (leave_out["name"], leave_out["value"]) == ("-work_model", "remote")
    tree = page(client, "/jobs/?-work_model=remote")
    assert heading(tree) == "1 job, excluding remote jobs"
    assert tree.css_first(".is-out a").attributes["href"] == "/jobs/"


@pytest.mark.parametrize("name", sorted(DIMENSIONS))
def test_unknown_excluded_and_several_values_work_for_every_name_and_can_be_removed(client, market, name):
    for query in (f"{name}=unknown", f"-{name}=unknown"):
        tree = page(client, f"/jobs/?{query}")
        assert tree.css_first(".applied a").attributes["href"] == "/jobs/"
        assert robots(tree) == "noindex"
    unknown, known = (int(heading(page(client, f"/jobs/?{sign}{name}=unknown")).split()[0]) for sign in ("", "-"))
    assert unknown + known == 3


def test_applied_filters_can_be_removed_one_by_one(client, market):
    tree = page(client, "/jobs/?q=engineer+data&city=berlin-germany&-company=beta")
    removed = {text(link): link.attributes["href"] for link in tree.css(".applied a")}
    assert removed == {
        "Remove filter: “engineer”": "/jobs/?q=data&city=berlin-germany&-company=beta",
        "Remove filter: “data”": "/jobs/?q=engineer&city=berlin-germany&-company=beta",
        "Remove filter: Berlin, Germany": "/jobs/?q=engineer+data&-company=beta",
        "Remove filter: not Beta": "/jobs/?q=engineer+data&city=berlin-germany",
        "Clear all": "/jobs/",
    }
    assert text(tree.css_first(".filters summary")) == "Filters, 4 applied"


# -- What is wrong with an address


def test_a_value_that_does_not_exist_is_named_back_with_what_it_may_mean_and_the_rest_is_kept(client, market):
    tree = page(client, "/jobs/?q=engineer&city=munich-germany&city=berln&salary_min=much", 404)
    city, pay = map(text, tree.css(".notice"))
    assert city.startswith("There is no city “berln” here. Did you mean Berlin, Germany")
    assert "“much”" in pay
    (near,) = tree.css(".notice a")
    assert near.attributes["href"] == "/jobs/?q=engineer&city=berlin-germany&city=munich-germany"
    assert tree.css_first("#q").attributes["value"] == "engineer"
    assert tree.css_first("#salary_min").attributes["value"] == "much"
    assert robots(tree) == "noindex"


def test_a_name_that_is_no_filter_is_told_and_the_near_one_offered(client, market):
    tree = page(client, "/jobs/?citi=berlin-germany&work_model=remote")
    notice = tree.css_first(".notice")
    assert text(notice).startswith("“citi” is no filter here, so it changes nothing.")
    assert notice.css_first("a").attributes["href"] == "/jobs/?city=berlin-germany&work_model=remote"
    assert robots(tree) == "noindex"


def test_a_name_that_is_no_filter_is_told_beside_a_value_that_cannot_be_read(client, market):
    value, name = map(text, page(client, "/jobs/?citi=berlin-germany&company=akme", 404).css(".notice"))
    assert value.startswith("There is no company “akme” here.")
    assert name == "“citi” is no filter here, so it changes nothing. Did you mean city ?"
    (name,) = map(text, page(client, "/jobs/by/city/?citi=berln&find=berlin").css(".notice"))
    assert name == "“citi” is no filter here, so it changes nothing."


def test_what_others_add_to_an_address_is_left_out_without_a_word(client, market):
    response = client.get("/jobs/?utm_source=x&fbclid=y&q=nurse")
    assert (response.status_code, response["Location"]) == (302, "/jobs/?q=nurse")


# -- Pages


def test_pages_have_numbers_and_the_first_has_the_bare_address(client, long_list):
    tree = page(client, "/cities/berlin-germany/?page=2")
    assert text(tree.css_first("title")).startswith("60 jobs in Berlin, Germany, page 2 of 3")
    assert text(tree.css_first("#results")) == "26 to 50 of 60"
    links = {text(link): link.attributes["href"] for link in tree.css(".pages a")}
    assert links["Previous"] == links["Page 1"] == "/cities/berlin-germany/"
    assert links["Page 3"] == "/cities/berlin-germany/?page=3"
    assert links["Next"].startswith("/cities/berlin-germany/?after=")
    assert text(tree.css_first(".pages [aria-current=page]")) == "Page 2"
    assert client.get("/cities/berlin-germany/?page=1")["Location"] == "/cities/berlin-germany/"
    assert client.get("/jobs/?page=1")["Location"] == "/jobs/"


@pytest.mark.parametrize("path", ["/jobs/", "/cities/berlin-germany/"])
def test_a_numbered_page_is_for_search_engines_and_a_place_in_the_list_is_not(client, long_list, path):
    for url in (path, f"{path}?page=2"):
        tree = page(client, url)
        assert (robots(tree), canonical(tree)) == ("", url)
    newest = Posting.objects.order_by("-id").first().id
    for place in (f"after={newest - 3}", f"before={newest - 40}", "since=0"):
        tree = page(client, f"{path}?{place}")
        assert (robots(tree), canonical(tree)) == ("noindex", "")


@pytest.mark.parametrize("path", ["/jobs/", "/cities/berlin-germany/"])
@pytest.mark.parametrize("number", ["0", "-1", "abc", "4", "9" * 40, "%C2%B2"])
def test_a_page_that_a_list_does_not_have_is_a_404_in_words(client, long_list, path, number):
    words = text(page(client, f"{path}?page={number}", 404).css_first("main"))
    assert "no page of this list" in words or "it ends with page 3" in words


# -- Slices


def test_a_slice_is_introduced_by_its_own_numbers_each_with_its_list(client, db):
    boards = [make.source(company=make.company(name)) for name in ("Acme", "Beta")]
    with make.together():
        for number in range(6):
            make.posting(
                f"Engineer {number}",
                source=boards[number // 4],
                places=[make.city("Berlin", "DE")],
                workplace_type="remote" if number < 2 else "",
                job_function="engineering",
            )
    introduction = page(client, "/cities/berlin-germany/").css_first(".introduction")
    links = {text(link): link.attributes["href"] for link in introduction.css("a")}
    assert list(links)[:4] == ["4 are at Acme", "2 at Beta", "6 are in Engineering", "2 (33 %) are remote"]
    for words, url in links.items():
        assert heading(page(client, url)).split()[0] == words.split()[0]


def test_a_slice_leads_to_what_is_around_it_and_beside_it(client, market):
    links = {text(link): link.attributes["href"] for link in page(client, "/cities/berlin-germany/").css(".side a")}
    assert links["All of Germany"] == "/countries/germany/"
    assert links["All of Munich, Germany"] == "/cities/munich-germany/"
    assert links["After it: Munich, Germany ›"] == "/cities/munich-germany/"
    assert links["All cities"] == "/cities/"


def test_an_empty_slice_says_what_it_had_and_is_not_for_search_engines(client, db):
    make.posting("Cook", places=[make.city("Lyon", "FR")], active=False)
    tree = page(client, "/cities/lyon-france/")
    assert heading(tree) == "0 jobs in Lyon, France"
    assert "1 job was listed before ; the last closed on 6 June 2026 ." in text(tree.css_first(".results"))
    past = tree.css_first(".results p a").attributes["href"]
    assert past == "/jobs/?city=lyon-france&status=closed"
    assert heading(page(client, past)) == "1 closed job in Lyon, France"
    assert (robots(tree), canonical(tree)) == ("noindex", "")


def test_what_is_kept_of_a_slice_is_never_older_than_its_jobs(client, market):
    berlin = make.city("Berlin", "DE")
    assert heading(page(client, "/cities/berlin-germany/")) == "2 jobs in Berlin, Germany"
    made = make.posting("Welder", places=[berlin])
    tree = page(client, "/cities/berlin-germany/")
    assert heading(tree) == "3 jobs in Berlin, Germany"
    assert "Welder" in text(tree.css_first(".jobs"))
    Posting.objects.filter(id=made.id).update(missing_since=make.NOW, last_seen_at=make.NOW)
    enter([made.id])
    enter([made.id])  # as an ingest does
    assert "missing since 2026-06-06" in text(page(client, "/cities/berlin-germany/").css_first(".jobs"))


def test_a_renamed_city_has_its_new_name_at_once(client, market):
    berlin = make.city("Berlin", "DE")
    page(client, "/cities/berlin-germany/")
    berlin.name = "Spree"
    berlin.save()
    assert heading(page(client, "/cities/berlin-germany/")) == "2 jobs in Spree, Germany"


def test_a_reader_who_comes_back_to_a_slice_sees_what_is_new(client, market):
    first = client.get("/cities/berlin-germany/?since=now")
    assert (first.status_code, first["Location"]) == (302, "/cities/berlin-germany/?since=0")
    for posting in Posting.objects.all():
        make.event(posting)
    tree = page(client, first["Location"])
    assert [text(tag) for tag in tree.css(".tag.new")] == ["new", "new"]
    assert robots(tree) == "noindex"


# -- All values of a facet


def test_all_values_of_a_facet_are_counted_under_the_rest_of_the_selection(client, market):
    tree = page(client, "/jobs/by/city/?work_model=remote&city=berlin-germany")
    assert heading(tree) == "Cities of 2 remote jobs"
    rows = [text(row) for row in tree.css(".counted li")]
    assert rows == ["Chosen: Berlin, Germany 2", "Munich, Germany 1"]
    assert [link.attributes["href"] for link in tree.css(".counted a")] == [
        "/jobs/?work_model=remote",
        "/jobs/?city=berlin-germany&city=munich-germany&work_model=remote",
    ]
    sent = [(field.attributes["name"], field.attributes["value"]) for field in tree.css("form:has(.counted) [name]")]
    assert sent == [("city", "berlin-germany"), ("work_model", "remote"), ("-city", "munich-germany")]
    assert robots(tree) == "noindex"
    page(client, "/jobs/by/city/?work_model=lunar", 404)
    page(client, "/jobs/by/planet/", 404)


@pytest.mark.parametrize("name", sorted(DIMENSIONS))
def test_every_facet_has_a_page_of_all_its_values(client, market, name):
    for query in ("", "?q=engineer", "?letter=b", "?find=e"):
        for row in page(client, f"/jobs/by/{name}/{query}").css(".counted li"):
            listed = page(client, row.css_first("a").attributes["href"])
            assert heading(listed).split()[0] == text(row.css_first(".n"))
