"""When somebody who is away is back."""

from datetime import date, datetime, timedelta

from bot.core.cadence import zone

EVENING = 17  # the hour from which an absence that ends counts for the whole day
SATURDAY = 5


def back_on(until: datetime | None, *, time_zone: str | None, now: datetime) -> date | None:
    """Give the first working day on which somebody is back, or None for who is not away beyond today.

    What ends today, such as a meeting, is no absence. Days are those of the person's own zone.

    >>> from datetime import UTC
    >>> now = datetime(2027, 2, 2, 9, tzinfo=UTC)  # a Tuesday
    >>> back_on(datetime(2027, 2, 5, 23, 59, tzinfo=UTC), time_zone=None, now=now)
    datetime.date(2027, 2, 8)
    >>> back_on(datetime(2027, 2, 2, 12, tzinfo=UTC), time_zone=None, now=now)
    """
    if until is None:
        return None
    where = zone(time_zone)
    ends = until.astimezone(where)
    if ends.date() <= now.astimezone(where).date():
        return None
    day = ends.date() + timedelta(days=ends.hour >= EVENING)
    weekend = day.weekday() - SATURDAY
    return day + timedelta(days=2 - weekend) if weekend >= 0 else day
