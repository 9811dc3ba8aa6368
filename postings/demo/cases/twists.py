"""What is odd about an odd job: each twist takes a job like its board's others."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from postings.demo import paying
from postings.demo.values import Job, Pay, Section
from postings.demo.words import place

HOSTILE = """
<script>document.title = "taken over"</script>
<img src="https://tracker.example/pixel.gif" onerror="alert(1)">
<p onclick="alert(2)">Read <a href="javascript:alert(3)">how we work</a>
and <a href="https://www.nightwicket.example/handbook" target="_top">the handbook.
<style>body { display: none }</style>
<iframe src="https://frames.example/"></iframe>
<table><tr><td>Shifts<td>Two of three
<ul><li>Never closed<li>Nor this one
<b><i>Nested the wrong way</b></i>
<svg><a xlink:href="javascript:alert(4)"><text>A picture</text></a></svg>
"""
ORPHANS = "<li>Advise students who transfer in</li>\n<li>Keep the calendar of open days</li>\n"
ESCAPED = (
    "&lt;p&gt;We write our own engine &amp;amp; our own tools.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;C++20&lt;/li&gt;&lt;/ul&gt;"
)
LONG_TITLE = (
    "Sachbearbeiterin / Sachbearbeiter (m/w/d) für die Bearbeitung von Bauanträgen, Bauvoranfragen und "
    "Nutzungsänderungen im vereinfachten Genehmigungsverfahren einschließlich der Beteiligung der Träger "
    "öffentlicher Belange sowie der Überwachung der Baulasten im Fachbereich Stadtentwicklung und Bauordnung, "
    "Entgeltgruppe 9b TVöD (VKA), zunächst befristet auf zwei Jahre als Vertretung während einer Elternzeit, "
    "mit der Aussicht auf eine unbefristete Übernahme"
)
MANY_CITIES = (
    "Singapore", "Kuala Lumpur", "Jakarta", "Bangkok", "Manila", "Ho Chi Minh City", "Bengaluru", "Tokyo", "Sydney",
)  # fmt: skip


def with_section(job: Job, section: Section) -> Job:
    return replace(job, sections=(*job.sections, section))


def contradict_remote(job: Job) -> Job:
    words = (
        "This is not a remote position: you will work from our San Francisco office, Monday to Friday. "
        "We do not cover relocation."
    )
    places = (place("San Francisco", "{city}, {region}"),)
    return replace(with_section(job, Section("About the place", (words,))), workplace="remote", places=places)


def pay_in_words(job: Job) -> Job:
    offer = Pay(168_000, 214_000, "USD", "year")
    line = f"Pay: {paying.money(offer.low, 'USD', 'en')} to {paying.money(offer.high, 'USD', 'en')} a year, and equity."
    return replace(job, pay=None, pay_line="", closing=(line, *job.closing))


def many_cities(job: Job) -> Job:
    return replace(job, places=tuple(place(city, "{city}, {country_name}") for city in MANY_CITIES))


def before_edits(job: Job) -> Job:
    return replace(job, title="Backend Engineer, Import Pipelines", places=(place("Toronto", "{city}, {region}"),))


def first_edit(job: Job) -> Job:
    return replace(job, title="Senior Backend Engineer, Import Pipelines")


def second_edit(job: Job) -> Job:
    return replace(job, places=(*job.places, place("Vancouver", "{city}, {region}")))


def hostile(job: Job) -> Job:
    return with_section(job, Section("Life on the team", raw=HOSTILE))


def escaped_twice(job: Job) -> Job:
    return with_section(job, Section("Our craft", raw=ESCAPED))


def orphaned_items(job: Job) -> Job:
    return replace(job, sections=(Section("Also part of the job", raw=ORPHANS), *job.sections))


def unlisted(job: Job) -> Job:
    return replace(job, is_listed=False)


def emoji_title(job: Job) -> Job:
    return replace(job, title="🔌 Hardwareentwickler:in (m/w/d) – gern auch in Teilzeit 🚀")


def long_title(job: Job) -> Job:
    return replace(job, title=LONG_TITLE)


def dated(raw: Any) -> Callable[[Job], Job]:
    """A twist to the date `raw`, in the ATS's own form."""
    return lambda job: replace(job, posted_raw=raw)


def pay_upside_down(job: Job) -> Job:
    return replace(job, pay=Pay(95_000, 9_500, "USD", "year"), pay_line="Pay: $95,000 to $9,500 a year.")


def flag_beside_hybrid(job: Job) -> Job:
    return replace(job, workplace="hybrid", is_remote=True)


def broken_characters(job: Job) -> Job:
    words = "Pasted from a word processor:\x00 a NUL, half an emoji \ud83d, and a \u202ereversed\u202c word."
    return replace(job, opening=(words, *job.opening))


def talent_pool(job: Job) -> Job:
    return replace(job, title="Join our talent community", pay=None, pay_line="")


def bilingual(job: Job) -> Job:
    words = (
        "English follows. This role serves customers across Canada, and both languages are used every day.",
        "You will plan, install and look after the network that small towns along the river rely on.",
    )
    return with_section(job, Section("In English", words))


def no_text(job: Job) -> Job:
    return replace(job, opening=(), sections=(), closing=(), pay_line="")
