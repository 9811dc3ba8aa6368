"""Frames as they are kept: packed, with the words that are in all of them known beforehand, which saves a third."""

from functools import cache
from pathlib import Path
from threading import local

import zstandard
from django.conf import settings

from postings.api.job_fields import FIELDS

LEVEL = 3
TEMPLATES = ("base.html", "postings/detail.html", "components/api.html", "components/evidence.html")

this_thread = local()


def pack(frame: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=LEVEL, dict_data=words()).compress(frame)


def unpack(packed: bytes) -> bytes:
    return unpacker().decompress(packed)


def unpacker() -> zstandard.ZstdDecompressor:
    """Making one costs half of what it is for, and no two threads may use the same."""
    if not hasattr(this_thread, "unpacker"):
        this_thread.unpacker = zstandard.ZstdDecompressor(dict_data=words())
    return this_thread.unpacker


@cache
def words() -> zstandard.ZstdCompressionDict:
    folder = Path(settings.BASE_DIR) / "templates"
    text = "".join((folder / name).read_text() for name in TEMPLATES) + '":null,"'.join(FIELDS)
    return zstandard.ZstdCompressionDict(text.encode(), dict_type=zstandard.DICT_TYPE_RAWCONTENT)
