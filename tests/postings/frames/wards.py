"""A nurse's posting, others of her role, and what is kept of them."""

from postings.frames import edition, packing
from postings.models import City, Posting
from postings.story.page import page
from postings.story.rows import Frame
from tests import make

CARE = {"job_function": "healthcare"}


def nurse_places() -> list[City]:
    return [make.city("Albany", "US", "NY"), make.city("Bonn", "DE")]


def another_nurse(nurse: Posting) -> Posting:
    """Of the same role."""
    return make.posting("Nurse (m/f/d)", company=nurse.company, places=nurse_places(), normalized_title="nurse", **CARE)


def kept(posting: Posting) -> Frame | None:
    frame = page(posting.id, edition.edition()).kept
    return frame and frame._replace(html=packing.unpack(frame.html))


def write(rows, **columns):
    """Past every rule of ours: as a database is written by hand."""
    assert getattr(rows, "objects", rows).update(**columns)
