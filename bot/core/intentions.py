"""What somebody may want who types something, in a command or in a conversation."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """Somebody wants to know whom to ask."""

    text: str


@dataclass(frozen=True, slots=True)
class AndAlso:
    """The same about something else."""

    text: str


@dataclass(frozen=True, slots=True)
class WhoElse:
    """Another person on the topic asked about last."""


@dataclass(frozen=True, slots=True)
class KeyPoints:
    """What to remember of the topic asked about last."""


@dataclass(frozen=True, slots=True)
class Thanks:
    """No question at all."""


@dataclass(frozen=True, slots=True)
class Help:
    """What to type."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned from use, for organizers."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """Questions nobody could be named for, for organizers."""


@dataclass(frozen=True, slots=True)
class Tell:
    """The form of a story."""


@dataclass(frozen=True, slots=True)
class Stories:
    """One's own stories; for organizers also those that wait for one."""


@dataclass(frozen=True, slots=True)
class Upload:
    """The form that takes a sheet, for organizers."""


@dataclass(frozen=True, slots=True)
class Export:
    """The directory as a file, for organizers."""

    format: str


@dataclass(frozen=True, slots=True)
class Template:
    """A sheet to fill in, for organizers."""


@dataclass(frozen=True, slots=True)
class History:
    """The versions of the directory, for organizers."""


@dataclass(frozen=True, slots=True)
class Stats:
    """Whether the kickoff stuck, for organizers."""


@dataclass(frozen=True, slots=True)
class New:
    """The form of a new topic, for organizers."""


@dataclass(frozen=True, slots=True)
class Edit:
    """The form of one topic, for organizers; from anybody else the whole `line` is a question."""

    name: str
    line: str


@dataclass(frozen=True, slots=True)
class Recap:
    """The last recap, shown again."""


@dataclass(frozen=True, slots=True)
class Recaps:
    """The plan of the recaps, for organizers."""


@dataclass(frozen=True, slots=True)
class RecapPreview:
    """What somebody's next recap will say, for organizers; empty if they were mentioned, and not typed."""

    who: str


@dataclass(frozen=True, slots=True)
class Mute:
    """No more recaps."""


@dataclass(frozen=True, slots=True)
class Snooze:
    """No recap for a week."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Recaps again."""


Intention = Question | AndAlso | WhoElse | KeyPoints | Thanks | Help | Mute | Snooze | Resume


Desk = Learned | Gaps | Upload | Export | Template | History | Stats | New | Edit | Recaps | RecapPreview
Command = Question | Help | Desk | Recap | Mute | Snooze | Resume | Tell | Stories
