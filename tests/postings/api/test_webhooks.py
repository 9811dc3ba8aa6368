"""What happens is told to whoever subscribed: signed, until it arrives, and to public addresses only."""

import hmac
import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.management import call_command
from django.utils import timezone

from postings.api import delivering, outside
from postings.api.delivering import PATIENCE, WAITS, deliver_due
from postings.api.models import Delivery, WebhookEndpoint
from tests import make
from tests.postings.api.asking import API, NOBODY, made_key, refused, sent

pytestmark = pytest.mark.django_db


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((dict(self.headers.items()), body))
        self.send_response(self.server.answer)
        self.end_headers()
        self.wfile.write(b"thanks\0 <b>")

    def log_message(self, *args):
        pass


@pytest.fixture
def receiver(settings):
    """A server of our own that answers as it is told to."""
    settings.WEBHOOKS_ALLOW_PRIVATE_ADDRESSES = True
    server = HTTPServer(("127.0.0.1", 0), Receiver)
    server.received, server.answer = [], 200
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def key():
    return {"x-api-key": made_key("a mirror")[1]}


@pytest.fixture
def endpoint(client, receiver, key):
    url = f"http://127.0.0.1:{receiver.server_port}/hook?a=1"
    return sent(client, "webhook_endpoints", {"url": url}, 201, **key)["data"]


def subscribe(client, endpoint, key, **to):
    return sent(client, "subscriptions", {"endpoint_id": endpoint["endpoint_id"], **to}, 201, **key)["data"]


def test_an_event_is_delivered_signed_and_once(client, receiver, endpoint, key):
    posting = make.posting("Nurse")
    make.event(posting)
    subscribe(client, endpoint, key, job_id=posting.job_id, event_types=["job.closed", "job.updated"])
    make.event(posting, "job.closed")
    make.event(posting, "job.reopened")
    make.event(make.posting(), "job.closed")
    assert deliver_due() == (1, 1, 0)
    assert deliver_due() == (0, 0, 0)
    ((headers, body),) = receiver.received
    told = json.loads(body)
    assert (told["event_type"], told["job_id"], told["org_id"]) == (
        *("job.closed", posting.job_id),
        str(posting.company.org_id),
    )
    assert told["data"]["title"] == "Nurse"
    secret = endpoint["secret"].encode()
    assert headers["x-bluedoor-signature"] == hmac.new(secret, body, "sha256").hexdigest()
    stamped = f"{headers['x-bluedoor-timestamp']}.".encode() + body
    assert headers["x-bluedoor-signature-v2"] == hmac.new(secret, stamped, "sha256").hexdigest()
    assert Delivery.objects.get().answer == "200 thanks <b>"


def test_a_company_and_a_search_are_subscribed_to(client, receiver, endpoint, key):
    nurse = make.posting("Nurse", [make.city("Berlin", "DE")])
    cook = make.posting("Cook", company=nurse.company, active=False)
    subscribe(client, endpoint, key, org_id=str(nurse.company.org_id))
    subscribe(client, endpoint, key, filters={"city": "Berlin", "title": "nurse", "-work_model": ["remote"]})
    for posting in (nurse, cook, make.posting("Nurse", [make.city("Bonn", "DE")])):
        make.event(posting, "job.updated", field="title")
    assert deliver_due() == (3, 3, 0)
    assert sorted(json.loads(body)["job_id"] for _, body in receiver.received) == sorted(
        [nurse.job_id, nurse.job_id, cook.job_id]
    )


def test_what_does_not_arrive_is_sent_again_later_each_time_and_then_given_up(client, receiver, endpoint, key):
    posting = make.posting()
    subscribe(client, endpoint, key, job_id=posting.job_id)
    make.event(posting, "job.closed")
    receiver.answer = 500
    assert deliver_due() == (1, 0, 1)
    assert deliver_due() == (0, 0, 0), "not before it is due"
    for _ in WAITS:
        Delivery.objects.update(next_try_at=timezone.now())
        assert deliver_due().failed == 1
    delivery = Delivery.objects.get()
    assert (delivery.attempts, delivery.next_try_at, delivery.answer) == (len(WAITS) + 1, None, "500 thanks <b>")


def test_an_endpoint_that_fails_for_days_is_paused_until_an_admin_lets_it_go_on(client, receiver, endpoint, key):
    posting = make.posting()
    subscribe(client, endpoint, key, job_id=posting.job_id)
    make.event(posting, "job.closed")
    WebhookEndpoint.objects.update(failing_since=timezone.now() - PATIENCE - timedelta(minutes=1))
    receiver.answer = 500
    assert deliver_due() == (1, 0, 1)
    assert "Nothing has arrived since" in WebhookEndpoint.objects.get().paused_because
    Delivery.objects.update(next_try_at=timezone.now())
    receiver.answer = 200
    assert deliver_due() == (0, 0, 0)
    WebhookEndpoint.objects.update(paused_because="", failing_since=None)
    assert deliver_due() == (0, 1, 0)


def test_the_command_delivers_once(client, receiver, endpoint, key, capsys):
    posting = make.posting()
    subscribe(client, endpoint, key, job_id=posting.job_id)
    make.event(posting)
    call_command("deliver_webhooks")
    assert capsys.readouterr().out == "1 new, 1 delivered, 0 failed.\n"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://example.com/", "must begin with https://"),
        ("https://127.0.0.1/", "a loopback address"),
        ("https://169.254.169.254/latest", "a link-local address"),
        ("https://10.0.0.1/", "a private address"),
        ("https://[::ffff:127.0.0.1]/", "an IPv4-mapped address"),
        ("https://localhost/", "a loopback address"),
        ("https://name:word@example.com/", "must not hold a name"),
        ("https://127.0.0.1:22/", "not asked at port 22"),
        ("https://nobody.invalid/", "leads nowhere"),
        ("https://[", "no URL"),
        ("file:///etc/passwd", "must begin with https://"),
    ],
)
def test_only_public_https_addresses_are_delivered_to(client, key, url, words):
    response = client.post(f"{API}/webhook_endpoints", {"url": url}, content_type="application/json", headers=key)
    refused(response, 400, words)
    with pytest.raises(outside.Unreachable):
        outside.post(url, b"{}", {})


def test_a_secret_longer_than_is_kept_is_refused_in_words(client, key):
    body = {"url": "https://example.com/hook", "secret": "x" * 101}
    answer = client.post(f"{API}/webhook_endpoints", body, content_type="application/json", headers=key)
    refused(answer, 400, "secret: takes at most 100 characters")


@pytest.mark.parametrize(
    ("to", "status", "words"),
    [
        ({}, 400, "exactly one"),
        ({"job_id": "0" * 40, "org_id": NOBODY}, 400, "exactly one"),
        ({"job_id": "0" * 40}, 404, "There is no job"),
        ({"org_id": NOBODY}, 404, "There is no org"),
        ({"filters": {"nonsense": 1}}, 400, "is no name here"),
        ({"filters": {}, "event_types": ["job.eaten"]}, 400, "job.created"),
    ],
)
def test_a_subscription_to_nothing_is_refused_in_words(client, endpoint, key, to, status, words):
    body = {"endpoint_id": endpoint["endpoint_id"], **to}
    response = client.post(f"{API}/subscriptions", body, content_type="application/json", headers=key)
    refused(response, status, words)


def test_a_key_sees_and_deletes_only_its_own(client, endpoint, key):
    made = subscribe(client, endpoint, key, filters={})
    other = {"x-api-key": made_key("another")[1]}
    for path in (f"subscriptions/{made['subscription_id']}", f"webhook_endpoints/{endpoint['endpoint_id']}"):
        listing = path.partition("/")[0]
        assert len(client.get(f"{API}/{listing}", headers=key).json()["data"]) == 1
        assert client.get(f"{API}/{listing}", headers=other).json()["data"] == []
        refused(client.delete(f"{API}/{path}", headers=other), 404, "There is no")
        refused(client.delete(f"{API}/{path}"), 401, "needs a key")
        assert client.delete(f"{API}/{path}", headers=key).json() == {"data": {"deleted": True}}
    assert "secret" not in client.get(f"{API}/webhook_endpoints", headers=key).content.decode()


def test_a_delivery_that_a_worker_holds_is_taken_by_no_other(client, receiver, endpoint, key):
    posting = make.posting()
    subscribe(client, endpoint, key, job_id=posting.job_id)
    make.event(posting)
    delivering.enqueue()
    assert delivering.take_next()
    assert delivering.take_next() is None
