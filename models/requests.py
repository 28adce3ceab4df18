"""What Slack asked of us, kept until it is answered."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, one_of

REQUEST_KINDS = ("command", "message", "mention", "shortcut", "click", "home", "file", "form")
REQUEST_STATES = ("open", "answering", "answered", "dropped")


class Request(Base, kw_only=True):
    """A request of Slack, committed before it is acknowledged so that a killed process loses no question.

    The id is what makes redelivery harmless: an event's id, a command's or click's signature, a socket's envelope id.
    Words, files and reply address are emptied once it is answered.
    """

    __tablename__ = "requests"
    __table_args__ = (Index("ix_requests_state_received_at", "state", "received_at"),)

    id: Mapped[str] = mapped_column(String(128), primary_key=True)
    kind: Mapped[str] = mapped_column(one_of("kind", *REQUEST_KINDS))
    state: Mapped[str] = mapped_column(one_of("state", *REQUEST_STATES), default="open")
    slack_user: Mapped[str] = mapped_column(String(32))
    team: Mapped[str] = mapped_column(String(32), default="")
    channel: Mapped[str] = mapped_column(String(32), default="")
    thread: Mapped[str] = mapped_column(String(32), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    action: Mapped[str] = mapped_column(String(64), default="")
    detail: Mapped[str] = mapped_column(String(255), default="")
    in_place: Mapped[bool] = mapped_column(default=False)
    reply_to: Mapped[str] = mapped_column(Text, default="")
    message: Mapped[str] = mapped_column(String(32), default="", server_default="")
    files: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True), default=None)
    received_at: Mapped[datetime]
    taken_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=1)
