"""Only the page itself may ask or do anything here: other pages, open in the same browser, are kept out.

A name of somebody else's that leads to this machine (DNS rebinding) is refused by its Host; a form, picture or script
of another page by its Origin, or by what the browser says of where it stands. The app, and whatever else runs on this
machine and is no browser, sends neither, and could do as it likes anyway.
"""

from __future__ import annotations

import re

from werkzeug import Request
from werkzeug.exceptions import Forbidden

OURS = re.compile(r"(?:127\.0\.0\.1|localhost)(?::\d+)?", re.IGNORECASE)
STRANGER = "This page answers on this machine alone."


def check(request: Request) -> None:
    """Refuse what another page asks for."""
    headers = request.headers
    host = headers.get("Host", "")
    reads = request.method in ("GET", "HEAD")
    followed = reads and headers.get("Sec-Fetch-Mode") == "navigate"  # a link may lead here
    beside = headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")
    ours = reads or headers.get("Origin", f"http://{host}") == f"http://{host}"
    if not (OURS.fullmatch(host) and ours and (beside or followed)):
        raise Forbidden(STRANGER)
