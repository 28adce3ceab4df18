"""Who may act just now: nobody before the app is there, and nobody while it is changed under their hands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot.demo.refusals import Refused
from bot.demo.workspace import Workspace

PATIENCE_SECONDS = 30.0  # a busy machine takes its time to start the app
# Longer than the app has for its acknowledgement.
LEAVING_SECONDS = 5.0

NOT_YET = "not_ready"
WAIT = "sko is still being installed. Please try again in a moment."


class Door:
    """Lets people in to act once the app is connected, and can be shut for a moment."""

    def __init__(self, workspace: Workspace, *, patience: float = PATIENCE_SECONDS) -> None:
        self._workspace = workspace
        self._patience = patience
        self._inside = 0
        self._shut = 0

    @contextmanager
    def through(self) -> Iterator[None]:
        """Act; who comes too early waits a while, and is then told so."""
        changed = self._workspace.changed
        with changed:
            if not changed.wait_for(lambda: self._workspace.ready and not self._shut, self._patience):
                raise Refused(NOT_YET, WAIT)
            self._inside += 1
        try:
            yield
        finally:
            with changed:
                self._inside -= 1
                changed.notify_all()

    @contextmanager
    def shut(self) -> Iterator[None]:
        """Let nobody in, and begin once those inside are through."""
        changed = self._workspace.changed
        with changed:
            self._shut += 1
            changed.wait_for(lambda: not self._inside, LEAVING_SECONDS)
        try:
            yield
        finally:
            with changed:
                self._shut -= 1
                changed.notify_all()
