"""One settings file. What varies is read from the environment or `.env`: see docs/deploying.md.

A laptop needs none of it. A public site sets SITE_URL to its https origin; then SECRET_KEY
must be set too, and everything that `manage.py check --deploy` asks for is on.
"""

import secrets
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
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

# Sessions and logins are the admin's alone: a public page never touches them, so it sets no
# cookie and does not vary by one.
MIDDLEWARE = [
    "jobboard.middleware.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "jobboard.middleware.clean_input",
    "jobboard.middleware.patience",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
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
    DATABASES = {"default": env.db("DATABASE_URL")}
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
# The largest board seen is 9 MB; ten times that is no board.
CRAWL_MAX_BYTES = env.int("CRAWL_MAX_BYTES", 100_000_000)

# What the site lists: "worldwide", "english_us_canada", or languages and countries such as "en fr CA DE".
# The rest is kept and followed, unlisted. `manage.py renormalise` applies a change to what is stored.
SCOPE = env.str("SCOPE", "worldwide")

# Whether a posting's JobPosting markup carries its pay. Search engines take pay from employers only;
# the page shows it in any case.
JOBPOSTING_EMIT_SALARY = env.bool("JOBPOSTING_EMIT_SALARY", False)

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
