"""What becomes of one topic."""

from dataclasses import dataclass, field

from bot.core.plans import Change, Content, differences
from bot.usecases.importing.stored import Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What becomes of one topic; `key` is that of a new one, and `position` its row in the sheet.

    `changes` is what becomes different of a topic that is there, worked out once: a large sheet has thousands of these.
    """

    content: Content
    stored: Stored | None = None
    key: str = ""
    position: int = 0
    changes: tuple[Change, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Hold the topic against what it was."""
        changes = () if self.adds or not self.stored else differences(self.stored.content, self.content)
        object.__setattr__(self, "changes", changes)

    @property
    def adds(self) -> bool:
        """Whether the topic is new, or was archived until now."""
        return self.stored is None or self.stored.is_archived

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to do."""
        return self.adds or bool(self.changes)
