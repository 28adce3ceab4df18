"""The app's Home tab: what to type, with a real topic as the example; for organizers also what waits for them."""

from slack_bolt import App

from bot.core.requests import Incoming, RequestKind
from bot.core.results import Help
from bot.listeners import desk
from bot.listeners.nouns import Body, Doors, Turn, installed_in


def register(app: App, doors: Doors) -> None:
    """Listen for the tab being opened."""
    app.event("app_home_opened", middleware=[doors.keep(read)])(doors.take)


def read(body: Body, *, request_id: str) -> Incoming | None:
    """Read that the tab was opened; see https://docs.slack.dev/reference/events/app_home_opened."""
    event = body["event"]
    if event.get("tab", "home") != "home":
        return None
    return Incoming(id=request_id, kind=RequestKind.HOME, slack_user=event["user"], team=installed_in(body))


def reply(turn: Turn, _incoming: Incoming) -> Help:
    """Tell what to type, and an organizer what waits for them."""
    return desk.help_with(turn)
