"""What changed in the directory, when and by whom, so that it can be taken back."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, one_of

VERSION_KINDS = ("sheet", "edit", "undo")


class Version(Base, kw_only=True):
    """One version of the directory, by its number.

    `before` holds every topic and person that it changed as they were until then, and `summary` what it did, for people
    to read; both are compressed JSON. Going back to a version puts back what all later ones changed.
    """

    __tablename__ = "versions"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kickoff_id: Mapped[int] = mapped_column(ForeignKey("kickoffs.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(one_of("kind", *VERSION_KINDS))
    about: Mapped[str] = mapped_column(String(300), default="")
    added: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    removed: Mapped[int] = mapped_column(default=0)
    before: Mapped[bytes] = mapped_column(LargeBinary)
    summary: Mapped[bytes] = mapped_column(LargeBinary)
    by: Mapped[str] = mapped_column(String(320))
    at: Mapped[datetime]
