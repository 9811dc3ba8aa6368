"""Which addresses may be asked: public ones, and nothing else.

A board's URL, a redirect or a name server may lead to the machine we run on, to its network or
to a cloud's metadata (http://169.254.169.254/). So the addresses themselves are judged, after
the name is resolved, and the connection is made to the very address that was judged.
"""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from companies.fetching.errors import FetchError, Trouble

PORTS = (80, 443)

# Forms of IPv6 that carry an IPv4 address to be reached in its place; `is_global` calls some of them public.
CARRIERS = {
    ip_network("::/96"): "an IPv4-compatible address",
    ip_network("::ffff:0:0/96"): "an IPv4-mapped address",
    ip_network("::ffff:0:0:0/96"): "an IPv4-translated address",
    ip_network("64:ff9b::/96"): "a NAT64 address",
    ip_network("64:ff9b:1::/48"): "a NAT64 address",
    ip_network("2001::/32"): "a Teredo address",
    ip_network("2002::/16"): "a 6to4 address",
}


def refusal(text: str) -> str:
    """Why the IP address `text` is not asked, such as "a private address"; "" when it is public."""
    address = ip_address(text)
    if isinstance(address, IPv6Address):
        for network, words in CARRIERS.items():
            if address in network and not (address.is_loopback or address.is_unspecified):
                return words
    return not_public(address)


def not_public(address: IPv4Address | IPv6Address) -> str:
    if address.is_loopback:
        return "a loopback address"
    if address.is_link_local:
        return "a link-local address"
    if address.is_multicast:
        return "a multicast address"
    if address.is_reserved or address.is_unspecified:
        return "a reserved address"
    if isinstance(address, IPv6Address) and address.is_site_local:
        return "a site-local address"
    return "" if address.is_global else "a private address"


def addresses(host: str, port: int) -> list[str]:
    """The IP addresses of `host`; Trouble when it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Trouble(f"{host} could not be read: its name leads nowhere ({error}).") from error
    return list(dict.fromkeys(address[0] for *_, address in found))


def public_addresses(host: str, port: int) -> list[str]:
    """The same, all of them public; FetchError when one is not, or when the port is no web server's."""
    if port not in PORTS:
        raise FetchError(f"{host} is not asked at port {port}: only at {PORTS[0]} and {PORTS[1]}.")
    found = addresses(host, port)
    for address in found:
        if why := refusal(address):
            raise FetchError(f"{host} is not asked: {address} is {why}.")
    return found
