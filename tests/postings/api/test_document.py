"""The OpenAPI document holds: a machine that reads it and asks everything it can think of is never surprised."""

import os
from collections.abc import Iterator
from contextlib import suppress
from functools import cache

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from jobboard.wsgi import application
from postings.api.document import document
from tests import make
from tests.postings.api.asking import made_key

API = "/job-postings/v1"
# Requests for each operation and kind of input; `make api-check` asks 200.
EXAMPLES = int(os.environ.get("API_EXAMPLES", "4"))
# Each by itself, so that the processes of a run share them.
OPERATIONS = [(method.upper(), path) for path, methods in document()["paths"].items() for method in methods]

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept_connection():
    """The server would close the test's own connection to the database after each request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_a_machine_that_asks_all_it_can_think_of_finds_nothing(method, path, kept_connection, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.WEBHOOKS_ALLOW_PRIVATE_ADDRESSES = True  # no name is looked up
    posting = make.posting("Nurse", [make.city("Berlin", "DE")], department=make.department())
    make.event(posting)
    company, source = posting.company, posting.source
    ids = {"job_id": posting.job_id, "org_id": str(company.org_id), "source_id": str(source.source_id)}
    headers = {"Accept-Encoding": "identity", "x-api-key": made_key("a machine")[1]}
    operation = read()[path][method]
    failures = [failure for mode in GenerationMode for failure in ask(operation, mode, ids, headers)]
    assert failures == [], "\n\n".join(failures)


@cache
def read():
    """The document as it is served. Reading it takes as long as asking one operation."""
    return schemathesis.openapi.from_wsgi(f"{API}/openapi.json", application)


def ask(operation, mode, ids, headers) -> Iterator[str]:
    """What is found, each with a command that asks it again."""
    failures = []

    def with_ids(case):
        """Half of the ids that look like one are of something that is there."""
        for name, value in case.path_parameters.items():
            if name in ids and len(str(value)) == len(ids[name]) and ord(value[-1]) % 2:
                case.path_parameters[name] = ids[name]
        return case

    @given(case=operation.as_strategy(generation_mode=mode).map(with_ids))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def one(case):
        try:
            case.call_and_validate(headers=headers)
        except BaseExceptionGroup as group:
            failures.extend(f"{mode.name}: {str(each)[:600]}\n{case.as_curl_command()}" for each in group.exceptions)
        except schemathesis.errors.Failure as each:
            failures.append(f"{mode.name}: {each}")

    with suppress(Unsatisfiable):  # what takes nothing cannot be asked wrongly
        one()
    return failures
