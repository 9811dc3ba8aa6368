"""What all frames depend on besides their rows: our code, templates and static files, the site's name and address."""

from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings

MADE_OF = ("companies", "jobboard", "postings", "static", "templates")
LIBRARIES = "requirements.txt"


def edition() -> int:
    """A number of 64 bits; another one for another edition of the site, whose frames are made anew."""
    told = (program(), settings.SITE_URL, settings.SITE_NAME, settings.JOBPOSTING_EMIT_SALARY)
    return int.from_bytes(blake2b(repr(told).encode(), digest_size=8).digest(), signed=True)


@cache
def program() -> str:
    """The digest of every file that could have a say in what a page looks like."""
    digest = blake2b()
    root = Path(settings.BASE_DIR)
    for path in files(root):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def files(root: Path) -> list[Path]:
    found = [path for folder in MADE_OF for path in (root / folder).rglob("*") if path.is_file()]
    return sorted(path for path in [*found, root / LIBRARIES] if "__pycache__" not in path.parts)
