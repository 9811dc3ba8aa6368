from datetime import UTC, datetime

import pytest

from postings.demo.market import Market
from postings.demo.server import FakeATS

BEGINS_AT = datetime(2026, 5, 1, 6, tzinfo=UTC)


@pytest.fixture(scope="session")
def market() -> Market:
    """The default market. It takes a second to live its thirty days, so all tests share it: nothing changes it."""
    return Market(BEGINS_AT)


@pytest.fixture
def ats(market):
    with FakeATS(market) as ats:
        yield ats
