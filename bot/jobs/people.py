"""Names, time zones, guests and leavers, mirrored from Slack at start and every night."""

from collections.abc import Iterator
from itertools import islice

import structlog

from bot.core.results import Member
from bot.deps import Deps
from bot.errors import SlackLater, SlackRefused, SlackUnsure
from bot.slack import Slack
from bot.usecases import admitting

BATCH = 100  # people a transaction, so that questions are answered in between
log = structlog.get_logger()


def mirror(deps: Deps, slack: Slack) -> None:
    """Keep what Slack says of everybody; where Slack fails half way, what came before stands and nobody has left."""
    members, count = slack.members(), 0
    try:
        while batch := _batch(members):
            with deps.sessions.begin() as session:
                count += admitting.mirror(session, batch, now=deps.now())
    except (SlackLater, SlackUnsure, SlackRefused) as failed:
        log.warning("people", mirrored=count, failed=str(failed))
    else:
        log.info("people", mirrored=count)


def _batch(members: Iterator[Member]) -> list[Member]:
    return list(islice(members, BATCH))
