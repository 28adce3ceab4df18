"""Days on which nothing is sent, as organizers type them: a day or a range of days a line."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST_RANGE = 92  # days from one line; more than a quarter is rather a slip of the year
MOST_DAYS = 400
DAY = timedelta(days=1)
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
DAY_FIRST = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[.\s]\s*(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})")
MONTH_FIRST = re.compile(r"(?P<month>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})")
BETWEEN = re.compile(r"\s+(?:to|until|till|through|bis)\s+|\s*\.\.+\s*|\s*[–—]\s*|\s+-\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holidays:
    """The days that were typed, and the lines that are none, as they were typed."""

    days: frozenset[date]
    wrong: tuple[str, ...] = ()


def read(text: str) -> Holidays:
    r"""Read days, a line each.

    >>> found = read("2026-12-24 to 2026-12-26\n1 Jan 2027\nEaster")
    >>> sorted(one.isoformat() for one in found.days), found.wrong
    (['2026-12-24', '2026-12-25', '2026-12-26', '2027-01-01'], ('Easter',))
    """
    days: set[date] = set()
    wrong = []
    for line in filter(None, (" ".join(one.split()).rstrip(" ,;") for one in text.splitlines())):
        found = _days(line)
        days |= found
        wrong += [] if found else [line]
    return Holidays(days=frozenset(days), wrong=tuple(wrong))


def written(days: Collection[date]) -> str:
    r"""Write days as they may be typed; those in a row are a range.

    >>> written({date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 1)})
    '2026-12-24 to 2026-12-25\n2027-01-01'
    """
    return "\n".join(
        first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"
        for first, last in ranges(days)
    )


def ranges(days: Collection[date]) -> Iterator[tuple[date, date]]:
    """Give the first and the last of days that follow one another."""
    ordered = sorted(days)
    starts = [one for one in ordered if one - DAY not in days]
    ends = [one for one in ordered if one + DAY not in days]
    return zip(starts, ends, strict=True)


def _days(line: str) -> set[date]:
    """Give the days of one line; none if it is not understood."""
    ends = BETWEEN.split(line)
    if len(ends) > 2 or not all(found := [_day(one) for one in ends]):
        return set()
    first, last = found[0], found[-1]
    if first is None or last is None or not 0 <= (last - first).days < LONGEST_RANGE:
        return set()
    return {first + number * DAY for number in range((last - first).days + 1)}


def _day(text: str) -> date | None:
    found = next(filter(None, (form.fullmatch(text.strip()) for form in (ISO, DAY_FIRST, MONTH_FIRST))), None)
    month = found and _month(found["month"])
    if not found or not month:
        return None
    try:
        return date(int(found["year"]), month, int(found["day"]))
    except ValueError:
        return None


def _month(text: str) -> int:
    """Give the number of a month; 0 if it is none."""
    if text.isdigit():
        return int(text)
    name = text.casefold()
    return next((number for number, one in enumerate(MONTHS, 1) if one == name or name in {one[:3], one[:4]}), 0)
