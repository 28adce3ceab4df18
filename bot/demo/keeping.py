"""Keeping a workspace for the next time: in a folder, written soon after each change, read at the next start."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Literal

import structlog
from pydantic import TypeAdapter, ValidationError

from bot.demo.state import State
from bot.demo.workspace import Workspace
from bot.errors import UserMistake

VERSION: Literal[1] = 1
STATE, FILES, LOCK, ASIDE = "workspace.json", "files", "lock", "aside-{number}"
# How long a change may wait, so that many at once are written once.
PAUSE_SECONDS = 0.25

IN_USE = "Another demo keeps what happens in {folder} just now: end that one, or start this one without --keep."
UNREADABLE = "What was kept in {folder} is not of this version: it was moved to {aside}, and the demo begins anew."


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is written: the version says how to read it, `moved` by how many seconds the clock was moved."""

    version: Literal[1]
    moved: float
    state: State


log = structlog.get_logger()
_KEPT = TypeAdapter(Kept)
# What is in a file never changes once it is there: it stands beside, so that each change need not write it again.
_BESIDE = {"state": {"uploads": {"__all__": {"content"}}}}


class Keeper:
    """Keeps one workspace in one folder."""

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        self._workspace = workspace
        self._folder = folder
        self._written = -1
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="keeper", daemon=True)

    def recall(self) -> str:
        """Put the workspace into the state that was kept; what cannot be read is put aside, and a sentence says so."""
        file = self._folder / STATE
        if not file.exists():
            return ""
        try:
            kept = _KEPT.validate_json(file.read_bytes())
            if not self._is_ours(kept.state):
                return self.set_aside()
            for one in kept.state.uploads.values():
                kept.state.uploads[one.id] = replace(one, content=(self._folder / FILES / one.id).read_bytes())
        except (ValidationError, OSError):
            return self.set_aside()
        self._workspace.clock.move(timedelta(seconds=kept.moved))
        self._workspace.restore(kept.state)
        return ""

    def _is_ours(self, state: State) -> bool:
        """Whether everybody and every place of this company is there: what looks like a state may be another's."""
        mine = self._workspace.state
        return mine.people.keys() <= state.people.keys() and mine.conversations.keys() <= state.conversations.keys()

    def set_aside(self) -> str:
        """Move all that was kept out of the way, and say where it is."""
        numbers = (self._folder / ASIDE.format(number=number) for number in range(1, 1_000))
        aside = next(one for one in numbers if not one.exists())
        aside.mkdir()
        for one in self._folder.iterdir():
            if not one.name.startswith((LOCK, ASIDE.format(number=""))):
                one.rename(aside / one.name)
        return UNREADABLE.format(folder=self._folder, aside=aside)

    def start(self) -> None:
        """Write each change from now on."""
        self._thread.start()

    def close(self) -> None:
        """Write what is not written yet, and stop."""
        self._stopping.set()
        self._workspace.touch()
        if self._thread.is_alive():
            self._thread.join()

    def _keep(self) -> None:
        changed = self._workspace.changed
        while not self._stopping.wait(PAUSE_SECONDS):
            with changed:
                changed.wait_for(lambda: self._workspace.revision != self._written or self._stopping.is_set())
            self._write()
        self._write()

    def _write(self) -> None:
        """Write, or say why that cannot be done; the next change tries again."""
        try:
            self._write_all()
        except OSError as error:
            log.warning("not kept", reason=str(error))

    def _write_all(self) -> None:
        with self._workspace.changed:
            self._written = self._workspace.revision
            kept = Kept(version=VERSION, moved=self._workspace.moved, state=self._workspace.state.copy())
        files = self._folder / FILES
        files.mkdir(exist_ok=True)
        for one in kept.state.uploads.values():
            if not (file := files / one.id).exists() or file.stat().st_size != len(one.content):
                _write_whole(file, one.content)
        _write_whole(self._folder / STATE, _KEPT.dump_json(kept, exclude=_BESIDE))
        for file in files.iterdir():
            if file.name not in kept.state.uploads:
                file.unlink()


@contextmanager
def kept_in(folder: Path) -> Iterator[None]:
    """Have a folder for oneself, or refuse; the lock ends with its process, however that ends."""
    folder.mkdir(exist_ok=True)
    with closing(sqlite3.connect(folder / LOCK, timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise UserMistake(IN_USE.format(folder=folder)) from None
        yield


def _write_whole(file: Path, content: bytes) -> None:
    """Write a file so that whoever reads it finds the old or the new, never half of one."""
    fresh = file.with_name(f"{file.name}.new")
    with fresh.open("wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    fresh.replace(file)
