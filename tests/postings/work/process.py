"""A worker like that of `manage.py work`, whose boards are on this machine: see fleet.py."""

import asyncio
import os
from dataclasses import replace
from urllib.parse import urlsplit

import django
from django.conf import settings

settings.DATABASES["default"]["NAME"] = os.environ["DATABASE_NAME"]
settings.STORAGES["raw"]["OPTIONS"] = {"location": os.environ["ARCHIVE"]}
HOSTS = ["api.lever.co", "boards-api.greenhouse.io", "api.ashbyhq.com"]
PORTS = [int(port) for port in os.environ["PORTS"].split()]


def main() -> None:
    django.setup()
    from companies.claims import Claims
    from companies.fetching import get
    from postings.work.visiting import Desk
    from postings.work.worker import Worker

    def ask(request):
        url = urlsplit(request.url)
        port = PORTS[HOSTS.index(url.netloc) % len(PORTS)]
        return replace(get(replace(request, url=f"http://127.0.0.1:{port}{url.path}")), request=request)

    async def work(claims):
        await Worker(Desk(claims, ask), int(os.environ.get("CONCURRENCY", "16")), print).run()

    with Claims() as claims:
        asyncio.run(work(claims))


if __name__ == "__main__":
    main()
