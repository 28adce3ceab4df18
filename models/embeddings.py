"""What the sentence encoder made of the directory's texts."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Embedding(Base, kw_only=True):
    """The vector of one text, in half precision. The text is known by its digest alone, together with the model's name.

    `used_at` is when an index was last built with it, to the day.
    """

    __tablename__ = "embeddings"

    digest: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    vector: Mapped[bytes] = mapped_column(LargeBinary)
    used_at: Mapped[datetime]
