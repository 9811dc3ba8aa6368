"""Every answer is what the document says: no field more, none less, of its type."""

import pytest

from postings.api import schemas
from postings.api.job_fields import FIELDS
from postings.api.job_records import jobs
from tests import make
from tests.postings.api.asking import told

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("jobs/search?include=description&status=all", schemas.many(schemas.Job)),
        ("jobs/{0.job_id}", schemas.one(schemas.Job)),
        ("jobs/{0.job_id}/events", schemas.many(schemas.Event)),
        ("jobs/facets?field=city", schemas.many(schemas.FacetValue, schemas.FacetMeta)),
        ("jobs/lookup?job_ids={0.job_id},nonsense", schemas.many(schemas.FoundJob)),
        ("events/search", schemas.many(schemas.Event)),
        ("orgs/{0.company.org_id}", schemas.one(schemas.Org)),
        ("orgs/search", schemas.many(schemas.Org)),
        ("sources/{0.source.source_id}", schemas.one(schemas.Source)),
        ("sources/{0.source.source_id}/jobs", schemas.many(schemas.Job)),
        ("stats", schemas.one(schemas.Stats)),
    ],
)
def test_an_answer_is_what_its_schema_says(client, market, path, schema):
    posting = market[0].posting
    make.event(posting, "job.updated", field="salary_min", old=None, new=90000.5)
    schema.model_validate(told(client, path.format(posting)), strict=True)


def test_the_fields_of_a_job_are_those_that_can_be_asked_for(market):
    (job,) = jobs([market[0].posting.id], description=True).read()
    assert sorted(job) == sorted(FIELDS) == sorted(schemas.Job.model_fields)


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("jobs/search", 5),  # the page, its rows, the stamp, the total, and the total's stretch
        ("jobs/search?include=description&limit=100&include_total=false", 4),
        ("jobs/{0.job_id}?include=description", 2),  # the id, the job
        ("jobs/{0.job_id}/events", 2),
        ("sources/{0.source.source_id}", 3),  # source, stamp, number of open jobs
    ],
)
def test_an_answer_costs_the_same_few_queries_however_much_there_is(
    client, market, django_assert_max_num_queries, path, queries
):
    with django_assert_max_num_queries(queries):
        told(client, path.format(market[0].posting))
