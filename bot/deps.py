"""What every process needs, made once: settings, sessions, the index and the clock."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from bot import database, encoder
from bot.config import Settings
from bot.index import IndexCache

Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deps:
    """The things that are shared by everything in one process.

    `sessions.begin()` is a transaction that may write; `reading()` only looks, and never waits for a writer;
    `at_once.begin()` is for deeds of one statement.
    """

    settings: Settings
    engine: Engine
    sessions: sessionmaker[Session]
    reading: sessionmaker[Session]
    at_once: sessionmaker[Session]
    now: Now
    encoder: Path | None = None  # where the sentence encoder is, if it is used
    index: IndexCache = field(default_factory=IndexCache)

    @classmethod
    def build(cls, settings: Settings, *, now: Now | None = None, durable: bool = False) -> "Deps":
        """Make them from settings; no connection is opened yet. `now` replaces the clock, as the demo does."""
        engine = database.connect(settings.database_url, durable=durable)
        return cls(
            settings=settings,
            engine=engine,
            sessions=sessionmaker(engine, expire_on_commit=False),
            reading=sessionmaker(database.reading(engine), expire_on_commit=False),
            at_once=sessionmaker(database.at_once(engine), expire_on_commit=False),
            now=now or database.clock(engine),
            encoder=encoder.wanted(settings.semantic),
        )
