"""Time zones as people type them."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from rapidfuzz import fuzz, process, utils

NEAR, CLOSEST = 70, 3  # how alike a name must be, of 100, to be suggested, and how many are


def read(text: str) -> str | None:
    """Give the name of a time zone as it is written, whatever its capitals and spaces; None if there is none.

    >>> read(" europe/berlin "), read("America/New York"), read("Berlin")
    ('Europe/Berlin', 'America/New_York', None)
    """
    return _by_name().get("_".join(text.split()).casefold())


def closest(text: str) -> tuple[str, ...]:
    """Give the names of time zones that somebody may have meant.

    >>> closest("Berlin")[0]
    'Europe/Berlin'
    """
    names = {name: name.replace("_", " ") for name in _by_name().values() if "/" in name}
    found = process.extract(
        text, names, scorer=fuzz.token_set_ratio, processor=utils.default_process, score_cutoff=NEAR, limit=CLOSEST
    )
    return tuple(name for _, _, name in found)


@cache
def _by_name() -> dict[str, str]:
    """Give every zone that there is on this machine; some of the names are of files that are none."""
    return {name.casefold(): name for name in sorted(available_timezones()) if _is_one(name)}


def _is_one(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError):
        return False
    return True
