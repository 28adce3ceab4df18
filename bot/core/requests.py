"""A request of Slack, reduced to what is needed to answer it, now or after a restart."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

SWEEP = 2.0  # seconds between looks for requests whose process died; a lease must outlast two of them
PATIENCE = timedelta(minutes=5)  # an answer that comes later than this would only puzzle the person
LEASE = timedelta(seconds=6)  # a request that nobody began to answer for so long belongs to a process that died
SEND_LEASE = timedelta(seconds=30)  # the same once sending has begun: longer than any call to Slack may take
GRACE = timedelta(seconds=10)  # an answer that Slack took may need so long to show in the conversation's history


class RequestKind(StrEnum):
    """Where it came from, which decides how it is answered."""

    COMMAND = "command"
    MESSAGE = "message"
    MENTION = "mention"
    SHORTCUT = "shortcut"
    CLICK = "click"
    HOME = "home"
    FILE = "file"
    FORM = "form"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that somebody dropped or submitted: `size` in bytes as declared, `url` empty where Slack did not tell it.

    `mode` is Slack's word for how it is kept: "hosted", or "external", "tombstone" and others that cannot be fetched.
    """

    id: str
    name: str = ""
    size: int = 0
    url: str = ""
    mode: str = "hosted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One request: who asks, what, and where the answer goes.

    `team` is the workspace that the payload was signed for. `action` is the button of a click, after a colon what it is
    about, and `detail` the id that it carries or that was chosen; `in_place` tells that the clicked message is the
    asker's alone, so that the answer may replace it.
    `reply_to` is a response_url, empty for events. `message` is the message that was clicked in, or that the answer is
    to be put in place of where there is no `reply_to`; without either the answer goes to `channel`, and without that to
    the direct message. `files` came along with it.
    `trigger` opens one form within three seconds, and is therefore never kept: it is empty after a take-over.
    `attempt` counts who took it: an attempt that was overtaken by a later one may not answer any more.
    """

    id: str
    kind: RequestKind
    slack_user: str
    team: str = ""
    channel: str = ""
    thread: str = ""
    text: str = ""
    action: str = ""
    detail: str = ""
    in_place: bool = False
    reply_to: str = ""
    message: str = ""
    files: tuple[File, ...] = ()
    trigger: str = ""
    attempt: int = 1
    unsure: bool = False

    @property
    def verb(self) -> str:
        """Which of our buttons and menus was used."""
        return self.action.partition(":")[0]

    @property
    def about(self) -> str:
        """What the button or menu is about, besides what it carries; several of one verb may stand in a message."""
        return self.action.partition(":")[2]
