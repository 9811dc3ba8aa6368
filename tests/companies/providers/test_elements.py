import pytest

from companies.providers import elements
from companies.providers.base import Page, Request, Unreadable

BOMB = b"""<?xml version="1.0"?><!DOCTYPE f [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
<feed><job>&c;</job></feed>"""
FILE = b"""<!DOCTYPE f [<!ENTITY x SYSTEM "file:///etc/hostname">]><feed><job>&x;</job></feed>"""
FEED = b"""<feed xmlns:t="https://t.example"><job><name> Night\xc2\xa0
Watch </name><t:city>Oslo</t:city><empty/><office>Oslo</office><office> </office><office>Oslo</office>
<office>Bergen</office><body> <![CDATA[<p>a
b</p>]]> </body></job></feed>"""


def page(body: bytes) -> Page:
    return Page(Request("https://feed.example/"), body)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (BOMB, "not XML"),
        (FILE, "not XML"),
        (b'<!DOCTYPE feed SYSTEM "https://evil.example/x.dtd"><feed/>', "not XML"),
        (FEED[:-20], "not XML"),
        (b"", "not XML"),
        (b"<!DOCTYPE html><html><body>Not found</body></html>", "not XML"),
        (b"<html><body>Not found</body></html>", "The answer is <html>, not <feed>."),
    ],
)
def test_what_is_harmful_cut_or_no_such_feed_is_unreadable(body, words):
    with pytest.raises(Unreadable, match=words):
        elements.root(page(body), "feed")


def test_texts_are_read_by_path_in_any_namespace_and_what_is_absent_is_not_stated():
    job = elements.root(page(FEED), "feed").find("job")
    assert elements.text(job, "name") == "Night Watch"
    assert elements.text(job, "{*}city") == "Oslo"
    assert (elements.text(job, "absent"), elements.text(job, "empty"), elements.body(job, "absent")) == ("", "", "")
    assert elements.body(job, "body") == "<p>a\nb</p>"
    assert elements.texts(job, "office") == ["Oslo", "Bergen"]
    assert elements.stated(job, ["name", "{*}city", "empty", "absent"]) == {"name": "Night Watch", "city": "Oslo"}
