"""The backend: `{"ENGINE": "jobboard.postgresql"}`."""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    def is_usable(self) -> bool:
        """Whether the server still holds the line. Asked before each request; Django would ask the server.

        One that has ended, or has ended us, has closed its side, and that shows here without asking: nothing
        else comes in on a line that waits, so only then is the server asked.
        """
        line = select.poll()
        line.register(self.connection.fileno(), select.POLLIN)
        return not line.poll(0) or super().is_usable()
