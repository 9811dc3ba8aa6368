"""A process of its own that asks one URL so many times.

python -m tests.companies.fetching.worker DATABASE PACE URL TIMES
"""

import os
import sys

import django


def main(database: str, pace: str, url: str, times: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from django.conf import settings
    from django.db import connection

    from companies.fetching import get
    from companies.providers.base import Request

    connection.settings_dict["NAME"] = database
    settings.CRAWL_ALLOW_PRIVATE_ADDRESSES = True
    settings.CRAWL_PACE_SECONDS = float(pace)
    for _ in range(int(times)):
        get(Request(url))


if __name__ == "__main__":
    main(*sys.argv[1:])
