"""Who asks."""

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

NETWORK = 64  # bits: an IPv6 customer has at least so many addresses to choose from


def address(request: HttpRequest) -> str:
    """The address that is counted. X-Forwarded-For is a stranger's word, except for what our own proxies add.

    API_PROXIES says how many of them stand before the site: so many addresses from the right are true.
    """
    told = request.META.get("REMOTE_ADDR", "")
    proxies = settings.API_PROXIES
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if proxies and forwarded:
        told = forwarded[-min(proxies, len(forwarded))]
    return network(told)


def network(text: str) -> str:
    try:
        found = ip_address(text)
    except ValueError:
        return text[:100]
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(IPv6Address(int(found) >> NETWORK << NETWORK))
