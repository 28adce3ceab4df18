"""Sheets that an organizer dropped and has not decided on yet, and what was said about the people in them."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id, one_of

UPLOAD_KINDS = ("sheet", "undo")
UPLOAD_STATES = ("open", "applied", "cancelled")


class Upload(Base, kw_only=True):
    """A preview: the rows of a sheet, or the `target` version to go back to, with what was chosen and asked so far.

    All of that is emptied once it is applied or cancelled, a day old, or followed by another of its name. `base` is the
    version of the directory that the organizer saw it beside, `version` the one that it became.
    """

    __tablename__ = "uploads"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default_factory=new_id)
    kind: Mapped[str] = mapped_column(one_of("kind", *UPLOAD_KINDS))
    state: Mapped[str] = mapped_column(one_of("state", *UPLOAD_STATES), default="open")
    name: Mapped[str] = mapped_column(String(300), default="")
    target: Mapped[int | None] = mapped_column(default=None)
    sheet: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    choices: Mapped[str] = mapped_column(Text, default="")
    asked: Mapped[str] = mapped_column(Text, default="")
    base: Mapped[int] = mapped_column(default=0)
    version: Mapped[int | None] = mapped_column(default=None)
    by: Mapped[str] = mapped_column(String(320))
    created_at: Mapped[datetime] = mapped_column(index=True)


class Spelling(Base, kw_only=True):
    """Who is meant by a name as sheets write it, because an organizer said so; without a person, somebody not in Slack.

    The name is folded: capitals and accents do not count.
    """

    __tablename__ = "spellings"

    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    decided_by: Mapped[str] = mapped_column(String(320))
    decided_at: Mapped[datetime]
