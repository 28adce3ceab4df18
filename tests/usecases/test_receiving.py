"""Requests under way while somebody moves the clock, as one can in the demo."""

from datetime import timedelta

from bot.core.requests import Incoming, RequestKind
from bot.deps import Deps
from bot.usecases import receiving
from tests.conftest import Clock

WEEK = timedelta(weeks=1)


def test_what_is_under_way_gets_no_older_when_the_clock_moves(deps: Deps, clock: Clock) -> None:
    kept = Incoming(id="Ev1", kind=RequestKind.MESSAGE, slack_user="U1", text="who?", channel="D1")
    with deps.sessions.begin() as session:
        incoming = receiving.keep(session, kept, now=clock())
        receiving.carry(session, by=WEEK)
    clock.forward(weeks=1)

    with deps.sessions.begin() as session:
        assert receiving.overdue(session, now=clock()) == []
        assert incoming is not None
        assert receiving.begin(session, incoming, now=clock())
