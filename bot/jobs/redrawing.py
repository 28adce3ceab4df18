"""Drawing messages anew that show what is not to be shown any more, such as a story that was taken back."""

import threading
from dataclasses import replace
from datetime import timedelta

import structlog

from bot.deps import Deps
from bot.errors import SlackLater, SlackRefused, SlackUnsure, UserMistake
from bot.jobs.halting import Halt
from bot.slack import Slack
from bot.usecases import delivering, laying
from bot.usecases.delivering import Stale
from bot.views import recaps

AGAIN = timedelta(minutes=1)  # until a message that could not be drawn anew has its next turn
log = structlog.get_logger()


class Redrawing:
    """Draws anew for one worker. It does no harm if two do so at once: both draw the message as it stands."""

    def __init__(self, deps: Deps, slack: Slack, halt: Halt, *, stopping: threading.Event) -> None:
        self._deps = deps
        self._slack = slack
        self._halt = halt
        self._stopping = stopping

    def redraw(self) -> None:
        """Draw everything anew that waits for it; where Slack puts us off, the next tick goes on."""
        while not (self._stopping.is_set() or self._halt.is_on):
            with self._deps.reading() as session:
                old = delivering.stale(session, now=self._deps.now())
            if old is None:
                return
            is_done = self._redrawn(old)
            with self._deps.sessions.begin() as session:
                delivering.redrawn(session, old, again=None if is_done else self._deps.now() + AGAIN)
            if not is_done:
                return

    def _redrawn(self, old: Stale) -> bool:
        """Put a message as it stands now in its place; what Slack refuses is not there any more."""
        try:
            with self._deps.reading() as session:
                said = laying.message(session, old.id, by=old.person_id, now=self._deps.now())
            ours = self._slack.identity or self._slack.introduce()
            self._slack.update(old.channel, old.ts, recaps.dm(replace(said, team=ours.team_id)), key=old.id)
        except (SlackLater, SlackUnsure) as failed:
            log.warning("not redrawn yet", message=old.id, reason=str(failed))
            return False
        except SlackRefused as refused:
            log.warning("not redrawn", message=old.id, reason=str(refused))
            return not self._halt.concerns(refused)
        except UserMistake:  # nothing is left of it
            return True
        return True
