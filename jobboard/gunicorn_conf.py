"""How gunicorn serves the site: `gunicorn --config python:jobboard.gunicorn_conf jobboard.wsgi`.

GUNICORN_CMD_ARGS overrides any of it, as with every gunicorn.
"""

import logging
import os
import sys

HOST = os.environ.get("HOST", "127.0.0.1").strip("[]")
PORT = os.environ.get("PORT", "8000")
ADDRESS = f"[{HOST}]:{PORT}" if ":" in HOST else f"{HOST}:{PORT}"

bind = ADDRESS
workers = int(os.environ.get("WEB_CONCURRENCY", 3))
# A sync worker that is handed a silent connection, such as browsers open ahead of need, waits for
# it: three of them stopped the site for 30 s. Threads wait beside the work, and each keeps a
# connection to the database.
worker_class = "gthread"
threads = 4
# Each worker loads the site itself: no connection to the database may be shared across a fork.
preload_app = False

# No page asks the database for longer than this; one that would is refused in words (middleware.patience).
# Crawls, ingests and commands are not pages, and take the time that they need. Compiling a query costs more
# than any of ours gains by it.
os.environ.setdefault("PGOPTIONS", "-c statement_timeout=5s -c jit=off")

loglevel = "warning"
errorlog = "-"
accesslog = None
control_socket_disable = True
# Django leaves it to the server to drop the body of an answer to HEAD. gunicorn does, and warns each time.
logging.getLogger("gunicorn.http.wsgi").setLevel(logging.ERROR)


def when_ready(server: object) -> None:
    database = "" if os.environ.get("DATABASE_URL") else ", `make stop` its database"
    print(f"The site is at http://{ADDRESS} (Ctrl-C stops it{database})", file=sys.stderr, flush=True)
