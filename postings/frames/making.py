"""The frame of a posting's page: all that its own rows say, with holes for the rest (live.py fills them)."""

import json
from urllib.parse import urlsplit

from django.template.loader import render_to_string
from markupsafe import Markup

from postings.api import lines
from postings.frames.holes import hole, static_hole
from postings.frames.query import Whole
from postings.frames.related import related_slices
from postings.frames.rows import ContentRow, PostingRow
from postings.job_posting_ld import breadcrumb_ld, job_posting_ld
from postings.normalise import cut
from postings.presentation import DASH, as_written, job_facts, salary_words, short_place, workplace_words
from postings.record import event_fields
from postings.story.kin import together
from postings.story.lineage import lineage, similar
from postings.story.rows import Frame, LiveRow
from postings.story.telling import open_since, story, why_closed
from postings.structure import remote_policy

TITLE_LENGTH = 70  # what search engines show of a title


def make_frame(whole: Whole) -> Frame:
    numbers = None if whole.slices is None else dict(whole.slices.values())
    why = "" if whole.posting.active else why_closed(whole.events)
    return Frame(html(whole), open_since(whole.events), why, together(whole.kin), numbers)


def html(whole: Whole) -> bytes:
    """The page with holes, in UTF-8."""
    posting, content, source = whole.posting, whole.content, whole.source
    pay, source_host = salary_words(posting), host(content.source_url)
    crumbs, others = breadcrumb(posting), similar(posting, whole.kin)
    context = {
        "hole": hole,
        "static": static_hole,
        "dash": DASH,
        "page_title": page_title(posting),
        "posting": posting,
        "url": posting.get_absolute_url(),
        "company_url": posting.company.get_absolute_url(),
        "content": content,
        "source_id": source.source_id,
        "source_url": source.get_absolute_url(),
        "place": short_place(posting),
        "work_model": workplace_words(posting),
        "pay": pay,
        "facts": job_facts(posting, content, whole.places, pay),
        "story": story(whole.events, posting.closed_at or posting.first_seen_at),
        "lineage": lineage(posting, whole.kin),
        "similar": [(job.get_absolute_url(), job.title, job.where(posting.company)) for job in others],
        "related": related_slices(whole, source_host),
        "remote_policy": remote_policy(posting.workplace_type),
        "made_of": made_of(posting, content),
        "api_urls": lines.of_job(posting.job_id, posting.company.org_id, source.source_id),
        "apply_url": apply_url(posting, content, source_host),
        "crumbs": crumbs,
        "json_ld": [job_posting_ld(posting, content, whole.places), breadcrumb_ld(crumbs)],
    }
    return render_to_string("postings/detail.html", context).encode()


def page_title(posting: PostingRow) -> str:
    """Title, company and place, with as much of them as a search result shows."""
    at_company = f"{posting.title} at {posting.company.name}"
    place = short_place(posting)
    if place and len(at_company) + len(place) + 2 <= TITLE_LENGTH:
        return f"{at_company}, {place}"
    if len(at_company) <= TITLE_LENGTH:
        return at_company
    return cut(posting.title, TITLE_LENGTH)


def breadcrumb(posting: PostingRow | LiveRow) -> list[tuple[str, str]]:
    return [
        ("Home", "/"),
        ("Companies", "/companies/"),
        (posting.company.name, posting.company.get_absolute_url()),
        (posting.title, posting.get_absolute_url()),
    ]


def host(url: str) -> str:
    return urlsplit(url).hostname or ""


def apply_url(posting: PostingRow, content: ContentRow, source_host: str) -> tuple[str, str]:
    """Where to apply and the host it is on; a closed posting leads nowhere."""
    if not posting.active:
        return "", ""
    if url := content.apply_url:
        return url, host(url)
    return (content.source_url, source_host) if source_host else ("", "")


def made_of(posting: PostingRow, content: ContentRow) -> list[tuple[str, Markup]]:
    """The JSON objects behind the page, written out."""
    return [
        ("Event Fields", as_written(json.dumps(event_fields(posting, content), indent=4))),
        ("Parsed Structured", as_written(content.parsed)),
        ("Extensions", as_written(content.extensions)),
        ("Native Structured", as_written(content.native_structured)),
    ]
