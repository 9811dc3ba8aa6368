"""The map of the site."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.static import serve

from jobboard import about, health_page, metrics, views
from postings import sitemaps
from postings.api import site as api
from postings.feeds import views as told
from postings.slices import DIMENSIONS, INDEXES, SLICES
from postings.views import companies, lists, posting, sources, values

# Django's <slug> without capitals: a second spelling of an address would be a second page.
SLUG = r"(?P<slug>[a-z0-9]+(?:[-_]+[a-z0-9]+)*)"
JOB = rf"^jobs/{SLUG}-(?P<posting_id>[1-9][0-9]{{0,9}})/"
ANY_OF = "|".join

admin.site.site_header = admin.site.site_title = f"{settings.SITE_NAME} administration"

job_urls = [
    path("jobs/", lists.index),
    re_path(rf"^jobs/by/(?P<name>{ANY_OF(DIMENSIONS)})/$", values.by),
    re_path(rf"{JOB}$", posting.detail),
    re_path(rf"{JOB}events/$", posting.events),
]

company_urls = [
    re_path(rf"^companies/{SLUG}/$", companies.company),
    re_path(rf"^companies/{SLUG}/breakdowns/$", companies.company_breakdowns),
    re_path(rf"^companies/{SLUG}/events/$", companies.company_events),
    path("sources/<uuid:source_id>/", sources.source),
    path("events/", companies.all_events),
]

told_urls = [
    re_path(rf"^{page}{form}$", view)
    for page in ("jobs/", rf"(?P<path>{ANY_OF(INDEXES)})/{SLUG}/")
    for form, view in told.FORMS.items()
]

slice_urls = [
    re_path(rf"^(?P<path>{ANY_OF(INDEXES)})/$", values.index),
    re_path(rf"^(?P<path>{ANY_OF(SLICES)})/{SLUG}/$", lists.slice_page),
]

machine_urls = [
    path("job-postings/v1/", include(api.urlpatterns)),
    path("robots.txt", sitemaps.robots),
    *sitemaps.urlpatterns,
    # Companies' logos, put there by an admin: few, small, and of three harmless kinds.
    re_path(r"^media/(?P<path>logos/[\w-]+\.(?:png|jpe?g|webp))$", serve, {"document_root": settings.MEDIA_ROOT}),
    path("healthz", views.healthz),
    path("readyz", views.readyz),
    path("metrics", metrics.metrics),
    path("favicon.ico", views.favicon),
]

urlpatterns = [
    path("", views.home),
    path("about/", about.about),
    path("how-we-count/", about.how_we_count),
    *job_urls,
    *company_urls,
    *told_urls,
    *slice_urls,
    *machine_urls,
    path("admin/health/", admin.site.admin_view(health_page.health)),
    path("admin/", admin.site.urls),
]

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error
