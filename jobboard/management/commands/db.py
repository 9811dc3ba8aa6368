"""manage.py db start | stop | status: the PostgreSQL that comes with this project."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from jobboard.embedded import ENGINE, LauncherError, launcher

NOT_OURS = "DATABASE_URL names a server that is not ours to {action}: ask whoever runs it, or unset DATABASE_URL."


class Command(BaseCommand):
    help = "Starts, stops or describes the PostgreSQL that comes with this project."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["start", "stop", "status"])

    def handle(self, action: str, **options: object) -> None:
        if connection.settings_dict["ENGINE"] != ENGINE:
            raise CommandError(NOT_OURS.format(action="describe" if action == "status" else action))
        try:
            self.stdout.write(getattr(self, action)())
        except LauncherError as error:
            raise CommandError(str(error)) from error

    def start(self) -> str:
        launcher.ensure(settings.VAR_DIR / "pg")
        return self.status()

    def stop(self) -> str:
        stopped = launcher.stop(settings.VAR_DIR / "pg")
        return "PostgreSQL is stopped; its data is kept." if stopped else "PostgreSQL does not run."

    def status(self) -> str:
        server = launcher.status(settings.VAR_DIR / "pg")
        if not server:
            return "PostgreSQL does not run. `manage.py db start` starts it, and so does whatever needs it."
        return (
            f"PostgreSQL {server.version} runs (process {server.pid}) on the data in {server.data}. "
            f"Look inside with `manage.py dbshell`."
        )
