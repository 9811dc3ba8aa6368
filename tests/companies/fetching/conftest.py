import socket

import pytest

from companies.fetching import following
from tests.companies.fetching.server import Server

PUBLIC = "93.184.215.14"


@pytest.fixture
def server(settings):
    """A server on loopback, with leave to be asked there, and as often as one likes."""
    settings.CRAWL_ALLOW_PRIVATE_ADDRESSES = True
    settings.CRAWL_PACE_SECONDS = 0.0
    with Server() as running:
        yield running


@pytest.fixture
def internet(server, settings, monkeypatch):
    """No leave for private addresses. The names in it, {name: addresses}, resolve; PUBLIC leads to `server`."""
    settings.CRAWL_ALLOW_PRIVATE_ADDRESSES = False
    names = {"board.example": PUBLIC}
    connect, resolve = socket.create_connection, socket.getaddrinfo

    def lookup(host, port, *args, **kwargs):
        given = names.get(host, host)
        found = given() if callable(given) else given
        return [entry for address in found.split() for entry in resolve(address, port, *args, **kwargs)]

    def connected(address, *args, **kwargs):
        assert address[0] == PUBLIC, f"{address} was connected to"
        return connect(server.server_address, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    monkeypatch.setattr(socket, "create_connection", connected)
    return names


@pytest.fixture
def no_waiting(monkeypatch):
    """Back-off takes no time; what would have been slept is kept."""
    slept = []
    monkeypatch.setattr(following.time, "sleep", slept.append)
    return slept
