"""jobs/lookup: jobs by what others know of them: a URL, the provider's own key, or our id. One or many."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.db import connection
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from postings.api.envelopes import dumps, many_written
from postings.api.job_records import jobs
from postings.api.kinds import MOST, Listed, Text, Urls
from postings.api.queries import Body, Shown
from postings.api.schemas import FoundJob
from postings.api.schemas import many as list_of
from postings.models import Posting

router = Router(tags=["jobs"])

# Indexes of migration 0010 serve these two.
BY_URL = """
with asked as (select unnest(%s::text[]) as url)
select url, posting_id from asked join postings_postingcontent on md5(source_url) = md5(url)
union select url, posting_id from asked join postings_postingcontent on apply_url <> '' and md5(apply_url) = md5(url)
order by posting_id
"""


class Key(Body):
    """A job as its provider knows it."""

    provider: Text = Field("", description="lever")
    provider_account_key: Text = Field("", description="The board's token.")
    provider_job_key: Text = Field(description="The provider's id of the job.")


class LookupAsked(Shown):
    job_ids: Listed = Field([], description="Our ids.")
    url: Urls = Field([], description="Source or apply URLs, as records have them or nearly so.")


class LookupQuery(LookupAsked):
    provider: Text = Field("", description="With provider_job_key.")
    provider_account_key: Text = Field("", description="With provider_job_key: the board's token.")
    provider_job_key: Text = Field("", description="The provider's id of the job.")


class LookupBody(LookupAsked, Body):
    urls: Urls = Field([], description="The same as url.")
    keys: list[Key] | None = Field(None, max_length=MOST, description="Jobs as their providers know them.")


@router.get(
    "jobs/lookup",
    response=list_of(FoundJob),
    summary="A job by its URL or its provider's key",
    operation_id="look_up_job",
)
def lookup(request: HttpRequest, asked: Query[LookupQuery]) -> HttpResponse:
    """One row for each thing asked for, in order; its data is null where there is no such job."""
    key = {name: getattr(asked, name) for name in Key.model_fields if getattr(asked, name)}
    return found(asked, asked.url, [key] if "provider_job_key" in key else [])


@router.post("jobs/lookup", response=list_of(FoundJob), summary="Many jobs at once", operation_id="look_up_jobs")
def lookup_many(request: HttpRequest, body: LookupBody) -> HttpResponse:
    """The same for up to a hundred."""
    return found(body, [*body.url, *body.urls], [key.model_dump(exclude_defaults=True) for key in body.keys or ()])


def found(asked: LookupAsked, urls: list[str], keys: list[dict[str, str]]) -> HttpResponse:
    number = len(asked.job_ids) + len(urls) + len(keys)
    if not number:
        return many_written([], count=0, limit=MOST, warnings=["Nothing was asked for: send url, job_ids or a key."])
    by_id = dict(Posting.objects.filter(job_id__in=asked.job_ids).values_list("job_id", "id"))
    by_url = at_urls(urls)
    rows: list[tuple[Mapping[str, Any], int | None]] = [
        *(({"job_id": id}, by_id.get(id)) for id in asked.job_ids),
        *(({"url": url}, by_url.get(url)) for url in urls),
        *((key, with_key(key)) for key in keys),
    ]
    ids = list(dict.fromkeys(id for _, id in rows if id))
    told = dict(zip(ids, jobs(ids, asked.with_description, asked.fields_).written, strict=True))
    data = [b'{"input":%b,"data":%b}' % (dumps(given).encode(), told.get(id, b"null")) for given, id in rows]
    return many_written(data, count=number, limit=MOST)


def at_urls(urls: list[str]) -> dict[str, int]:
    """{url: the posting it leads to}: the open and the newest where several do."""
    spellings = {url: list(spelled(url)) for url in urls}
    texts = list(dict.fromkeys(text for several in spellings.values() for text in several))
    with connection.cursor() as cursor:
        cursor.execute(BY_URL, [texts])
        found = dict(cursor.fetchall())  # the last of equals, the newest, stays
    return {url: found[text] for url, several in spellings.items() for text in reversed(several) if text in found}


def spelled(url: str) -> Iterable[str]:
    """As it came; without what it may have gained on its way; and the page before its form."""
    yield url
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return
    path = parts.path.rstrip("/")
    for scheme in ("https", "http"):
        for tail in (path, f"{path}/", path.removesuffix("/apply"), path.removesuffix("/application")):
            yield parts._replace(scheme=scheme, path=tail, query="", fragment="").geturl()
            if parts.query:
                yield parts._replace(scheme=scheme, path=tail, fragment="").geturl()


def with_key(key: Mapping[str, str]) -> int | None:
    columns = {"provider_job_key": "key", "provider": "provider", "provider_account_key": "source__board"}
    wanted = {columns[name]: value for name, value in key.items()}
    return Posting.objects.filter(**wanted).order_by("-active", "-id").values_list("id", flat=True).first()
