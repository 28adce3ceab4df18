"""What use cases give back: plain, frozen values that a view can draw and a test can compare.

An answer is one of

    Card        one topic, a person to ask first
    Choice      up to three topics, none presented as the answer
    Nobody      nothing close, or nobody left to name
    Yourself    the asker is the only one named
    Remember    the key points of the topic asked about last
    Others      who else is named for the topic asked about last
    Aside       no question at all: one kind sentence
    Help        what to type
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Role(StrEnum):
    """How a person stands to a topic, in the order in which they are asked."""

    OWNER = "owner"
    BACKUP = "backup"
    PRESENTER = "presenter"
    PEER = "peer"
    FORMER = "former"


class Standing(StrEnum):
    """What a person is to the company, as Slack tells it."""

    EMPLOYEE = "employee"
    GUEST = "guest"
    FOREIGN = "foreign"
    BOT = "bot"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """A person as an answer names them; `slack_id` is None for somebody who is not in Slack."""

    person_id: int
    name: str
    slack_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A role that somebody holds, with the dates of some former holders; `back_on` is when somebody away is back."""

    role: Role
    who: Who
    since: date | None = None
    until: date | None = None
    standing: Standing = Standing.EMPLOYEE
    back_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A colleague's own words, verbatim, with who says them and how they stand to the topic; `kind` is of the story."""

    who: Who
    text: str
    role: Role
    story_id: int = 0
    kind: str = "story"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A topic that can be picked with a button; the button carries `suggestion_id`."""

    suggestion_id: str
    title: str
    kind: str
    who: Who | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One topic and whom to ask first about it."""

    suggestion_id: str
    title: str
    kind: str
    first: Held
    confidence: float
    session: str = ""
    day: str = ""
    voice: Voice | None = None
    backup: Who | None = None
    backup_back_on: date | None = None
    former: tuple[Held, ...] = ()
    key_points: tuple[str, ...] = ()
    link: str = ""
    channel: str = ""
    confirmed_on: date | None = None
    others: tuple[Option, ...] = ()
    asker_is: Role | None = None
    owner_left: bool = False
    owner_away: Held | None = None
    misread: tuple[tuple[str, str], ...] = ()
    is_next: bool = False
    helped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Two or three topics that are equally close, or nearly."""

    question: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nobody:
    """Nobody can be named; `topic` is set when the topic is known and only its people are gone.

    `after_others` tells that some were named before, and that these were not the right ones; `suggestion_id` is one of
    theirs, and `ask_id` the question's where nobody was named, so that the asker can say who it should have been.
    `closest` are topics that are hardly meant; they can be looked at, but none is offered as an answer.
    """

    question: str
    closest: tuple[Option, ...] = ()
    topic: str = ""
    after_others: bool = False
    suggestion_id: str = ""
    ask_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Yourself:
    """The asker is the only person named for the topic."""

    title: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Remember:
    """The key points of the topic that was asked about last."""

    title: str
    key_points: tuple[str, ...]
    link: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """Everybody else who is named for the topic that was asked about last."""

    title: str
    people: tuple[Held, ...]


class Aside(StrEnum):
    """What was said is no question; the answer is one sentence."""

    WELCOME = "welcome"
    NO_TOPIC_YET = "no topic yet"
    SHARED_CHANNEL = "shared channel"
    NO_TEXT = "no text"
    BETWEEN_US = "between us"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How much waits for an organizer."""

    lessons: int
    gaps: int
    stories: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """What to type, with a topic of this very directory as the example; empty when there is none yet.

    `waiting` is for organizers alone.
    """

    example: str = ""
    waiting: Waiting | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosable:
    """A topic in a menu, with whom to ask about it now."""

    topic_id: int
    title: str
    who: Who | None


Answer = Card | Choice | Nobody | Yourself | Remember | Others | Aside | Help


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A topic and a person that were found for a question; `suggestion_id` is what a button carries."""

    suggestion_id: str
    topic_id: int
    person_id: int | None
    place: int
    confidence: float
    shown_at: datetime | None = None
    verdict: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with what was offered for it and what the person reads; it is yet to be kept."""

    question: str
    asker: int | None
    surface: str
    asked_at: datetime
    outcome: str
    offers: tuple[Offer, ...]
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person as Slack describes them; `as_of` is when it last changed anything of that, by its own clock."""

    slack_id: str
    name: str
    email: str | None = None
    time_zone: str | None = None
    standing: Standing = Standing.EMPLOYEE
    away_until: datetime | None = None
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who is asking: the row of the directory, what they are to the company, and what organizers are listed by."""

    person_id: int
    standing: Standing
    slack_id: str = ""
    email: str = ""
