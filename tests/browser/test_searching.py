"""Searching: by words, by a facet, by the form; taking it back; and when it finds nothing."""

import re

from playwright.sync_api import Page, expect

from tests.browser.seeing import addresses, box, choice, follow, jobs, number_in, show_filters, total
from tests.browser.sizes import on_a_desktop, on_a_phone

NURSES = ["Night Nurse", "Nurse", "Senior Nurse"]


def heading(page: Page):
    return page.get_by_role("heading", level=1)


def titles(page: Page) -> list[str]:
    return sorted(jobs(page).all_inner_texts())


def apply_filters(page: Page) -> None:
    follow(page.get_by_role("button", name="Apply filters"))


# -- Narrowing


def test_words_from_home_lead_to_the_jobs_that_have_them(page: Page):
    page.goto("/")
    page.get_by_label("Words in the title").fill("nurse")
    follow(page.get_by_role("button", name="Search jobs"))
    expect(page).to_have_url("/jobs/?q=nurse#results")
    expect(heading(page)).to_have_text("3 jobs with “nurse”")
    expect(page.get_by_role("heading", name="1 to 3 of 3")).to_be_in_viewport()
    assert titles(page) == NURSES


@on_a_desktop
def test_the_number_beside_a_value_is_the_total_of_its_page(page: Page):
    """Of words and of rows, "not stated" too, while a filter is on."""
    for facet, value in (
        ("Country", "United States"),
        ("City", "Munich, Germany"),
        ("Region", "not stated"),
        ("Department", "Yard"),
        ("Company", "Boatyard"),
    ):
        page.goto("/jobs/?-work_model=remote")
        row = choice(page, facet, value)
        promised = number_in(row.inner_text())
        follow(row.get_by_role("link", name=value).first)
        assert total(page) == promised > 0, value
        assert len(addresses(page)) == min(promised, 25), value


@on_a_desktop
def test_what_is_counted_beside_a_list_counts_its_jobs_alone(page: Page):
    """On a page of a city too, where the same words lead on to the search."""
    page.goto("/cities/hamburg-germany/")
    row = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="On-site", exact=True))
    promised = number_in(row.inner_text())
    follow(row.get_by_role("link"))
    expect(heading(page)).to_have_text(f"{promised} on-site jobs in Hamburg, Germany")
    assert titles(page) == ["Night Nurse", "Nurse"]


def test_the_form_asks_for_all_that_is_in_it_and_leaves_a_tidy_address(page: Page):
    page.goto("/jobs/")
    show_filters(page)
    box(page, "Remote").check()
    page.get_by_label("At least, a year").fill("100,000")
    box(page, "and those that do not say").check()
    page.get_by_label("Posted").select_option("The last 7 days")
    apply_filters(page)
    expect(page).to_have_url("/jobs/?work_model=remote&salary_min=100000&unstated_pay=1&posted=7d#results")
    expect(heading(page)).to_have_text(
        "1 remote job, paying at least 100,000 a year or not saying, posted in the last 7 days"
    )
    assert titles(page) == ["Sail Designer"]
    expect(page.get_by_role("heading", name="1 to 1 of 1")).to_be_in_viewport()


@on_a_desktop
def test_enter_in_a_field_searches_and_leaves_nothing_out(page: Page):
    """The form's first button is the one that a browser presses then, and most of them leave a value out."""
    page.goto("/jobs/?work_model=remote")
    page.get_by_label("At least, a year").fill("100000")
    page.get_by_label("At least, a year").press("Enter")
    expect(page).to_have_url("/jobs/?work_model=remote&salary_min=100000#results")


@on_a_phone
def test_the_form_is_filled_in_with_what_was_asked_for(page: Page):
    page.goto("/jobs/?q=sail&work_model=remote&salary_min=90000&unstated_pay=1&posted=30d&status=all")
    show_filters(page)
    expect(page.get_by_label("Words in the title")).to_have_value("sail")
    expect(box(page, "Remote")).to_be_checked()
    expect(page.get_by_label("At least, a year")).to_have_value("90000")
    expect(box(page, "and those that do not say")).to_be_checked()
    expect(page.get_by_label("Posted")).to_have_value("30d")
    expect(page.get_by_label("Status")).to_have_value("all")


def test_a_search_keeps_the_filters_that_no_field_shows(page: Page):
    """The city of a link and what is left out have none: they must not be lost with the next words."""
    page.goto("/jobs/?city=hamburg-germany&-work_model=hybrid")
    page.get_by_label("Words in the title").fill("night")
    follow(page.get_by_role("button", name="Search jobs"))
    expect(page).to_have_url("/jobs/?q=night&city=hamburg-germany&-work_model=hybrid#results")
    assert titles(page) == ["Night Nurse"]


@on_a_desktop
def test_jobs_that_do_not_say_what_they_pay_are_left_out_in_sight(page: Page):
    page.goto("/jobs/?salary_min=100000")
    assert titles(page) == ["Sales Manager"]
    box(page, "and those that do not say").check()
    apply_filters(page)
    assert total(page) == 59  # all but the accountant, who is known to get less


def test_several_values_of_a_name_widen_and_another_name_narrows(page: Page):
    page.goto("/jobs/")
    show_filters(page)
    each = [number_in(choice(page, "Work model", name).inner_text()) for name in ("On-site", "Remote")]
    box(page, "On-site").check()
    box(page, "Remote").check()
    apply_filters(page)
    assert total(page) == sum(each)
    show_filters(page)
    follow(choice(page, "City", "New York").get_by_role("link", name="New York").first)
    expect(heading(page)).to_have_text("2 on-site or remote jobs in New York, NY")


def test_leaving_a_value_out_and_taking_it_back(page: Page):
    page.goto("/jobs/")
    show_filters(page)
    hybrid = number_in(choice(page, "Work model", "Hybrid").inner_text())
    follow(page.get_by_role("button", name="Leave out Hybrid"))
    assert total(page) == 60 - hybrid
    expect(heading(page)).to_contain_text("excluding hybrid jobs")
    show_filters(page)
    follow(page.get_by_role("link", name="No longer leave out Hybrid"))
    expect(page).to_have_url("/jobs/")
    assert total(page) == 60


# -- Taking back


@on_a_desktop
def test_each_filter_is_removed_by_itself(page: Page):
    search = "/jobs/?q=nurse&city=hamburg-germany&-work_model=hybrid&posted=30d&status=all"
    page.goto(search)
    removing = page.get_by_role("list", name="Applied filters").get_by_role("link", name="Remove filter")
    parts = search.partition("?")[2].split("&")
    assert removing.count() == len(parts)
    for number, part in enumerate(parts):
        follow(removing.nth(number))
        expect(page).to_have_url("/jobs/?" + "&".join(other for other in parts if other != part))
        page.go_back()


def test_all_filters_are_removed_at_once(page: Page):
    page.goto("/jobs/?q=nurse&city=hamburg-germany")
    follow(page.get_by_role("link", name="Clear all"))
    expect(page).to_have_url("/jobs/")
    expect(heading(page)).to_have_text("60 open jobs")
    expect(page.get_by_role("list", name="Applied filters")).to_have_count(0)


# -- Nothing found


def test_an_empty_list_names_the_filter_to_blame_and_what_is_there_without_it(page: Page):
    search = "/jobs/?q=sailor&city=new-york-ny-united-states"
    page.goto(search)
    expect(page.get_by_role("heading", name="No job matches all of this")).to_be_visible()
    for words, promised in (("Without “sailor”", 3), ("Without New York, NY", 1)):
        way = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=words))
        assert number_in(way.inner_text().partition(":")[2]) == promised
        follow(way.get_by_role("link"))
        assert total(page) == len(addresses(page)) == promised
        page.goto(search)


def test_a_misspelled_word_is_met_with_the_word_that_was_meant(page: Page):
    page.goto("/jobs/?q=nurze")
    assert total(page) == 0
    expect(page.get_by_text("Did you mean “nurse” (3 jobs)?")).to_be_visible()
    follow(page.get_by_role("link", name="“nurse”"))
    expect(page).to_have_url("/jobs/?q=nurse")
    assert titles(page) == NURSES


@on_a_phone
def test_a_misspelled_city_is_met_with_the_city_that_was_meant(page: Page):
    page.goto("/jobs/?q=nurse&city=hambrug-germany")
    expect(page.get_by_text("There is no city “hambrug-germany” here.")).to_be_visible()
    follow(page.get_by_role("paragraph").get_by_role("link", name="Hamburg, Germany"))
    expect(page).to_have_url("/jobs/?q=nurse&city=hamburg-germany")
    assert titles(page) == ["Night Nurse", "Nurse"]


@on_a_desktop
def test_a_city_among_the_words_is_offered_as_a_city(page: Page):
    page.goto("/jobs/?q=nurse+hamburg")
    follow(page.get_by_role("link", name="2 jobs with “nurse” in Hamburg, Germany"))
    assert titles(page) == ["Night Nurse", "Nurse"]


def test_what_cannot_be_read_is_told_and_what_was_typed_stays(page: Page):
    answer = page.goto("/jobs/?q=nurse&city=nowhere&salary_min=lots&work_model=on-site")
    assert answer.status == 404
    expect(page.get_by_text("There is no city “nowhere” here.")).to_be_visible()
    expect(page.get_by_text(re.compile("The least pay is a whole number a year.*not “lots”"))).to_be_visible()
    show_filters(page)
    expect(page.get_by_label("Words in the title")).to_have_value("nurse")
    expect(page.get_by_label("At least, a year")).to_have_value("lots")
    expect(box(page, "On-site")).to_be_checked()
    page.get_by_label("At least, a year").fill("")
    apply_filters(page)
    expect(page).to_have_url("/jobs/?q=nurse&work_model=on-site#results")
    assert titles(page) == NURSES


@on_a_phone
def test_a_name_that_is_no_filter_changes_nothing_and_is_told(page: Page):
    page.goto("/jobs/?q=nurse&citty=hamburg-germany")
    expect(page.get_by_text("“citty” is no filter here, so it changes nothing.")).to_be_visible()
    assert titles(page) == NURSES
    follow(page.get_by_role("link", name="city", exact=True))
    assert titles(page) == ["Night Nurse", "Nurse"]
