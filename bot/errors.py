"""The errors sko raises on purpose, and what each means to the person in front of it.

SkoError                    anything sko knows how to explain
├── UserMistake             the person can put it right; the text says how
│   ├── ColumnsUnclear      what the columns of a sheet hold cannot be told; somebody has to say
│   └── DirectoryMoved      somebody else changed the directory first; looking again is right
├── SettingMissing          the operator left out or mistyped a setting
├── NoEncoder               the sentence encoder is not installed, or cannot be read
├── DatabaseAway            the database cannot be reached just now
├── SchemaBehind            the tables are not those this version needs
├── SlackRefused            Slack said no, for good
├── SlackLater              surely not carried out; trying again after a while is right
└── SlackUnsure             Slack's answer was lost: it may or may not have been carried out
"""


class SkoError(Exception):
    """Something that sko can explain in one sentence; the text is that sentence."""


class UserMistake(SkoError):  # noqa: N818 - named as the person would name it
    """The person asked for something that cannot be done as asked; the text says what to do instead."""


class ColumnsUnclear(UserMistake):
    """It cannot be told what the columns of a sheet hold; saying so makes it usable."""


class DirectoryMoved(UserMistake):
    """What was looked at is not how the directory is any more, so nothing of it was applied."""


class SettingMissing(SkoError):  # noqa: N818
    """A setting is missing or malformed; the text names it and says what it should look like."""


class NoEncoder(SkoError):  # noqa: N818
    """The sentence encoder cannot be used; matching by words goes on without it."""


class DatabaseAway(SkoError):  # noqa: N818
    """The database did not answer in time; trying again shortly is the right thing to do."""


class SchemaBehind(SkoError):  # noqa: N818
    """The database's tables do not fit this version; the text says how to upgrade them."""


class SlackRefused(SkoError):  # noqa: N818
    """Slack refused a call for good; the text is Slack's own error code, and `needed` the scope that it asks for."""

    def __init__(self, text: str, *, needed: str = "") -> None:
        super().__init__(text)
        self.needed = needed


class SlackLater(SkoError):  # noqa: N818
    """Slack surely did not carry a call out; `seconds` is how long to wait before the next attempt."""

    def __init__(self, text: str, *, seconds: float) -> None:
        super().__init__(text)
        self.seconds = seconds


class SlackUnsure(SkoError):  # noqa: N818
    """Slack's answer was lost after the call went out: it may or may not have been carried out."""
