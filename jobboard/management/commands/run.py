"""manage.py run: prepare what is missing, then serve. `make run` ends here."""

import os
import socket
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from jobboard import gunicorn_conf
from jobboard.management import preparing


class Command(BaseCommand):
    help = "Starts the database, brings it up to date, fills it if it is empty, and serves the site."

    def handle(self, **options: object) -> None:
        # First of all, since nobody should wait for the demo world only to hear of the port, and
        # again after it, since another start may have waited with us.
        check_address(gunicorn_conf.HOST, settings.PORT)
        preparing.reach_database()
        with preparing.alone():
            preparing.migrate()
            preparing.fill_if_empty()
            preparing.collect_static_files()
        connections.close_all()
        check_address(gunicorn_conf.HOST, settings.PORT)
        serve()


def check_address(host: str, port: int) -> None:
    """CommandError, with the way out, when the site cannot listen there."""
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except (OSError, OverflowError) as error:
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else error
        raise CommandError(
            f"The site cannot be served on {host}, port {port} ({reason}). Choose another: PORT=8001 make run"
        ) from error


def serve() -> None:
    """Become gunicorn, so that Ctrl-C and `kill` reach it and nothing else is left to end."""
    command = [sys.executable, "-m", "gunicorn", "--config", "python:jobboard.gunicorn_conf", "jobboard.wsgi"]
    os.chdir(settings.BASE_DIR)
    os.execve(sys.executable, command, {**os.environ, "DEBUG": "0"})
