"""What commands that need the database have in common."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.exc import IntegrityError, OperationalError

from bot import schema
from bot.config import Settings
from bot.deps import Deps, Now
from bot.errors import DatabaseAway, UserMistake
from bot.usecases import directories

BY = "the command line"  # who decided, for what is decided here
PATIENCE = 1.5  # seconds of silence
READING = "Getting the directory ready for the sentence encoder; the first time takes a while …"
RACED = "Somebody else changed the directory in the same moment, and nothing of this was kept. Try again."


@contextmanager
def explained() -> Iterator[None]:
    """Turn what a database says no with into a sentence."""
    try:
        yield
    except OperationalError:
        raise DatabaseAway(schema.AWAY) from None
    except IntegrityError:
        raise UserMistake(RACED) from None


def understand(deps: Deps) -> None:
    """Wait until questions are understood by their meaning too, where the encoder is used; a long wait is explained."""
    if deps.encoder is None:
        return
    waiting = threading.Timer(PATIENCE, click.echo, [READING], {"err": True})
    waiting.start()
    try:
        deps.index.understand()
    finally:
        waiting.cancel()


@contextmanager
def opened(*, durable: bool = False, now: Now | None = None) -> Iterator[Deps]:
    """Give everything a command needs on a database whose tables are those of this version, and let go of it after.

    `now` replaces the clock.
    """
    deps = Deps.build(Settings.load(), now=now, durable=durable)
    try:
        with explained():
            schema.ensure(deps.engine)
            directories.feed(deps)
            yield deps
    finally:
        deps.engine.dispose()
