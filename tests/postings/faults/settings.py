"""The tests' settings with the database of FAULTS_SOCKET, and leases that are over soon after a kill."""

import os
from datetime import timedelta

from tests.settings import *  # noqa: F403

DATABASES["default"] = {  # noqa: F405
    **DATABASES["default"],  # noqa: F405
    "ENGINE": "django.db.backends.postgresql",
    "NAME": "faults",
    "USER": "jobboard",
    "PASSWORD": "",
    "HOST": os.environ.get("FAULTS_SOCKET", ""),
    "PORT": "5432",
}
STORAGES["raw"]["OPTIONS"] = {"location": os.environ.get("FAULTS_RAW", "")}  # noqa: F405
CRAWL_ALLOW_PRIVATE_ADDRESSES = True  # the boards are on this machine
CRAWL_LEASE_SECONDS = 2
CRAWL_SHORTEST = timedelta(hours=3)
CRAWL_LONGEST = timedelta(hours=12)
