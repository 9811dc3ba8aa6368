"""The backend: `{"ENGINE": "jobboard.postgresql"}`."""

import select

from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus


class DatabaseWrapper(base.DatabaseWrapper):
    def is_usable(self) -> bool:
        """Whether the server still holds the line. Asked before each request; Django would ask the server.

        One that has ended, or has ended us, has closed its side, and that shows here without asking: nothing
        else comes in on a line that waits. Any other line is asked about as Django does.
        """
        return self.waits_in_silence() or super().is_usable()

    def waits_in_silence(self) -> bool:
        if self.connection.info.transaction_status != TransactionStatus.IDLE:
            return False
        line = select.poll()
        line.register(self.connection.fileno(), select.POLLIN)
        return not line.poll(0)
