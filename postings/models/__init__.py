"""What is open, where, and what became of it."""

from postings.api.models import ApiKey, Delivery, Subscription, WebhookEndpoint
from postings.models.change import EntryChange
from postings.models.dimensions import City, Country, Department, Region
from postings.models.entry import Entry, EntryWords, FurtherValue
from postings.models.event import Event
from postings.models.frame import KeptFrame
from postings.models.posting import Posting, PostingContent, PostingPlace
from postings.models.tally import Tally
from postings.models.term import Term

__all__ = [
    "ApiKey",
    "City",
    "Country",
    "Delivery",
    "Department",
    "Entry",
    "EntryChange",
    "EntryWords",
    "Event",
    "FurtherValue",
    "KeptFrame",
    "Posting",
    "PostingContent",
    "PostingPlace",
    "Region",
    "Subscription",
    "Tally",
    "Term",
    "WebhookEndpoint",
]
