"""What an event of a posting carries."""

from postings.frames.rows import ContentRow, PostingRow
from postings.models import Posting, PostingContent
from postings.structure import moment


def event_fields(posting: Posting | PostingRow, content: PostingContent | ContentRow) -> dict[str, str]:
    return {
        "content_hash": posting.content_hash,
        "source_hash": content.source_hash,
        "last_changed_at": moment(posting.changed_at),
        "active_status": "active" if posting.active else "expired",
    }
