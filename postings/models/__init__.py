"""What is open, where, and what became of it."""

from postings.models.dimensions import City, Country, Department, Region
from postings.models.event import Event
from postings.models.posting import Posting, PostingContent, PostingPlace
from postings.models.tally import Tally

__all__ = ["City", "Country", "Department", "Event", "Posting", "PostingContent", "PostingPlace", "Region", "Tally"]
