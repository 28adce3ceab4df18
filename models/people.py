"""Everybody sko knows: from the sheet, from Slack, or from both."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, one_of

STANDINGS = ("employee", "guest", "foreign", "bot", "left")


class Person(Base, kw_only=True):
    """A person: named in the sheet, mirrored from Slack, or both once they are known to be the same.

    `channel` is our direct message with them, once there is one. `as_of` is when Slack last changed what it says of
    them, by Slack's own clock.
    """

    __tablename__ = "people"
    __table_args__ = (Index("ix_people_name", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(320), unique=True, default=None)
    slack_id: Mapped[str | None] = mapped_column(String(32), unique=True, default=None)
    time_zone: Mapped[str | None] = mapped_column(String(64), default=None)
    standing: Mapped[str] = mapped_column(one_of("standing", *STANDINGS), default="employee")
    away_until: Mapped[datetime | None] = mapped_column(default=None)
    mirrored_at: Mapped[datetime | None] = mapped_column(default=None)
    channel: Mapped[str] = mapped_column(String(32), default="", server_default="")
    as_of: Mapped[datetime | None] = mapped_column(default=None)
