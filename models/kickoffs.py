"""One sales kickoff."""

from datetime import date, datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Kickoff(Base, kw_only=True):
    """One SKO: its name and dates. One is current."""

    __tablename__ = "kickoffs"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str] = mapped_column(String(200))
    first_day: Mapped[date | None] = mapped_column(default=None)
    last_day: Mapped[date | None] = mapped_column(default=None)
    is_current: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]
