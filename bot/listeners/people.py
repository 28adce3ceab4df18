"""What Slack tells of people as it changes: their name, zone and standing, and until when they are away."""

from slack_bolt import Ack, App

from bot.core.results import Member
from bot.listeners.nouns import Body, Doors
from bot.slack.members import member

EVENTS = ("team_join", "user_change")


def register(app: App, doors: Doors) -> None:
    """Listen for people who come, and for what changes of those who are there."""
    for event in EVENTS:
        app.event(event, middleware=[doors.note(read)])(acknowledge)


def read(body: Body, *, team: str) -> Member:
    """Read of whom Slack tells what; see https://docs.slack.dev/reference/events/user_change."""
    return member(body["event"]["user"], team=team)


def acknowledge(ack: Ack) -> None:
    """Acknowledge what is known by now; nobody has asked anything, so there is nothing to answer."""
    ack()
