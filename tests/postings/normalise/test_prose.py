import re

import pytest

from companies.providers.base import Section
from postings.normalise.prose import LONGEST, clean


def html(source):
    return clean([Section("", source)]).html


def text(source):
    return clean([Section("", source)]).text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", ""),
        ("bare text", "<p>bare text</p>"),
        ("<div><span style='x'>one</span></div><div>two</div>", "<p>one</p><p>two</p>"),
        ("<p>a &amp; b &lt;3</p>", "<p>a &amp; b &lt;3</p>"),
        ("<p>a&nbsp;&nbsp; b\n c</p>", "<p>a b c</p>"),
        ("<p>one</p><p>&nbsp;</p><p><br></p><p><strong> </strong></p><p>two", "<p>one</p><p>two</p>"),
        ("one<br><br>two<br>three", "<p>one</p><p>two<br>three</p>"),
        ("<p>one<br/>&nbsp;<br/>two</p>", "<p>one</p><p>two</p>"),
        ("<br>one<br>", "<p>one</p>"),
        ("<p>unclosed <b>bold", "<p>unclosed <strong>bold</strong></p>"),
        ("<p>a <b><b>b</b></b><i>c</i><b> d </b>e</p>", "<p>a <strong>b</strong><em>c</em> <strong>d</strong> e</p>"),
        ("<p>so <b>bold<p>still</b> not", "<p>so <strong>bold</strong></p><p><strong>still</strong> not</p>"),
        ("<hr><p>a</p><hr><hr><p>b</p><hr>", "<p>a</p><hr><p>b</p>"),
        ("<p>run <code>make</code> and <tt>test</tt></p>", "<p>run <code>make</code> and <code>test</code></p>"),
        ("<pre>\n\n  a   b\n\tc\n</pre>", "<pre>  a   b\n\tc</pre>"),
        ("<blockquote>said<p>twice", "<blockquote><p>said</p><p>twice</p></blockquote>"),
        ("<p>\ufeffa\u200bb\x00c\u202ed</p>", "<p>abcd</p>"),
        ("<p>\ud83d\ude00 \udc00x</p>", "<p>x</p>"),
        ("<p>Cafe\u0301 e<span>\u0301</span></p>", "<p>Caf\u00e9 \u00e9</p>"),
        ("<p>&zwj;</p><p>👩\u200d💻 &zwj;a&zwj;</p>", "<p>👩\u200d💻 a</p>"),
    ],
)
def test_text_becomes_paragraphs(source, expected):
    assert html(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<div>\n<li style='x'><span>a</span></li>\n<li>b</li></div>", "<ul><li>a</li><li>b</li></ul>"),
        ("<li>a<li>b", "<ul><li>a</li><li>b</li></ul>"),
        ("<li>a</li><p>then</p>", "<ul><li>a</li></ul><p>then</p>"),
        ("<ul><li><p>a</p></li><li></li><li>&nbsp;</li></ul>", "<ul><li>a</li></ul>"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "<ul><li><p>a</p><p>b</p></li></ul>"),
        ("<ul><ul><li>a</li></ul></ul>", "<ul><li>a</li></ul>"),
        ("<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("<ul><li>a</li></ul>\n<ul><li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ol><li>a</li></ol><ul><li>b</li></ul>", "<ol><li>a</li></ol><ul><li>b</li></ul>"),
        ("<ul>stray<li>a</li></ul>", "<ul><li>stray</li><li>a</li></ul>"),
        (
            "<ul><li><h3>Pay</h3>high</li><li>b</li></ul>",
            "<ul><li><p><strong>Pay</strong></p><p>high</p></li><li>b</li></ul>",
        ),
        ("<ul><li><h2>Us</h2><p>We.</p><h2>You</h2>Do.</li></ul>", "<h3>Us</h3><p>We.</p><h3>You</h3><p>Do.</p>"),
        ("Do:<br>• a<br>• b<br>Then", "<p>Do:</p><ul><li>a</li><li>b</li></ul><p>Then</p>"),
        ("<p>•&nbsp;a</p><p>· b</p>", "<ul><li>a</li><li>b</li></ul>"),
        ("<p>Tools:<br>- a<br>– b</p>", "<p>Tools:</p><ul><li>a</li><li>b</li></ul>"),
        ("<p>- Jo, our founder</p>", "<p>- Jo, our founder</p>"),
        ("<p>-5 °C</p><p>-6 °C</p>", "<p>-5 °C</p><p>-6 °C</p>"),
        ("<ul><li>• a</li><li>- b</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
    ],
)
def test_lists_are_repaired_and_typed_bullets_become_lists(source, expected):
    assert html(source) == expected


@pytest.mark.parametrize(
    ("source", "levels"),
    [
        ("<h1>a</h1>x<h2>b</h2>x<h3>c</h3>x<h4>d</h4>x<h2>e</h2>x", "a3 b4 c5 d5 e4"),
        ("<h4>a</h4>x<h6>b</h6>x<h2>c</h2>x", "a3 b4 c3"),
        ("<h2>a</h2><p><b>Role:</b></p>x<h2>c</h2>x<p><strong>Us</strong></p>x", "a3 Role:4 c3 Us4"),
        ("<p><b>Who we are</b><br>We are.</p>", "Who we are3"),
        ("<p><b>Needs</b><br>• a<br>• b</p>", "Needs3"),
        ("<h2></h2><h2> <br></h2>x", ""),
        (f"<h2>{'long ' * 30}</h2>x", ""),
        ("<p><b>We do not accept agencies.</b></p>x", ""),
        ("<p><b>Place: Berlin</b></p><p><b>Start: now</b></p>", ""),
        ("<p><b><a href='https://example.com'>Apply</a></b></p>x", ""),
        (f"<p><b>{'long ' * 20}</b></p>x", ""),
        ("<p>text</p><p><b>The end</b></p>", ""),
    ],
)
def test_headings_begin_at_h3_and_never_skip_a_level(source, levels):
    found = re.findall(r"<h(\d)>(.*?)</h\d>", html(source))
    assert " ".join(f"{words}{level}" for level, words in found) == levels


def test_the_headings_of_sections_are_h3_and_those_inside_them_below():
    sections = [
        Section("", "<h2>About us</h2><p>We bake.</p>"),
        Section("What You'll Do ", "\n<li style='x'>Bake</li>\n<li>Sell</li>"),
        Section("Who You Are", "<h1>Must</h1><li>Awake</li>"),
        Section("", "<p><b>Benefits</b></p><p>Bread.</p>"),
    ]
    prose = clean(sections)
    assert prose.html == (
        "<h3>About us</h3><p>We bake.</p>"
        "<h3>What You'll Do</h3><ul><li>Bake</li><li>Sell</li></ul>"
        "<h3>Who You Are</h3><h4>Must</h4><ul><li>Awake</li></ul>"
        "<h3>Benefits</h3><p>Bread.</p>"
    )
    assert prose.text == (
        "About us\nWe bake.\n\nWhat You'll Do\n- Bake\n- Sell\n\nWho You Are\nMust\n- Awake\n\nBenefits\nBread."
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "<table><tr><th>A<th>B<tr><td>1<td>2",
            "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
        ),
        (
            "<table><caption>T</caption><tr><td>1<td><ul><li>x</ul><tr><td>2</table>",
            "<p>T</p><table><tbody><tr><td>1</td><td><ul><li>x</li></ul></td></tr><tr><td>2</td><td></td></tr></tbody></table>",
        ),
        ("<table><tr><td><p>a</p><tr><td>b</table>", "<p>a</p><p>b</p>"),  # one column is layout
        ("<table><tr><td>a<td>b</table>", "<p>a</p><p>b</p>"),  # and so is one row
        ("<td>a</td>b", "<p>a</p><p>b</p>"),
        (
            "<table><tr><td>1<td>2<tr><td><table><tr><td>x</table><td>3</table>",
            "<table><tbody><tr><td>1</td><td>2</td></tr><tr><td>x</td><td>3</td></tr></tbody></table>",
        ),
    ],
)
def test_tables_have_rows_of_one_width_or_are_none(source, expected):
    assert html(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a\nb\n\nc", "<p>a<br>b</p><p>c</p>"),
        ("Do:\r\n- a\r\n- b", "<p>Do:</p><ul><li>a</li><li>b</li></ul>"),
        ("a <b>b</b>\nc", "<p>a <strong>b</strong><br>c</p>"),
        ("<p>a\nb</p>", "<p>a b</p>"),
        ("&lt;p&gt;R&amp;amp;D&lt;/p&gt;&lt;ul&gt;&lt;li&gt;a&lt;/li&gt;", "<p>R&amp;D</p><ul><li>a</li></ul>"),
        ("<p>&lt;p&gt;</p>", "<p>&lt;p&gt;</p>"),
        ("1 &lt; 2", "<p>1 &lt; 2</p>"),
        ("a < b > c <3", "<p>a &lt; b &gt; c &lt;3</p>"),
    ],
)
def test_plain_text_and_text_escaped_once_too_often_are_laid_out(source, expected):
    assert html(source) == expected


@pytest.mark.parametrize(
    ("href", "shown"),
    [
        ("https://example.com/a?b=1&amp;c=2#d", "https://example.com/a?b=1&amp;c=2#d"),
        (" HTTP://example.com/a b ", "HTTP://example.com/a%20b"),
        ("https://example.com/|ü%zz%20#a#b", "https://example.com/%7C%C3%BC%25zz%20#a%23b"),
        ("mailto:jobs@example.com?cc=jo.doe@example.com", "mailto:jobs@example.com"),
        ("/careers", None),
        ("#top", None),
        ("//example.com", None),
        ("tel:+123", None),
        ("https:\\\\example.com", None),
        ("mailto:jo.doe@example.com", None),
        ("https://example.com/?mail=jo.doe%40example.com", None),
        ("https://jo:secret@example.com/", None),
        ("https://example.com/" + "x" * 2000, None),
        ("", None),
    ],
)
def test_links_are_absolute_and_marked_and_others_are_unwrapped(href, shown):
    expected = f'<p><a href="{shown}" rel="nofollow noopener ugc">x</a></p>' if shown else "<p>x</p>"
    assert html(f'<p><a class="y" target="_blank" href="{href}">x</a></p>') == expected


def test_links_are_never_nested_and_may_stand_around_blocks():
    assert html('<a href="https://a.example">a<a href="https://b.example">b</a>c</a>').count("<a ") == 2
    assert html('<a href="https://a.example"><p>a</p></a>') == (
        '<p><a href="https://a.example" rel="nofollow noopener ugc">a</a></p>'
    )


@pytest.mark.parametrize(
    "address",
    ["jobs@example.com", "us-recruiting@example.com", "accommodations@example.co.uk", "PeopleOps@example.com"],
)
def test_the_address_of_a_task_stays(address):
    assert text(f"<p>Write to {address}.</p>") == f"Write to {address}."


@pytest.mark.parametrize(
    "address",
    [
        "jo@example.com",
        "jo.doe+x@mail.example.com",
        "<b>jo</b>@example.com",
        "jo.<span>jobs</span>@example.com",
        "jo&#64;example.com",
        "jo&zwj;@example.com",
        "jobs@example.comjo@example.com",
        "j&ouml;@example.com",
    ],
)
def test_any_other_address_is_removed_from_html_and_text(address):
    prose = clean([Section("", f"<p>Write to {address}, or <i>call</i></p><pre>{address}</pre>")])
    for shown in prose:
        assert "[address removed]" in shown
        assert "@" not in shown


def test_an_address_in_the_heading_of_a_section_is_removed_too():
    assert clean([Section("Ask jo@example.com", "<p>a</p>")]).text == "Ask [address removed]\na"


def test_the_text_has_a_line_for_each_item_and_a_blank_line_between_blocks():
    source = "<p>One<br>two</p><p>Do:</p><ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><h2>You</h2>Be.<hr><pre>x\n y"
    assert text(source) == "One\ntwo\n\nDo:\n- a\n  - b\n- c\n\nYou\nBe.\n\nx\n y"


def test_the_text_of_a_table_has_a_line_for_each_row():
    assert text("<table><tr><th>A<th>B<tr><td>1<td><p>2</p><p>3</p>") == "A | B\n1 | 2 3"


def test_a_description_that_is_too_long_is_cut_between_words_and_says_so():
    prose = clean([Section("", "<p>" + "word " * 300_000), Section("More", "<p>never read</p>")])
    assert len(prose.html) <= LONGEST
    assert prose.text.endswith("word\n\n[The description is longer than we show and was cut here.]")
