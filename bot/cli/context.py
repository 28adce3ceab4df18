"""What commands that need the database have in common."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot import schema
from bot.config import Settings
from bot.deps import Deps
from bot.usecases import directories


@contextmanager
def opened(*, durable: bool = False) -> Iterator[Deps]:
    """Give everything a command needs on a database whose tables are those of this version, and let go of it after."""
    deps = Deps.build(Settings.load(), durable=durable)
    try:
        schema.ensure(deps.engine)
        directories.feed(deps)
        yield deps
    finally:
        deps.engine.dispose()
