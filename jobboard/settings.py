"""One settings file. What varies is read from the environment or `.env`: see docs/deploying.md.

A laptop needs none of it. A public site sets SITE_URL to its https origin; then SECRET_KEY
must be set too, and everything that `manage.py check --deploy` asks for is on.
"""

import secrets
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()
environ.Env.read_env(str(BASE_DIR / ".env"))

# -- Where the site stands

PORT = env.int("PORT", 8000)
SITE_URL = env.str("SITE_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
SITE_NAME = env.str("SITE_NAME", "Open Job Board")
SITE = urlsplit(SITE_URL)
if SITE.scheme not in ("http", "https") or not SITE.hostname:
    raise ImproperlyConfigured(
        f"SITE_URL must be an http(s) origin such as https://jobs.example.org, not {SITE_URL!r}."
    )
PUBLIC = SITE.scheme == "https"
CONTACT = env.str("CONTACT", SITE_URL)  # a URL or mail address that boards and readers can turn to

DEBUG = env.bool("DEBUG", False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[SITE.hostname, "127.0.0.1", "localhost", "[::1]"])


def secret_key() -> str:
    """SECRET_KEY; on a laptop one of its own, made once and kept under var/."""
    if key := env.str("SECRET_KEY", ""):
        return key
    if PUBLIC:
        raise ImproperlyConfigured("SECRET_KEY is not set. A public site needs one: 50 random characters, kept secret.")
    path = VAR_DIR / "secret_key"
    try:
        if not path.exists():
            VAR_DIR.mkdir(exist_ok=True)
            fresh = path.with_suffix(f".{secrets.token_hex(4)}")
            fresh.write_text(secrets.token_urlsafe(50))
            fresh.chmod(0o600)
            fresh.replace(path)
        return path.read_text()
    except PermissionError:
        raise ImproperlyConfigured(
            f"{path} belongs to another user: run the site as that user, or set SECRET_KEY."
        ) from None


SECRET_KEY = secret_key()

# -- Parts

INSTALLED_APPS = [
    "jobboard",
    "postings",
    "companies",
    "django_filters",
    "procrastinate.contrib.django",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "jobboard.middleware.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "postings.api.serving.api",
    "django.middleware.common.CommonMiddleware",
    "jobboard.middleware.clean_input",
    "jobboard.middleware.patience",
    "jobboard.admin_middleware.Sessions",
    "django.middleware.csrf.CsrfViewMiddleware",
    "jobboard.admin_middleware.Authentication",
    "jobboard.admin_middleware.Messages",
]

ROOT_URLCONF = "jobboard.urls"
WSGI_APPLICATION = "jobboard.wsgi.application"

TEMPLATES = [
    {  # the public pages: half the time of Django's own engine for a list
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "jobboard.jinja.environment"},
    },
    {  # the admin
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# -- Data

if env.str("DATABASE_URL", ""):
    DATABASES = {"default": env.db("DATABASE_URL", engine="jobboard.postgresql")}
else:
    DATABASES = {"default": {"ENGINE": "jobboard.embedded", "NAME": "jobboard", "USER": "jobboard"}}
DATABASES["default"] |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
# Prepared statements make a list 2.7 and a posting 10 times cheaper: planning a five-table
# join costs more than running it. They do not survive a pooler in transaction mode.
DATABASES["default"].setdefault("OPTIONS", {}).update(server_side_binding=True, prepare_threshold=1)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "media", "base_url": "/media/"},
    },
    "raw": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": VAR_DIR}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# -- Time and language: one of each

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
USE_I18N = False

# -- Crawling

CRAWL_USER_AGENT = env.str("CRAWL_USER_AGENT", f"{SITE_NAME.replace(' ', '')}Bot/0.1 (+{CONTACT})")
CRAWL_TIMEOUT_SECONDS = env.float("CRAWL_TIMEOUT_SECONDS", 30.0)
# A source is visited as often as it changes, within these two; companies/schedule.py learns it.
CRAWL_SHORTEST = timedelta(minutes=env.float("CRAWL_SHORTEST_MINUTES", 30))
CRAWL_LONGEST = timedelta(hours=env.float("CRAWL_LONGEST_HOURS", 24))
# Whoever visits a board holds it for this long and renews it at a third; after a kill it is free then.
CRAWL_LEASE_SECONDS = env.float("CRAWL_LEASE_SECONDS", 45)
# Boards are asked at public addresses only; a test or a demo with a server of its own says otherwise.
CRAWL_ALLOW_PRIVATE_ADDRESSES = env.bool("CRAWL_ALLOW_PRIVATE_ADDRESSES", False)
# A host is asked so often and so many times at once, by all workers together; less often if its robots.txt says so.
CRAWL_PACE_SECONDS = env.float("CRAWL_PACE_SECONDS", 1.0)
CRAWL_HOST_CONCURRENCY = env.int("CRAWL_HOST_CONCURRENCY", 2)
# Other manners, (seconds, at once), where one host is not one board:
CRAWL_MANNERS = {
    # Public APIs that carry thousands of boards each, made to be asked from every visitor's browser.
    "boards-api.greenhouse.io": (0.2, 4),
    "api.lever.co": (0.2, 4),
    "api.eu.lever.co": (0.2, 4),
    "api.ashbyhq.com": (0.2, 4),
    # Known to shut out, for a day, whoever asks it faster.
    "apply.workable.com": (3.0, 1),
    # Each board has a host of its own, and one company serves them all: these share a pace besides each its own.
    "*.bamboohr.com": (0.2, 4),
    "*.breezy.hr": (0.2, 4),
    "*.applytojob.com": (0.2, 4),
    "*.eightfold.ai": (0.2, 4),
    "*.icims.com": (0.2, 4),
    "*.myworkdayjobs.com": (0.1, 8),
    "*.oraclecloud.com": (0.2, 4),
    "*.jobs.personio.com": (0.2, 4),
    "*.jobs.personio.de": (0.2, 4),
    "*.pinpointhq.com": (0.2, 4),
    "*.recruitee.com": (0.2, 4),
    "*.teamtailor.com": (0.2, 4),
}
# The largest board seen is 9 MB; ten times that is no board.
CRAWL_MAX_BYTES = env.int("CRAWL_MAX_BYTES", 100_000_000)
# Some boards tell the half of a posting only on its own page: so many of these are asked for at one visit,
# and each again after so many days, since the list may not say that its text has changed.
CRAWL_MAX_DETAILS = env.int("CRAWL_MAX_DETAILS", 200)
CRAWL_DETAIL_DAYS = env.int("CRAWL_DETAIL_DAYS", 30)

# The queue between workers (postings/work); the site itself never loads its tasks.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = None
PROCRASTINATE_IMPORT_PATHS = ["postings.work.tasks"]

# What the site lists: "worldwide", "english_us_canada", or languages and countries such as "en fr CA DE".
# The rest is kept and followed, unlisted. `manage.py renormalise` applies a change to what is stored.
SCOPE = env.str("SCOPE", "worldwide")

# Whether a posting's JobPosting markup carries its pay. Search engines take pay from employers only;
# the page shows it in any case.
JOBPOSTING_EMIT_SALARY = env.bool("JOBPOSTING_EMIT_SALARY", False)

# /metrics for Prometheus asks for this as a bearer token; empty, the page is off.
METRICS_TOKEN = env.str("METRICS_TOKEN", "")

# -- The API

# Requests a second and at once, of an address and of a key; docs/api.md.
API_RATES = {
    "anonymous": ("anonymous", env.float("API_RATE", 10), env.int("API_BURST", 50)),
    "key": ("key", env.float("API_KEY_RATE", 100), env.int("API_KEY_BURST", 500)),
}
# How many proxies of ours stand before the site and add to X-Forwarded-For. With 0 nobody's word is taken.
API_PROXIES = env.int("API_PROXIES", 0)
# Webhooks go to public https addresses only; a test with a server of its own says otherwise.
WEBHOOKS_ALLOW_PRIVATE_ADDRESSES = env.bool("WEBHOOKS_ALLOW_PRIVATE_ADDRESSES", False)

# -- Safety

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PUBLIC
SESSION_COOKIE_HTTPONLY = True
if PUBLIC:
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", "WARNING")},
    # A stranger's Host header is the stranger's fault; it gets its 400, and no traceback of ours.
    # A page that does not exist is no news either.
    "loggers": {
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
        "django.request": {"level": "ERROR"},
    },
}
