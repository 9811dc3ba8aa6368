"""Django's PostgreSQL backend on our own server: every connection first sees to it that the server runs.

So each command, each worker of the site and each test finds its database, also on a machine
where it was never started, and after a `kill -9` of anything.

    DATABASES = {"default": {"ENGINE": "jobboard.embedded", "NAME": "jobboard", "USER": "jobboard"}}
"""

import contextlib
from typing import Any

from django.conf import settings
from django.db import IntegrityError, ProgrammingError
from django.db.backends.postgresql.client import DatabaseClient as PostgreSQLClient

from jobboard.postgresql import base

from . import LauncherError, binaries, launcher
from .postmaster import PORT


class DatabaseClient(PostgreSQLClient):
    """`manage.py dbshell`, with the `psql` that came with the server."""

    def runshell(self, parameters: Any) -> None:
        self.connection.find_server()
        super().runshell(parameters)

    @classmethod
    def settings_to_cmd_args_env(cls, settings_dict: Any, parameters: Any) -> Any:
        arguments, environment = super().settings_to_cmd_args_env(settings_dict, parameters)
        psql = binaries.find() / "psql"
        return [str(psql) if psql.exists() else "psql", *arguments[1:]], environment


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient

    def find_server(self) -> None:
        """Start it unless it runs, and note where it listens: the folder of its socket may change between starts."""
        try:
            folder = launcher.ensure(settings.VAR_DIR / "pg")
        except LauncherError as error:
            raise self.Database.OperationalError(str(error)) from error
        self.settings_dict |= {"HOST": str(folder), "PORT": str(PORT)}

    def get_connection_params(self) -> Any:
        self.find_server()
        return super().get_connection_params()

    def get_new_connection(self, conn_params: Any) -> Any:
        try:
            return super().get_new_connection(conn_params)
        except self.Database.OperationalError:
            if not self.create_missing_database(conn_params["dbname"]):
                raise
            return super().get_new_connection(conn_params)

    def create_missing_database(self, name: str) -> bool:
        """False when `name` is there already; libpq reports no error code by which to tell.

        A new server has no database yet; so has one whose owner has dropped it to begin anew.
        """
        with self._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if cursor.fetchone():
                return False
            # Of two processes the slower hears of a duplicate name or a duplicate key: the name is there.
            with contextlib.suppress(ProgrammingError, IntegrityError):
                cursor.execute(f"CREATE DATABASE {self.ops.quote_name(name)}")
        return True
