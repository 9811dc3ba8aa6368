"""Many rows in one statement, each with values of its own.

    update_rows(Posting, {17: {"title": "Nurse"}, 18: {"title": "Pilot"}})

Rows with other columns are another statement: there are as many as kinds of change, not as rows.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Model

UPDATE = """
update {table} set {assignments} from json_to_recordset(%s::json) as new({columns}) where {table}.{key} = new.{key}
"""

Rows = Mapping[int, Mapping[str, Any]]


def update_rows(model: type[Model], rows: Rows) -> None:
    """Write {primary key: {column: value}}; a column is called as the model's attribute: `department_id`."""
    alike: dict[tuple[str, ...], dict[int, Mapping[str, Any]]] = defaultdict(dict)
    for key, columns in rows.items():
        alike[tuple(sorted(columns))][key] = columns
    for names, its_rows in alike.items():
        if names:
            update_alike(model, names, its_rows)


def update_alike(model: type[Model], names: Sequence[str], rows: Rows) -> None:
    key = model._meta.pk
    fields = [key, *(model._meta.get_field(name) for name in names)]
    statement = UPDATE.format(
        table=model._meta.db_table,
        assignments=", ".join(f"{field.column} = new.{field.column}" for field in fields[1:]),
        columns=", ".join(f"{field.column} {field.db_type(connection)}" for field in fields),
        key=key.column,
    )
    values = [
        {key.column: pk, **{field.column: columns[name] for field, name in zip(fields[1:], names, strict=True)}}
        for pk, columns in rows.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement, [as_json(values)])


def as_json(value: Any) -> str:
    """What PostgreSQL takes back as the same values: moments in ISO 8601, amounts with all their digits."""
    return json.dumps(value, default=plain)


def plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} is no value of a column")
