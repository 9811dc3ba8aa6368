"""Where a page betrays an ATS: every address at one's hosts, and the settings handed to one's script.

    named_in(html, base_url) -> (URL, where it stands), ...    the URL may or may not be a board's

The page is searched as text, so that what stands in scripts, JSON and data attributes is seen as well.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple
from urllib.parse import urlsplit

# The ends of the hosts where boards, their forms and their APIs are.
DOMAINS = (
    *("greenhouse.io", "lever.co", "ashbyhq.com", "smartrecruiters.com", "workable.com", "recruitee.com"),
    *("personio.de", "personio.com", "teamtailor.com", "bamboohr.com", "myworkdayjobs.com", "myworkdaysite.com"),
    *("rippling.com", "rippling-ats.com", "breezy.hr", "pinpointhq.com", "gem.com", "comeet.co", "comeet.com"),
    *("oraclecloud.com", "ultipro.com", "ultipro.ca", "ukg.net", "icims.com", "eightfold.ai", "jobvite.com"),
    *("applytojob.com", "jazz.co", "successfactors.com", "successfactors.eu"),
)


class Setting(NamedTuple):
    """How a page tells an ATS's script whose board to show: after `name`, where the page speaks of `sign` at all."""

    sign: str
    name: str
    value: re.Pattern[str]
    url: str


QUOTED = re.compile(r"""["']?\s{0,9}[:=,]\s{0,9}["']([\w.-]{2,100})["']""", re.ASCII)
IN_PATH = re.compile(r"/([\w-]{2,100})", re.ASCII)
WITH_UID = re.compile(
    rf"{QUOTED.pattern}[^{{}}]{{0,300}}?company-uid{QUOTED.pattern}",
    re.ASCII,
)
SETTINGS = (
    Setting("leverJobsOptions", "accountName", QUOTED, "https://jobs.lever.co/{}"),
    Setting("lever-jobs", "data-account", QUOTED, "https://jobs.lever.co/{}"),
    Setting("grnhse", "boardToken", QUOTED, "https://boards.greenhouse.io/{}"),
    Setting("smartrecruiters.com/job-widget", "company_code", QUOTED, "https://careers.smartrecruiters.com/{}"),
    Setting("jobvite", "data-careersite", QUOTED, "https://jobs.jobvite.com/{}"),
    Setting("BambooHR", "data-domain", QUOTED, "https://{}/careers"),
    Setting("app.jazz.co", "widgets/basic/create", IN_PATH, "https://{}.applytojob.com/apply"),
    Setting("comeet", "company-name", WITH_UID, "https://www.comeet.com/jobs/{}/{}"),
)
MOST_SETTINGS = 50
# SuccessFactors serves its sites at the companies' own hosts; what it is made of comes from these.
OWN_HOST_SIGNS = ("rmkcdn.successfactors.com", "rmk-map", "jobs2web.com", "j2w.")
OWN_HOST = "https://{}/search/?createNewAlert=false&q="
HOST_BEFORE = re.compile(r"[A-Za-z0-9.-]*\Z")
URL_AFTER = re.compile(r"""(?::\d+)?(?:[/?#][^\s"'<>\\`(){}\[\]|^]*)?""")
TAG_BEFORE = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)\b[^<>]*\Z")
# A page about an ATS may name thousands.
MOST_NAMED = 10_000
LONGEST_HOST, LONGEST_URL, LONGEST_TAG = 120, 500, 2000


def named_in(html: str, base_url: str) -> Iterator[tuple[str, str]]:
    return chain(settings(html), addresses(plain(html)), own_host(html, base_url))


def plain(html: str) -> str:
    """The text with slashes and ampersands as they are meant: scripts write them as \\/ and \\u002F, HTML as &amp;."""
    for written, meant in (("\\/", "/"), ("\\u002F", "/"), ("\\u002f", "/"), ("&#x2F;", "/"), ("&amp;", "&")):
        html = html.replace(written, meant)
    return html


def addresses(html: str) -> Iterator[tuple[str, str]]:
    """(URL, where it stands) of every address at an ATS, up to MOST_NAMED of them."""
    lower = html.encode("ascii", "replace").decode().lower()  # as long as `html`, whatever is in it
    left = MOST_NAMED
    for domain in DOMAINS:
        at = lower.find(domain)
        while at >= 0 and left:
            left -= 1
            host = HOST_BEFORE.search(html[max(0, at - LONGEST_HOST) : at])[0]
            rest = URL_AFTER.match(html, at + len(domain), at + LONGEST_URL)[0]
            if not host or host.endswith("."):
                yield f"https://{host}{domain}{rest}", place(html, at - len(host))
            at = lower.find(domain, at + len(domain))


def place(html: str, at: int) -> str:
    """In what kind of element the address at this place stands."""
    tag = TAG_BEFORE.search(html[max(0, at - LONGEST_TAG) : at])
    names = {"a": "a link", "iframe": "a frame", "script": "a script", "form": "a form", "link": "a link of the page"}
    return (
        names.get(tag[1].lower(), f"an attribute of <{tag[1].lower()[:20]}>") if tag else "text or a script's own data"
    )


def settings(html: str) -> Iterator[tuple[str, str]]:
    """(URL, where its name stands) of the boards named in the settings of an ATS's script."""
    for setting in SETTINGS:
        at = html.find(setting.name) if setting.sign in html else -1
        for _ in range(MOST_SETTINGS):
            if at < 0:
                break
            at += len(setting.name)
            if match := setting.value.match(html, at):
                yield setting.url.format(*match.groups()), f"a setting, {setting.name}"
            at = html.find(setting.name, at)


def own_host(html: str, base_url: str) -> Iterator[tuple[str, str]]:
    """(URL, what tells it) of the page's own site, where it is an ATS's."""
    signs = [sign for sign in OWN_HOST_SIGNS if sign in html]
    if len(signs) > 1 and (host := hostname(base_url)):
        yield OWN_HOST.format(host), f"made of {signs[0]} and {signs[1]}"


def hostname(url: str) -> str:
    """The host of a web address; "" when it is none."""
    try:
        split = urlsplit(url)
        return split.hostname or "" if split.scheme in ("http", "https") else ""
    except ValueError:
        return ""
