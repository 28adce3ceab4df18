"""What was read otherwise than it was typed, so that a near miss shows: "truckwell" is not always Truckwall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.text import words

if TYPE_CHECKING:
    from bot.core.matching.values import Entry
    from bot.core.matching.vocabulary import Reading


def misread(entry: Entry, reading: Reading) -> tuple[tuple[str, str], ...]:
    """Return the words of its names that were cut short or have a slip: as typed, and as the sheet has them."""
    written = {plain: word.strip(".,:;()") for name in entry.names for word in name.split() for plain in words(word)}
    return tuple(
        (word, written[sense.spelled])
        for word, sense in reading.senses.items()
        if sense.content and sense.spelled != word and sense.spelled in written
    )
