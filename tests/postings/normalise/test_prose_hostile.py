"""Descriptions made to hurt, made at random, and recorded ones: what goes out is always valid."""

import json
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companies.providers import ashby, greenhouse, lever
from companies.providers.base import Section
from postings.normalise import prose
from postings.normalise.prose import as_html, clean
from tests.postings.normalise.html_checker import faults

SHARED = Path(__file__).resolve().parents[4] / "shared" / "payloads"


def assert_settled(sections):
    """Valid, clean in itself, and such that nh3 had nothing to take away."""
    cleaned = clean(sections)
    assert faults(cleaned.html) == []
    assert clean([Section("", cleaned.html)]) == cleaned
    return cleaned


@pytest.mark.parametrize(
    "trick",
    [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
        "<script/x>alert(1)</script>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<script>alert(1)",
        "<<script>alert(1)//<</script>",
        "<img src=x onerror=alert(1)>",
        '<img src="x`<script>alert(1)</script>"` `>',
        "<img src='x' onerror='alert(1)'/ >",
        '<IMG """><SCRIPT>alert(1)</SCRIPT>">',
        "<svg onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<math><mtext></p><img src=x onerror=alert(1)></math>",
        "<math><mi><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
        "<body onload=alert(1)>x",
        "<div style='background:url(javascript:alert(1))' onclick=alert(1)>x</div>",
        "<p id=a class=b name=c data-x=d aria-label=e>x</p>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='JaVaScRiPt:alert(1)'>x</a>",
        "<a href=' &#14; javascript:alert(1)'>x</a>",
        "<a href='java\tscript:alert(1)'>x</a>",
        "<a href='java&#10;script:alert(1)'>x</a>",
        "<a href='&#106;&#97;vascript&colon;alert(1)'>x</a>",
        "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
        "<a href='vbscript:msgbox(1)'>x</a>",
        "<a href='https://a.example\" onmouseover=\"alert(1)'>x</a>",
        "<a href='https://a.example:99999/'>x</a><a href='https://xn--a/'>y</a><a href='https://a b/'>z</a>",
        "<a href=https://a.example/ onclick=alert(1) style=x>x</a>",
        "<a href='https://a.example' href='javascript:alert(1)'>x</a>",
        "<a title='href=\"javascript:alert(1)\"'>x</a>",
        "<iframe src=javascript:alert(1)></iframe>",
        "<iframe srcdoc='<script>alert(1)</script>'>",
        "<object data=javascript:alert(1)><embed src=javascript:alert(1)>",
        "<form action=javascript:alert(1)><button formaction=javascript:alert(1)>go</button></form>",
        "<input autofocus onfocus=alert(1)><select onchange=alert(1)><option>x</select>",
        "<textarea><script>alert(1)</script></textarea>",
        "<title><img src=x onerror=alert(1)></title>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<style>@import 'javascript:alert(1)';</style><link rel=stylesheet href=//evil.example>",
        "<style><!--</style><script>alert(1)//--></script>",
        "<meta http-equiv=refresh content='0;url=javascript:alert(1)'><base href=javascript:alert(1)//>",
        "<!--><script>alert(1)</script>-->",
        "<!-- --!><img src=x onerror=alert(1)> -->",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<?php echo '<script>alert(1)</script>' ?>",
        "&lt;script&gt;alert(1)&lt;/script&gt;&lt;p&gt;x",
        "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
        "<p>\x00<scr\x00ipt>alert(1)</scr\x00ipt>",
        "<template><img src=x onerror=alert(1)></template>",
        "<marquee onstart=alert(1)>x</marquee><details open ontoggle=alert(1)>x",
        "<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)>",
        "<table background=javascript:alert(1)><tr><td>a<td>b<tr><td>c",
        "<pre><script>alert(1)</script>x</pre><code><img src=x onerror=alert(1)></code>",
        "</p></li></ul></div><script>alert(1)</script>",
        "<x onclick=alert(1) contenteditable>x</x>",
    ],
)
def test_no_trick_gets_a_tag_or_an_attribute_through(trick):
    assert_settled([Section(trick, f"<p>before</p>{trick}<p>after</p>")])
    assert_settled([Section("", trick)])


def test_a_heading_is_plain_text_whatever_it_looks_like():
    assert clean([Section("<b>R&D</b>", "<p>a</p>")]).html == "<h3>&lt;b&gt;R&amp;D&lt;/b&gt;</h3><p>a</p>"


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("<p>a<script>if (x < 1) y = '<p>'</script>b</p>", "<p>ab</p>"),
        ("<p>a</p><video><source src=x>sorry<p>b</p>", "<p>a</p><p>b</p>"),
        ("<p>a</p><iframe src=x /><p>b</p>", "<p>a</p><p>b</p>"),
        ("<p>a</p><style>p {} <p>b</p>", "<p>a</p>"),
        ("<p>a<!-- <b>x</b> -->b</p>", "<p>ab</p>"),
        ("<p title=\"it's\">a</p><p title=it's>b</p>", "<p>a</p><p>b</p>"),
        ("<p>a <b", "<p>a</p>"),
    ],
)
def test_what_cannot_be_shown_is_left_out_and_no_more(source, left):
    assert clean([Section("", source)]).html == left


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 40_000 + "x",
        "<b>" * 40_000 + "x",
        "<p><b><i><code>" * 10_000 + "x",
        "".join(f"<font a={number}>" for number in range(5_000)) + "<p>x" * 5_000,
        "<li>" * 40_000,
        "<li>a" * 10_000,
        "<ul>" * 40_000 + "<li>x",
        "<ul><li>a</ul>" * 5_000,
        "<ul><li><ul>" * 5_000 + "x" + "</ul>" * 10_000,
        "<ol><li>a<ol><li>b</ol>" * 4_000,
        "<blockquote>" * 20_000 + "</ul>" * 20_000 + "x",
        "<table><tr><td>" * 10_000 + "x",
        "<table><tr>" + "<td>a" * 5_000 + "<tr><td>b" * 500,
        "<b>jo@a.example</b>" * 5_000,
        "<span>a</span>" * 10_000,
        "<" * 30_000,
        "<!" * 30_000,
        "<!--" * 30_000,
        "<a '" * 30_000,
        "<a \"'" * 30_000,
        "<a title='" + "x" * 200_000,
        "<svg>" * 30_000 + "</svg>",
        "&" * 30_000,
        "&lt;p&gt;" * 10_000,
        "a.a@" * 30_000,
        "a@a." * 30_000,
        "no-reply" * 10_000 + "x@a.example",
        "•" * 100_000,
        "- a<br>" * 5_000,
        "x\n" * 10_000,
        "é\u200d" * 50_000,
        " \xa0" * 100_000,
    ],
    ids=lambda source: source[:16],
)
def test_the_time_is_linear_whatever_comes_in(source):
    """Each takes well under a second; were it quadratic, it would be minutes."""
    began = process_time()
    assert_settled([Section("", source)])
    assert process_time() - began < 20


@pytest.mark.parametrize(
    "source",
    ["<li>a" * 500, "a" * 1500, "word<br>" * 200, "<table><tr>" + "<td>a" * 20 + "<tr><td>b" * 50, "&" * 900],
    ids=lambda source: source[:16],
)
def test_what_is_too_long_is_cut_to_what_stays_as_it_is(source, monkeypatch):
    monkeypatch.setattr(prose, "LONGEST", 1000)
    cleaned = assert_settled([Section("", source)])
    assert len(cleaned.html) <= 1000
    assert cleaned.text.endswith("was cut here.]")


TAGS = ["p", "b", "strong", "em", "code", "a", "ul", "ol", "li", "h1", "h2", "h6", "div", "span", "br", "hr"]
TAGS += ["table", "tr", "td", "th", "blockquote", "pre", "script", "svg", "o:p"]
WORDS = [
    *("word", "Two words", "Note.", " ", "\n", "\n\n", "&nbsp;", "&amp;", "&lt;p&gt;", "<", "&", "x" * 130, "é"),
    *("• ", "•", "- ", "* ", "jo@example.com", "jobs@example.com", "@", "jo", "\u200d", "👩\u200d💻", "\x00", "\ud800"),
]
ODDITIES = [
    *('<a href="https://example.com/a b">', '<a href="javascript:x">', "<a href=mailto:jobs@example.com>"),
    *("<!-- c -->", "<!--", "<p", "</", "<!x>", "<a title='", '"', "'", "<br/>", '<img alt="a>b">'),
    *("<p><strong>Title</strong></p>", "<strong>Title</strong><br>", "<li><ul>", "<table><tr><td>"),
]
PARTS = [form for tag in TAGS for form in (f"<{tag}>", f"</{tag}>")]
HTML = st.lists(st.sampled_from(PARTS) | st.sampled_from(WORDS + ODDITIES), max_size=50).map("".join)
SECTIONS = st.lists(st.builds(Section, st.just("") | st.sampled_from(WORDS), HTML | st.text()), max_size=3)


@settings(max_examples=300, deadline=None)
@given(SECTIONS)
def test_whatever_comes_in_what_goes_out_is_valid_and_cleaning_it_again_changes_nothing(sections):
    cleaned = assert_settled(sections)
    assert "jo@example" not in cleaned.html + cleaned.text
    cleaned.text.encode()


@settings(max_examples=100, deadline=None)
@given(SECTIONS)
def test_the_last_gate_has_nothing_to_take_away(sections):
    written = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prose, "as_html", lambda blocks: written.append(as_html(blocks)) or written[-1])
        cleaned = clean(sections)
    assert cleaned.html.replace(' rel="nofollow noopener ugc"', "") == written[-1]


def recorded():
    for adapter, pattern in (
        (lever, "lever/*/*.json"),
        (ashby, "ashby/*/*.json"),
        (greenhouse, "greenhouse/stripe/*.json"),
    ):
        for path in sorted(SHARED.glob(pattern)):
            answer = json.loads(path.read_bytes())
            jobs = answer.get("jobs", []) if isinstance(answer, dict) else answer
            yield from (adapter.listing(job).sections for job in jobs[::15])


@pytest.mark.skipif(not SHARED.exists(), reason="the recorded boards are not on this machine")
def test_recorded_descriptions_are_valid_and_cleaning_them_again_changes_nothing():
    read = [assert_settled(sections) for sections in recorded()]
    assert len(read) > 100
    assert sum("<h3>" in description.html for description in read) > 0.8 * len(read)
