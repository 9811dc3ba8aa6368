"""Many rows in one statement, each with values of its own.

    update_rows({Posting: {17: {"title": "Nurse"}, 18: {"active": False}}, Source: {3: {"etag": ""}}})
    save_together((crawl, ["outcome", "error"]), (source, ["etag"]))
    copy_objects(Event, [Event(...), Event(...)])

What a row does not name stays as it is: rows with other columns, and of other tables, are no statements of their own.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import chain
from typing import Any

from django.db import connection
from django.db.models import AutoField, Field, Model

# A column that is not named keeps its value, and a long one even its bytes.
UPDATE = """
update {table} set {assignments}
from json_to_recordset(%s::json) as new(named text[], {columns}) where {table}.{key} = new.{key}
"""
ASSIGNMENT = "{column} = case when '{column}' = any(named) then new.{column} else {table}.{column} end"

Rows = Mapping[int, Mapping[str, Any]]


def update_rows(changes: Mapping[type[Model], Rows]) -> None:
    """Write {model: {primary key: {column: value}}}; a column is called as the model's attribute: `department_id`."""
    said = {model: rows for model, rows in changes.items() if any(rows.values())}
    if said:
        updates = ", ".join(f"{model._meta.db_table}_rows as ({update_of(model, said[model])})" for model in said)
        with connection.cursor() as cursor:
            cursor.execute(f"with {updates} select", [as_json(model, said[model]) for model in said])


def update_of(model: type[Model], rows: Rows) -> str:
    table, key = model._meta.db_table, model._meta.pk
    fields = [model._meta.get_field(name) for name in sorted(set().union(*rows.values()))]
    return UPDATE.format(
        table=table,
        key=key.column,
        assignments=", ".join(ASSIGNMENT.format(table=table, column=field.column) for field in fields),
        columns=", ".join(f"{field.column} {field.db_type(connection)}" for field in (key, *fields)),
    )


def as_json(model: type[Model], rows: Rows) -> str:
    """What PostgreSQL takes back as the same values: moments in ISO 8601, amounts with all their digits."""
    key, field = model._meta.pk.column, model._meta.get_field
    columns = [{key: pk, **{field(name).column: value for name, value in row.items()}} for pk, row in rows.items()]
    return json.dumps([{"named": list(row), **row} for row in columns], default=plain)


def plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return f"{value.total_seconds()} seconds"
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} is no value of a column")


def save_together(*changed: tuple[Model, Collection[str]]) -> None:
    """What `save(update_fields=...)` of each writes."""
    update_rows({type(row): {row.pk: {name: getattr(row, name) for name in names}} for row, names in changed})


def copy_objects(model: type[Model], objects: Iterable[Model]) -> None:
    """What `bulk_create` writes, in less than half its time; the numbers that the database gives do not come back."""
    fields = [field for field in model._meta.concrete_fields if not is_given_by_database(field)]
    copy_in(model, (prepared(each, fields) for each in objects))


def is_given_by_database(field: Field) -> bool:
    return isinstance(field, AutoField) or field.has_db_default()


def prepared(row: Model, fields: Iterable[Field]) -> dict[str, Any]:
    return {field.column: field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields}


def copy_in(model: type[Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Rows of the same columns, by COPY: a third of the time of inserts when a board comes with thousands."""
    first = next(rows := iter(rows), None)
    if first is None:
        return
    columns = ", ".join(first)
    with connection.cursor() as cursor, cursor.copy(f"copy {model._meta.db_table} ({columns}) from stdin") as copy:
        for row in chain([first], rows):
            copy.write_row(list(row.values()))
