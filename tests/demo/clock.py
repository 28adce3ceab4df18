"""A clock that stands until it is moved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    def __init__(self) -> None:
        self.at = datetime(2027, 2, 2, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, *, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
