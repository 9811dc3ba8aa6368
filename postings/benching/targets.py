"""What is put under load, in the order of a round: each page beside a static file of its own size.

Whitenoise serves that file in the same gunicorn, so the ratio of the two says what the page itself
costs, on any machine and however busy it is.
"""

import urllib.request
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from urllib.error import HTTPError

from postings.benching.asking import Asker, WrongAnswer
from postings.benching.load import Target
from postings.benching.paths import Paths

URLS = 5_000
FEEDS = 500
SAMPLE = 25
API = "/job-postings/v1/jobs/search?limit=25&{}"
WITH_TEXTS = "/job-postings/v1/jobs/search?limit=100&include=description"


def page_sizes(asker: Asker, paths: Paths) -> dict[str, int]:
    """{kind of page: bytes, the median of some}."""
    kinds = {"posting": paths.postings, "slice": paths.cities, "search": paths.searches}
    return {kind: round(median(len(asker.get(url).content) for url in draw(SAMPLE))) for kind, draw in kinds.items()}


def write_files(sizes: dict[str, int], folder: Path) -> None:
    folder.mkdir()
    for kind, size in sizes.items():
        (folder / f"static-{kind}.html").write_bytes(b"." * size)


def targets(paths: Paths, sizes: dict[str, int], site_url: str) -> list[Target]:
    static = {
        kind: Target(f"static file, {size / 1000:.1f} kB", [f"/static-{kind}.html"]) for kind, size in sizes.items()
    }
    posting, slice_, search = (static[kind].name for kind in ("posting", "slice", "search"))
    searches = paths.searches(2 * URLS)  # asked for once each: no page that was kept answers them
    feeds = with_etags(site_url, paths.feeds(FEEDS))
    return [
        static["posting"],
        Target("empty view", ["/bench/empty/"], beside=posting),
        Target("posting", paths.postings(URLS), beside=posting, wanted_ratio=0.35),
        Target("feed, 304", feeds, beside=posting, status=304),
        static["slice"],
        Target("slice of a city", paths.cities(URLS), beside=slice_, wanted_ratio=0.20, warm=True),
        Target("slice, not kept", paths.small_cities(URLS), beside=slice_),
        static["search"],
        Target("search", searches[:URLS], beside=search, wanted_ratio=0.02),
        Target("search, 4 readers", searches[URLS:], beside=search, connections=4, wanted_p95=250),
        Target("API: 25 jobs", [API.format(query) for query in paths.queries(URLS)], beside=search),
        Target("API: 100 jobs with their texts", [WITH_TEXTS], beside=search),
    ]


def with_etags(site_url: str, urls: Iterable[str]) -> list[str]:
    """Each with the ETag that a reader of it holds, parted by a tab."""
    found = []
    for url in urls:
        try:
            with urllib.request.urlopen(f"{site_url}{url}") as answer:  # noqa: S310 - our own
                found.append(f"{url}\t{answer.headers['ETag']}")
        except HTTPError as error:
            raise WrongAnswer(f"{url} answers {error.code}, not 200.") from error
    return found
