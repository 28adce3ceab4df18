"""What an invented company needs to be played: when something comes next, and what its people are asked."""

from dataclasses import dataclass

from bot.core.cadence import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question that somebody has before them, and what is right.

    Those of one message are told apart by `place`. `right` is the place of the right answer among those offered, None
    where people type a name; then any of `names` is right. `seen` is how often recaps brought this topic to this person
    before, `practice` how often any topic; `held_out` tells that no recap ever does.
    """

    recap_id: str
    message_id: str
    purpose: str
    kind: Kind
    slack_id: str
    place: int
    topic: str
    offered: int
    right: int | None
    names: tuple[str, ...]
    seen: int
    practice: int
    held_out: bool
