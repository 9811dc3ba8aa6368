"""Sessions and logins: in the admin, guarded against other sites' forms, and nowhere else."""

import pytest
from django.test import Client, RequestFactory

from jobboard.admin_middleware import Authentication, Messages, Sessions

pytestmark = pytest.mark.django_db


def test_the_admin_refuses_a_form_of_another_site():
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post("/admin/login/", {"username": "x", "password": "y"}).status_code == 403


def test_the_admin_takes_its_own_form():
    reader = Client(enforce_csrf_checks=True)
    reader.get("/admin/login/")
    form = {"username": "x", "password": "y", "csrfmiddlewaretoken": reader.cookies["csrftoken"].value}
    assert reader.post("/admin/login/", form).status_code == 200


@pytest.mark.parametrize("middleware", [Sessions, Authentication, Messages])
def test_a_public_page_passes_by(middleware):
    request = RequestFactory().get("/jobs/")
    before = set(vars(request))
    assert middleware(lambda request: request)(request) is request
    assert set(vars(request)) == before
