"""Only the page itself may ask or do anything here: other pages, open in the same browser, are kept out.

A name of somebody else's that leads to this machine (DNS rebinding) is refused by its Host, and a form or script of
another page by its Origin. What runs on this machine and is no browser sends neither, and could do as it likes anyway.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from werkzeug import Request
from werkzeug.exceptions import Forbidden

OURS = frozenset({"127.0.0.1", "localhost"})
STRANGER = "This page answers on this machine alone."


def check(request: Request) -> None:
    """Refuse what another page asks for."""
    host = request.headers.get("Host", "")
    if urlsplit(f"//{host}").hostname not in OURS:
        raise Forbidden(STRANGER)
    if request.method in ("GET", "HEAD"):
        return
    if request.headers.get("Origin", f"http://{host}") != f"http://{host}":
        raise Forbidden(STRANGER)
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise Forbidden(STRANGER)
