"""A PostgreSQL of our own, for a machine where nobody has installed one.

`launcher.py` is the door: it makes a cluster, starts it, finds it again. `base.py` is the Django
database backend that knocks there before it connects. Everything but `base.py` needs the standard
library only.
"""

ENGINE = __name__  # as settings.DATABASES names it


class LauncherError(Exception):
    """PostgreSQL cannot be had; the text says why and what to do, to the person at the keyboard."""
