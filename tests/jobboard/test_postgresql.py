"""Our backend: whether a connection that has waited may serve the next request."""

from contextlib import closing

import pytest
from django.db import Error, connection


@pytest.fixture
def line(db):
    """A second connection, which has served before."""
    with closing(connection.copy()) as line:
        line.ensure_connection()
        yield line


def test_a_line_that_is_held_is_not_asked(line, django_assert_num_queries):
    with django_assert_num_queries(0, connection=line):
        assert line.is_usable()


def test_a_line_that_the_server_has_ended_is_of_no_use(line):
    with connection.cursor() as cursor:
        cursor.execute("select pg_terminate_backend(%s, 10000)", [line.connection.info.backend_pid])
    assert not line.is_usable()


def test_a_line_that_we_have_ended_is_of_no_use(line):
    line.connection.close()
    assert not line.is_usable()


def test_a_line_whose_transaction_has_failed_is_of_no_use(line):
    line.set_autocommit(False)
    with line.cursor() as cursor, pytest.raises(Error):
        cursor.execute("select 1 / 0")
    assert not line.is_usable()
    line.rollback()


def test_a_server_that_has_only_said_something_is_asked_and_found_well(line):
    with line.cursor() as listener:
        listener.execute("listen news")
        listener.execute("notify news")
    with connection.cursor() as cursor:
        cursor.execute("select pg_notify('news', '')")
        connection.connection.commit()
    assert line.is_usable()
