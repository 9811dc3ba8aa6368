"""How a receiver knows that a delivery is ours, and of today.

x-bluedoor-signature: hex HMAC-SHA256 of the body, by the endpoint's secret
x-bluedoor-timestamp: seconds since 1970
x-bluedoor-signature-v2: hex HMAC-SHA256 of "<timestamp>.<body>": a delivery kept and sent again later is found out
"""

import hmac
import secrets


def make_secret() -> str:
    return f"whsec_{secrets.token_urlsafe(32)}"


def headers(secret: str, body: bytes, timestamp: int) -> dict[str, str]:
    return {
        "x-bluedoor-signature": signature(secret, body),
        "x-bluedoor-timestamp": str(timestamp),
        "x-bluedoor-signature-v2": signature(secret, f"{timestamp}.".encode() + body),
    }


def signature(secret: str, body: bytes) -> str:
    return hmac.new(secret.encode(), body, "sha256").hexdigest()
