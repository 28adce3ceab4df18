"""The index of the directory in force, built once per process and swapped when the directory changes.

What was learned from use lies over it, laid anew, in a moment, by the first question that sees that there is more.
"""

import threading
import time
from collections.abc import Callable, Iterable
from typing import NamedTuple

import structlog

from bot.core.matching import Encoder, Entry, Index, Taught
from bot.priority import let_others_go_first

Load = Callable[[], tuple[int, Iterable[Entry]]]
Learn = Callable[[], tuple[int, Iterable[Taught]]]
Understand = Callable[[], Encoder | None]
MOMENT = 1.0  # seconds that a new index is waited for; one of a thousand topics takes half of it
log = structlog.get_logger()


class Version(NamedTuple):
    """Which directory is in force, and which lessons: two numbers that only grow."""

    directory: int
    lessons: int


class IndexCache:
    """Keeps the newest index; a process waits for its very first one, and a moment for each that is built anew.

    It knows no database: whoever owns the process hands it `load`, which gives the number of the directory in force and
    its entries, and `learn`, which gives the number of the lessons and what the matcher may use of them. Where there is
    a sentence encoder, `understand` gives it ready for use, or None if it turns out to be unusable: then a thread has
    it read the index's texts, while words alone answer.
    """

    def __init__(self) -> None:
        self._sources: tuple[Load, Learn] | None = None
        self._understand: Understand | None = None
        self._ready: tuple[int, Index] | None = None
        self._understood = 0  # the newest directory whose index the encoder has read
        self._laid: tuple[Version, Index] | None = None
        self._building = threading.Lock()
        self._rebuilt = threading.Event()
        self._begun = 0.0
        self._understanding = threading.Lock()
        self._laying = threading.Lock()

    def loads_with(self, load: Load, learn: Learn, understand: Understand | None = None) -> None:
        """Say where entries, lessons and the encoder come from; nothing is read yet."""
        self._sources = load, learn
        self._understand = understand

    def at(self, version: Version) -> Index:
        """Give the index of `version`, with its lessons; over the index before where a thread needs long to build it.

        That is waited for a moment, since whoever has just applied a sheet asks about it at once. Both only move
        forward: a reader whose transaction began before a change gets what is newer.
        """
        if self._ready is None:
            with self._building:
                if self._ready is None:
                    self._ready = self._built()
        if version.directory > self._ready[0]:
            self._refresh()
        known, _ = self._ready
        if version.directory > known:
            log.info("answered from the index before", version=known, wanted=version.directory)
        elif self._understand and self._understood < known and self._understanding.acquire(blocking=False):
            threading.Thread(target=self._deepen, name="meaning", daemon=True).start()
        with self._laying:
            if self._laid is None or self._laid[0].directory < known or self._laid[0].lessons < version.lessons:
                self._laid = self._learned(*self._ready)
            return self._laid[1]

    def understand(self) -> None:
        """Wait until the encoder has read the index, if there is one: for whoever asks once and goes."""
        if self._understand:
            self._understanding.acquire()
            self._deepen(hurried=True)

    def _refresh(self) -> None:
        """Have a thread build the index anew, if none does, and wait for it until a moment after it began."""
        if self._building.acquire(blocking=False):
            self._rebuilt.clear()
            self._begun = time.monotonic()
            threading.Thread(target=self._rebuild, name="index", daemon=True).start()
        self._rebuilt.wait(max(0.0, self._begun + MOMENT - time.monotonic()))

    def _rebuild(self) -> None:
        try:
            version, index = self._built()
            self._swap(version, index)
        except Exception:
            # the old index goes on answering, and the next question tries again
            log.warning("index not rebuilt", exc_info=True)
        finally:
            self._rebuilt.set()
            self._building.release()

    def _deepen(self, *, hurried: bool = False) -> None:
        """Have the encoder read the index's texts; those of a new directory may take it a while."""
        try:
            if not hurried:
                let_others_go_first()
            encoder = self._understand() if self._understand else None
            if encoder is None:
                self._understand = None
                return
            version, index = self._ready or self._built()
            self._swap(version, index.understood(encoder), understood=True)
            self._understood = version
        except Exception:
            log.warning("index without meaning", exc_info=True)
        finally:
            self._understanding.release()

    def _swap(self, version: int, index: Index, *, understood: bool = False) -> None:
        """Put an index in force, unless a newer one is, or one as new that knows more."""
        with self._laying:
            now = self._ready[0] if self._ready else 0
            if version > now or (understood and version == now):
                self._ready, self._laid = (version, index), None

    def _built(self) -> tuple[int, Index]:
        version, entries = self._fed()[0]()
        return version, Index.build(entries)

    def _learned(self, version: int, index: Index) -> tuple[Version, Index]:
        lessons, taught = self._fed()[1]()
        return Version(version, lessons), index.taught(taught)

    def _fed(self) -> tuple[Load, Learn]:
        if self._sources is None:
            raise RuntimeError("IndexCache.loads_with was not called at start")
        return self._sources
