"""The site as the bench serves it: its own database and folder, told by the environment, and one view more."""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobboard.settings")

FOLDER = Path(os.environ["BENCH_FOLDER"])

settings.DATABASES["default"]["NAME"] = os.environ["BENCH_DATABASE"]
settings.STATIC_ROOT = FOLDER / "static"
settings.WHITENOISE_ROOT = FOLDER / "files"  # served at the root of the site, by the whitenoise that serves the rest
settings.API_RATES = {kind: (name, 1e6, 1_000_000) for kind, (name, *_) in settings.API_RATES.items()}
settings.ROOT_URLCONF = "postings.benching.urls"

application = get_wsgi_application()
