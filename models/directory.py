"""Which directory is in force."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Directory(Base, kw_only=True):
    """One row: the number of the directory in force, and that of what was learned of it.

    Every applied sheet adds one to the first, everything that changes what the matcher may use of lessons one to the
    second, and every process compares both at every question.
    """

    __tablename__ = "directory"

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    version: Mapped[int] = mapped_column(default=0)
    lessons: Mapped[int] = mapped_column(default=0, server_default="0")
    changed_at: Mapped[datetime]
