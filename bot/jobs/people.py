"""Names, time zones, guests and leavers, mirrored from Slack at start and every night."""

import time
from collections.abc import Callable
from datetime import timedelta

import structlog

from bot.deps import Deps
from bot.errors import SlackLater, SlackRefused, SlackUnsure
from bot.slack import AGAIN, Slack
from bot.usecases import admitting

OFTEN = timedelta(hours=20)  # what is done once a day is due again after so long
log = structlog.get_logger()


def is_due(deps: Deps) -> bool:
    """Tell whether it is a day ago that people were mirrored, for those who do not wait for the night."""
    with deps.reading() as session:
        last = admitting.mirrored_at(session)
    return last is None or deps.now() - last > OFTEN


def mirror(deps: Deps, slack: Slack, *, wait: Callable[[float], object] = time.sleep) -> bool:
    """Keep what Slack says of everybody, a transaction a page, so that questions are answered in between.

    Where Slack fails, what came before stands, nobody has left, and the same page is asked for again after a `wait`;
    if that gives something true, it was the last. Tells whether everybody was mirrored.
    """
    count, cursor = 0, ""
    while True:
        try:
            members, cursor = slack.members(cursor)
        except SlackRefused as refused:
            log.warning("people", mirrored=count, refused=str(refused))
            return False
        except (SlackLater, SlackUnsure) as failed:
            log.warning("people", mirrored=count, failed=str(failed))
            if wait(failed.seconds if isinstance(failed, SlackLater) else AGAIN):
                return False
            continue
        with deps.sessions.begin() as session:
            count += admitting.mirror(session, members, now=deps.now())
        if not cursor:
            log.info("people", mirrored=count)
            return True
