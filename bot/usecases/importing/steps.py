"""What becomes of one topic."""

from dataclasses import dataclass

from bot.core.plans import Change, Content, differences
from bot.usecases.importing.stored import Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What becomes of one topic; `key` is that of a new one, and `position` its row in the sheet."""

    content: Content
    stored: Stored | None = None
    key: str = ""
    position: int = 0

    @property
    def adds(self) -> bool:
        """Whether the topic is new, or was archived until now."""
        return self.stored is None or self.stored.is_archived

    @property
    def changes(self) -> tuple[Change, ...]:
        """What becomes different of a topic that is there."""
        return () if self.adds or not self.stored else differences(self.stored.content, self.content)
