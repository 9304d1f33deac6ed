"""A site's address in, the reason it must not be printed out."""

import ipaddress
from urllib.parse import urlsplit

_RESERVED = ("example", "invalid", "test", "localhost", "local", "internal", "home.arpa")
"""Names that never resolve for the public (RFC 2606, RFC 6761, RFC 6762, RFC 8375)."""


def refusal(site_url: str) -> str:
    """Why no code may be printed with this address; empty when it may."""
    try:
        parts = urlsplit(site_url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return f"'{site_url}' is not a web address"
    if parts.scheme != "https" or not host:
        return f"'{site_url}' is not an https address; give SITE_URL=https://…"
    if port or parts.query or parts.fragment or parts.username:
        return f"'{site_url}' holds more than a host and a path"
    if _is_number(host) or "." not in host:
        return f"'{host}' is no public host name"
    labels = host.split(".")
    if labels[-1] in _RESERVED or "example" in labels or host.endswith("home.arpa"):
        return f"'{host}' is a placeholder; give the host that will answer"
    return ""


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
