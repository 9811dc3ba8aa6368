"""feed.atom, feed.json, jobs.csv, changes/ and its own feed.atom: under /jobs/, every slice and every company."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.text import slugify

from postings.feeds import atom, csv_export, json_feed
from postings.feeds.answering import told_at
from postings.feeds.asking import Asked
from postings.feeds.changes import changes, changes_atom
from postings.feeds.items import feed_of
from postings.selection_words import sentence

IN_A_LIST = ("page", "after", "before")


@told_at(*IN_A_LIST)
def feed_atom(request: HttpRequest, asked: Asked) -> HttpResponse:
    """A page of the list, 50 jobs. Queries: the value, the stamp, the page, its rows."""
    return HttpResponse(atom.atom(feed_of(asked)), content_type=atom.CONTENT_TYPE)


@told_at(*IN_A_LIST)
def feed_json(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The same page as JSON."""
    return HttpResponse(json_feed.json_feed(feed_of(asked)), content_type=json_feed.CONTENT_TYPE)


@told_at()
def jobs_csv(request: HttpRequest, asked: Asked) -> HttpResponseBase:
    """All jobs of the list. A HEAD is answered without any: a server would write them all, and throw them away."""
    lines = csv_export.csv_lines(csv_export.all_ids(asked.selection)) if request.method == "GET" else []
    response = StreamingHttpResponse(lines, content_type=csv_export.CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{file_name(asked)}"'
    return response


def file_name(asked: Asked) -> str:
    """ "remote-jobs-in-berlin-germany.csv" """
    return f"{slugify(sentence(asked.selection))[:80].strip('-')}.csv"


FORMS = {
    r"feed\.atom": feed_atom,
    r"feed\.json": feed_json,
    r"jobs\.csv": jobs_csv,
    r"changes/": changes,
    r"changes/feed\.atom": changes_atom,
}
