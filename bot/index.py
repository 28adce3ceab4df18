"""The index of the directory in force, built once per process and swapped when the directory changes."""

import threading
from collections.abc import Callable, Iterable

import structlog

from bot.core.matching import Entry, Index

Load = Callable[[], tuple[int, Iterable[Entry]]]
log = structlog.get_logger()


class IndexCache:
    """Keeps the newest index; a process never waits for a rebuild, except for its very first one.

    It knows no database: whoever owns the process hands it `load`, which gives the version in force and its entries.
    """

    def __init__(self) -> None:
        self._load: Load | None = None
        self._ready: tuple[int, Index] | None = None
        self._building = threading.Lock()

    def loads_with(self, load: Load) -> None:
        """Say where entries come from; nothing is read yet."""
        self._load = load

    def at(self, version: int) -> Index:
        """Give the index of `version`, or the one before it while a thread builds the new one.

        Indexes only move forward: a reader whose transaction began before a change gets the newer index.
        """
        if self._ready is None:
            with self._building:
                if self._ready is None:
                    self._ready = self._built()
        known, index = self._ready
        if version > known and self._building.acquire(blocking=False):
            threading.Thread(target=self._rebuild, name="index", daemon=True).start()
        return index

    def _rebuild(self) -> None:
        try:
            self._ready = self._built()
        except Exception:
            # the old index goes on answering, and the next question tries again
            log.warning("index not rebuilt", exc_info=True)
        finally:
            self._building.release()

    def _built(self) -> tuple[int, Index]:
        if self._load is None:
            raise RuntimeError("IndexCache.loads_with was not called at start")
        version, entries = self._load()
        return version, Index.build(entries)
