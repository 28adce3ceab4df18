"""How far somebody has read, and what is still unread: what makes a place bold and gives it a number."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.demo.refusals import Json
from bot.demo.things import Conversation, Message, Place
from bot.demo.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """What somebody has not read of a place: all of it, what calls for them, and the replies by thread.

    `since` is the last message they have read.
    """

    since: str = ""
    count: int = 0
    calls: int = 0
    threads: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> Json:
        """Show it to the page."""
        return {"since": self.since, "count": self.count, "calls": self.calls, "threads": self.threads}


def mark(workspace: Workspace, user: str, channel: str, *, ts: str, thread: str | None = None) -> None:
    """Note that somebody has read a place, or one thread of it, up to a message."""
    with workspace.changed:
        marks = workspace.state.reads.setdefault(user, {})
        where = _where(channel, thread)
        if ts > marks.get(where, ""):
            marks[where] = ts
            workspace.touch()


def unread(workspace: Workspace, user: str, conversation: Conversation) -> Unread:
    """Count what somebody has not read; of the threads only those they take part in count, as in Slack."""
    marks = workspace.state.reads.get(user, {})
    said = [one for one in workspace.seen_by(user, conversation.id) if not one.ephemeral]
    mine = _threads_of(user, said, direct=conversation.place is not Place.CHANNEL)
    threads: dict[str, int] = {}
    count = calls = 0
    for one in said:
        thread = one.thread_ts if one.thread_ts != one.ts else None
        if (
            one.user == user
            or one.ts <= marks.get(_where(conversation.id, thread), "")
            or (thread and thread not in mine)
        ):
            continue
        count += 1
        calls += conversation.place is not Place.CHANNEL or user in workspace.pinged(one)
        if thread:
            threads[thread] = threads.get(thread, 0) + 1
    return Unread(since=marks.get(conversation.id, ""), count=count, calls=calls, threads=threads)


def _threads_of(user: str, said: list[Message], *, direct: bool) -> set[str]:
    """Name the threads somebody takes part in: they wrote in them or are mentioned there; in private all of them."""
    return {one.thread_ts or one.ts for one in said if direct or one.user == user or user in one.mentions}


def _where(channel: str, thread: str | None) -> str:
    return f"{channel}/{thread}" if thread else channel
