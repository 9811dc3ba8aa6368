"""The hosts of the ATSs, all on this machine: each is asked by its own name."""

from collections import Counter

from postings.demo.cases import Upset
from postings.demo.listening import Handler
from postings.demo.market import Market
from postings.demo.server import FakeATS


class ByName(Handler):
    def reply(self, posted):
        self.path = f"/{self.headers['Host']}{self.path}"
        super().reply(posted)


class Hosts(FakeATS):
    """Whoever asks http://api.lever.co/v0/postings/x here names the host in its request.

    `met` counts the requests that came during each kind of accident.
    """

    handler = ByName

    def __init__(self, market: Market):
        super().__init__(market)
        self.met: Counter[str] = Counter()

    def requests(self, ending: str = "") -> int:
        return sum(number for address, number in self.asked.items() if address.endswith(ending))

    def is_its_turn(self, upset: Upset) -> bool:
        self.met[upset.tells] += 1
        return super().is_its_turn(upset)
