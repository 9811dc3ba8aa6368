"""manage.py run: prepare what is missing, then serve. `make run` ends here."""

import os
import socket
import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from jobboard import gunicorn_conf
from jobboard.management import preparing

BACKLOG = 2048  # as gunicorn's own
LAST_PORT = 65_535


class Command(BaseCommand):
    help = "Starts the database, brings it up to date, fills it if it is empty, and serves the site."

    def handle(self, **options: object) -> None:
        # First of all: nobody should wait for the demo world only to hear that the port is taken,
        # nor find it taken afterwards. Whoever opens the page meanwhile waits with us.
        listener = listen(gunicorn_conf.HOST, settings.PORT)
        preparing.reach_database()
        with preparing.alone():
            preparing.migrate()
            preparing.fill_if_empty()
            preparing.collect_static_files()
        connections.close_all()
        serve(listener)


def listen(host: str, port: int) -> socket.socket:
    """CommandError, with the way out, when the site cannot be served there."""
    if not 0 <= port <= LAST_PORT:
        raise CommandError(f"There is no port {port}: the last one is {LAST_PORT}. Choose another: PORT=8001 make run")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        reason = str(error.strerror).partition(" (while")[0]  # where the socket module goes on in its own words
        raise CommandError(
            f"The site cannot be served on {host}, port {port} ({reason}). Choose another: PORT=8001 make run"
        ) from error


def serve(listener: socket.socket) -> None:
    """Become gunicorn, so that Ctrl-C and `kill` reach it and nothing else is left to end."""
    os.set_inheritable(listener.fileno(), True)
    command = [sys.executable, "-m", "gunicorn", "--config", "python:jobboard.gunicorn_conf"]
    command += ["--bind", f"fd://{listener.fileno()}", "jobboard.wsgi"]
    os.chdir(settings.BASE_DIR)
    os.execve(sys.executable, command, {**os.environ, "DEBUG": "0"})  # noqa: S606 - the arguments are ours
