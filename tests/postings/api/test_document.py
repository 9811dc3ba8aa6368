"""The OpenAPI document holds: a machine that reads it and asks everything it can think of is never surprised."""

import os
from contextlib import suppress

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable

from jobboard.wsgi import application
from tests import make

API = "/job-postings/v1"
# Requests for each operation and kind of input; `make api-check` asks 200.
EXAMPLES = int(os.environ.get("API_EXAMPLES", "4"))

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept_connection():
    """The server would close the test's own connection to the database after each request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_a_machine_that_asks_all_it_can_think_of_finds_nothing(kept_connection, settings):
    settings.ALLOWED_HOSTS = ["*"]
    posting = make.posting("Nurse", [make.city("Berlin", "DE")], department=make.department())
    make.event(posting)
    check(posting)


def check(posting):
    schema = schemathesis.openapi.from_wsgi(f"{API}/openapi.json", application)
    ids = {"job_id": posting.job_id, "org_id": posting.company.org_id, "source_id": posting.source.source_id}

    @schema.hook
    def map_path_parameters(context, path_parameters):
        """Half of the ids are of something that is there."""
        return {
            name: str(ids[name]) if name in ids and len(str(value)) % 2 else value
            for name, value in (path_parameters or {}).items()
        }

    failures = []
    for result in schema.get_all_operations():
        operation = result.ok()
        for mode in (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE):
            ask(operation, mode, failures)
    assert failures == [], "\n\n".join(failures)


def ask(operation, mode, failures):
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
            case.call_and_validate(headers={"Accept-Encoding": "identity"})
        except BaseExceptionGroup as group:
            failures.extend(
                f"{operation.label} {mode.name}: {str(each)[:600]}\n{case.as_curl_command()}"
                for each in group.exceptions
            )
        except schemathesis.errors.Failure as each:
            failures.append(f"{operation.label} {mode.name}: {each}")

    with suppress(Unsatisfiable):  # what takes nothing cannot be asked wrongly
        given(case=operation.as_strategy(generation_mode=mode))(one)()
