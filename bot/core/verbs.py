"""What only organizers type after `/sko`, read by `bot/core/grammar.py`."""

from dataclasses import dataclass


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
class New:
    """The form of a new topic, for organizers."""


@dataclass(frozen=True, slots=True)
class Edit:
    """The form of one topic, for organizers; from anybody else the whole `line` is a question."""

    name: str
    line: str


@dataclass(frozen=True, slots=True)
class Recaps:
    """The plan of the recaps, for organizers."""


@dataclass(frozen=True, slots=True)
class RecapPreview:
    """What somebody's next recap will say, for organizers; empty if they were mentioned, and not typed."""

    who: str


Kept = Upload | Export | Template | History | New | Edit | Recaps | RecapPreview
