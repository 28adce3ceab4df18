"""Why a topic was found: the name, the words and the people of it that stand in the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from bot.core.matching.stems import stem
from bot.core.matching.values import Reason
from bot.core.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.matching.evidence import Evidence
    from bot.core.matching.values import Entry
    from bot.core.matching.vocabulary import Reading


def reason(entry: Entry, place: int, *, reading: Reading, evidence: Evidence) -> Reason:
    """Say what of a topic stands in a question; `place` is the topic's among those of the evidence."""
    known = _stems((*entry.names, *entry.key_points, *entry.stories, entry.kind, entry.channel))
    asked = {word: sense.spelled for word, sense in reading.senses.items() if sense.content and sense.meant}
    meant = {stem(spelled) for spelled in asked.values()}
    return Reason(
        name=_name(entry, reading) if evidence.named[place] else "",
        words=tuple((word, spelled) for word, spelled in asked.items() if stem(spelled) in known),
        people=tuple(dict.fromkeys(person for person in entry.people if _stems([person]) & meant)),
        places=tuple(text for text in (entry.session, entry.day) if _stems([text]) & meant),
        learned=float(evidence.learned[place]),
        meaning=float(evidence.near.nearest[place]) if evidence.near else None,
    )


def _stems(texts: Iterable[str]) -> set[str]:
    return {stem(word) for text in texts for word in words(text)}


def _name(entry: Entry, reading: Reading) -> str:
    """Return the name that is most like a part of the question, for a slip or a space may stand between them."""
    asked = "".join(reading.words)
    names = {name: "".join(words(name)) for name in entry.names}
    _, _, name = max(
        process.extract(asked, names, scorer=fuzz.partial_ratio), key=lambda found: (found[1], len(found[0]))
    )
    return str(name)
