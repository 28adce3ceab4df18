"""Which directory is in force."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Directory(Base, kw_only=True):
    """One row: the number of the directory in force. Every applied change adds one, and every index compares it."""

    __tablename__ = "directory"

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    version: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime]
