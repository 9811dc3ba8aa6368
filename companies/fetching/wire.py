"""The connections themselves: guarded addresses, and a deadline on every read and write."""

import ssl
from collections.abc import Iterable
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpcore2 as httpcore
import httpx2 as httpx

from companies.fetching.guard import addresses, public_addresses
from companies.fetching.limits import seconds_left

MAX_CONNECTIONS = 100
KEEP_OPEN_SECONDS = 30.0
# Of a name with many addresses, more than these are not tried.
MAX_ADDRESSES = 4


class TimedStream(httpcore.NetworkStream):
    """A stream that heeds `limits.deadline`: a timeout for each read alone lets headers drip in for hours."""

    def __init__(self, stream: httpcore.NetworkStream):
        self.stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, in_time(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, in_time(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return TimedStream(
            self.stream.start_tls(ssl_context, server_hostname, in_time(timeout, httpcore.ConnectTimeout))
        )

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


def in_time(timeout: float | None, error: type[Exception]) -> float | None:
    """`timeout`, or what is left until the deadline if that is less; `error` when nothing is."""
    left = seconds_left()
    if left <= 0:
        raise error("The deadline has passed.")
    return min(timeout or left, left) if left < float("inf") else timeout


class GuardedBackend(httpcore.SyncBackend):
    """Resolves a name once, judges its addresses, and connects to one of those: rebinding has no second chance."""

    def __init__(self, private: bool):
        self.resolve = addresses if private else public_addresses

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        found = self.resolve(host, port)[:MAX_ADDRESSES]
        for number, address in enumerate(found, 1):
            left = in_time(timeout, httpcore.ConnectTimeout)
            try:
                return TimedStream(super().connect_tcp(address, port, left, local_address, socket_options))
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(found):
                    raise
        raise httpcore.ConnectError(f"{host} has no address.")


class GuardedTransport(httpx.HTTPTransport):
    """httpx's own transport takes no network backend, so its pool is made here."""

    def __init__(self, private: bool):
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_connections=MAX_CONNECTIONS,
            max_keepalive_connections=MAX_CONNECTIONS,
            keepalive_expiry=KEEP_OPEN_SECONDS,
            http2=True,
            network_backend=GuardedBackend(private),
        )


@cache
def client(private: bool = False) -> httpx.Client:
    """The client of this process. `private`: it may ask any address at any port, as the demo and tests do.

    It follows no redirect by itself, keeps no cookie, and passes by the proxies of the
    environment: behind one nobody could say which address is asked.
    """
    nobody = DefaultCookiePolicy(allowed_domains=[])
    return httpx.Client(
        transport=GuardedTransport(private),
        trust_env=False,
        follow_redirects=False,
        cookies=CookieJar(policy=nobody),
    )
