import pytest

from postings.models import Posting
from tests import make
from tests.postings.frames.wards import CARE, nurse_places


@pytest.fixture
def nurse(db) -> Posting:
    return make.posting(
        "Nurse",
        places=nurse_places(),
        department=make.department("Care"),
        salary_min=10,
        salary_currency="USD",
        salary_period="hour",
        normalized_title="nurse",
        **CARE,
    )
