"""The state of the stand-in workspace: who is there, what was said, which views stand open."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from bot.demo.clock import Clock, Now, real_time
from bot.demo.ids import slack_id
from bot.demo.installed import installed
from bot.demo.people import Kind, Person
from bot.demo.refusals import Refused
from bot.demo.state import State
from bot.demo.things import Channel, Conversation, Message, Place, Upload, View
from bot.demo.triggers import Triggers
from bot.manifest import read as read_manifest

GENERAL = Channel(name="general")


class Workspace:
    """One company's Slack with an app in it: sko, unless another manifest is given.

    Every change wakes those who wait on `changed` and raises `revision` by one. `hints` are lines worth typing, offered
    where somebody has said nothing yet; `verbs` say what may follow a command, and what it does.
    """

    def __init__(
        self,
        *,
        people: Iterable[Person] = (),
        channels: Iterable[Channel | str] = (GENERAL,),
        team_name: str = "Nordlicht",
        now: Now = real_time,
        manifest: Mapping[str, Any] | None = None,
        hints: Iterable[str] = (),
        verbs: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
    ) -> None:
        self.team_name = team_name
        self.team_id = slack_id("T", team_name)
        self.clock = Clock(now)
        self.now: Now = self.clock
        self.hints = tuple(hints)
        self.verbs = verbs
        self.app = installed(read_manifest() if manifest is None else manifest)
        self.triggers = Triggers(seconds=self.real_seconds)
        self.url = ""
        self.changed = threading.Condition(threading.RLock())
        self.revision = 0
        self.state = State(people={person.id: person for person in people})
        self.observers: list[Callable[[str, Message], None]] = []
        for channel in channels:
            self.add_channel(channel if isinstance(channel, Channel) else Channel(name=channel))

    @property
    def views(self) -> dict[str, View]:
        """Give the modals that stand open."""
        return self.state.views

    @property
    def homes(self) -> dict[str, View]:
        """Give the Home tabs that the app has filled."""
        return self.state.homes

    @property
    def uploads(self) -> dict[str, Upload]:
        """Give the files."""
        return self.state.uploads

    def restore(self, state: State) -> None:
        """Go back to a state it was in."""
        with self.changed:
            self.state = state.copy()
            self.revision = max([self.revision, *(one.revision for said in state.messages.values() for one in said)])
            self.touch()

    @property
    def ready(self) -> bool:
        """Whether the app listens already."""
        return bool(self.app.request_url)

    # Time

    @property
    def moved(self) -> float:
        """Give by how many seconds the clock is ahead of the real time."""
        return self.clock.moved.total_seconds()

    def real_seconds(self) -> float:
        """Give the real time, by which triggers and response_urls expire, as `seconds` does."""
        return self.clock.real().timestamp()

    def seconds(self) -> float:
        """Give the time as Slack counts it, seconds since 1970."""
        return self.now().timestamp()

    def next_ts(self) -> str:
        """Give a timestamp that no other message has, later than all before."""
        with self.changed:
            last = self.state.last_microsecond = max(int(self.seconds() * 1_000_000), self.state.last_microsecond + 1)
            return f"{last // 1_000_000}.{last % 1_000_000:06d}"

    def touch(self) -> int:
        """Note that something changed and wake those who wait for it."""
        with self.changed:
            self.revision += 1
            self.changed.notify_all()
            return self.revision

    @property
    def files_url(self) -> str:
        """Give the address under which files are kept."""
        return f"{self.url}files/"

    # People

    @property
    def people(self) -> list[Person]:
        """Everybody, in the order of the sheet."""
        return list(self.state.people.values())

    def person(self, handle: str) -> Person:
        """Find somebody by handle, or refuse."""
        for person in self.people:
            if person.handle == handle:
                return person
        raise Refused("user_not_found")

    def user(self, user_id: str) -> Person:
        """Find somebody by id, or refuse."""
        if user_id == self.app.user_id:
            return Person(handle=self.app.name, name=self.app.name, kind=Kind.BOT)
        if user_id not in self.state.people:
            raise Refused("user_not_found")
        return self.state.people[user_id]

    def put_person(self, person: Person) -> None:
        """Add somebody, or change what is known of them."""
        with self.changed:
            self.state.people[person.id] = person
            self.touch()

    # Conversations

    def add_channel(self, channel: Channel) -> Conversation:
        """Open a channel with its members, and the app where it was invited."""
        members = {person.id for person in self.people if person.is_in(channel)}
        if channel.app:
            members.add(self.app.user_id)
        return self._add(slack_id("C", channel.name), channel.name, Place.CHANNEL, members, shared=channel.shared)

    def dm(self, *user_ids: str) -> Conversation:
        """Open the direct message between the app and these people, or find it again."""
        return self._direct({self.app.user_id, *user_ids})

    def between(self, *user_ids: str) -> Conversation:
        """Open the direct message of these people among themselves; the app neither hears nor sees it."""
        return self._direct(set(user_ids))

    def _direct(self, members: set[str]) -> Conversation:
        place, prefix = (Place.DM, "D") if len(members) <= 2 else (Place.GROUP, "G")
        conversation_id = slack_id(prefix, " ".join(sorted(members)))
        known = self.state.conversations.get(conversation_id)
        return known or self._add(conversation_id, "", place, members)

    def conversation(self, name_or_id: str) -> Conversation:
        """Find a conversation by id or, for a channel, by its name; refuse when there is none."""
        name = name_or_id.removeprefix("#")
        for conversation in list(self.state.conversations.values()):
            if conversation.id == name_or_id or (conversation.name and conversation.name == name):
                return conversation
        raise Refused("channel_not_found")

    def channels(self) -> list[Conversation]:
        """Give the channels, in the order they were opened."""
        return [one for one in list(self.state.conversations.values()) if one.place is Place.CHANNEL]

    def conversations_of(self, user_id: str) -> list[Conversation]:
        """Give the conversations this person is in."""
        return [one for one in list(self.state.conversations.values()) if user_id in one.members]

    def _add(
        self, conversation_id: str, name: str, place: Place, members: set[str], *, shared: bool = False
    ) -> Conversation:
        one = Conversation(id=conversation_id, name=name, place=place, members=frozenset(members), shared=shared)
        with self.changed:
            self.state.conversations[one.id] = one
            self.state.messages.setdefault(one.id, [])
        return one

    # Messages

    def post(self, message: Message) -> Message:
        """Put a message into its conversation."""
        with self.changed:
            message = replace(message, revision=self.touch())
            self.state.messages[message.channel].append(message)
        self._tell("posted", message)
        return message

    def put(self, message: Message, *, quietly: bool = False) -> Message:
        """Show a message in its new form in place of the old; `quietly` where the app hears nothing of that."""
        with self.changed:
            message = replace(message, revision=self.touch())
            listed = self.state.messages[message.channel]
            listed[next(i for i, old in enumerate(listed) if old.ts == message.ts)] = message
        if not quietly:
            self._tell("changed", message)
        return message

    def remove(self, message: Message) -> None:
        """Take a message away."""
        with self.changed:
            left = [one for one in self.messages(message.channel) if one.ts != message.ts]
            self.state.messages[message.channel] = left
            self.touch()
        self._tell("deleted", message)

    def messages(self, conversation_id: str) -> list[Message]:
        """Give all messages of a conversation, oldest first, ephemeral ones included."""
        with self.changed:
            return list(self.state.messages[conversation_id])

    def message(self, conversation_id: str, ts: str) -> Message:
        """Find one message, or refuse."""
        for message in self.messages(self.conversation(conversation_id).id):
            if message.ts == ts:
                return message
        raise Refused("message_not_found")

    def seen_by(self, user_id: str, conversation_id: str) -> list[Message]:
        """Give what this person sees of a conversation: ephemeral messages only if they are theirs."""
        if user_id not in self.conversation(conversation_id).members:
            return []
        return [one for one in self.messages(conversation_id) if one.only_for in (None, user_id)]

    def pinged(self, message: Message) -> frozenset[str]:
        """Name the people whom this message would notify by a mention; an ephemeral one notifies nobody."""
        if message.ephemeral:
            return frozenset()
        members = self.conversation(message.channel).members - {message.user}
        everybody = bool(message.mentions & {"channel", "here", "everyone"})
        return members if everybody else members & message.mentions

    def _tell(self, what: str, message: Message) -> None:
        for observer in tuple(self.observers):
            observer(what, message)
