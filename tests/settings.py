"""The site's settings with what tests need otherwise: static files by their plain names, fast passwords."""

from jobboard.settings import *  # noqa: F403

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Tests ask more than any reader, all from one address.
API_RATES = {name: (name, 1_000_000, 1_000_000) for name in API_RATES}  # noqa: F405
