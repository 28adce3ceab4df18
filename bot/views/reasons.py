"""Why a question was answered as it was, for a terminal and for other programs."""

from dataclasses import asdict
from typing import Any

from bot.core.explanations import Explanation, Found
from bot.core.matching import Outcome, Reason
from bot.core.matching.deciding import CARD_AT, CHOICE_AT, OFFER_AT, RIVAL_AT
from bot.views.terminal import printable

WHY = "Why:"
NAME = "the name “{name}”"
WORDS = "words: {words}"
SPELLED = "{asked} → {spelled}"
PEOPLE = "people: {people}"
PLACES = "presented: {places}"
LEARNED = "learned from use ({share:.2f})"
MEANING = "near in meaning ({share:.2f})"
LETTERS = "nothing but some letters in common"

SURE = f"Found a card: the first is {CARD_AT:.2f} sure (CARD_AT) or more, and no other {RIVAL_AT:.2f} (RIVAL_AT)."
RIVALLED = f"Found a choice: the first is {CARD_AT:.2f} sure (CARD_AT) or more, but another {RIVAL_AT:.2f} (RIVAL_AT)."
LIKELY = (
    f"Found a choice: the first is less than {CARD_AT:.2f} sure (CARD_AT), but those of the first three that reach "
    f"{OFFER_AT:.2f} (OFFER_AT) come to {CHOICE_AT:.2f} together (CHOICE_AT)."
)
UNLIKELY = (
    f"Found nobody: those of the first three that reach {OFFER_AT:.2f} (OFFER_AT) do not come to {CHOICE_AT:.2f} "
    "together (CHOICE_AT)."
)
WORDLESS = "Found nobody: there is no word in it, or no topic in the directory."


def lines(why: Explanation) -> str:
    """Write the first topics as a line each, and what came of them as the last."""
    topics = [WHY, *(f"  {found.confidence:.2f}  {found.title}: {_reason(found.reason)}" for found in why.topics)]
    return printable("\n".join([*(topics if why.topics else ()), rule(why)]))


def as_json(why: Explanation) -> dict[str, Any]:
    """Give the same as plain data; a word is told as it was asked and as the directory spells it."""
    return {"outcome": why.outcome.value, "rule": rule(why), "topics": [_topic(found) for found in why.topics]}


def rule(why: Explanation) -> str:
    """Say which thresholds made it a card, a choice or nobody."""
    match why.outcome:
        case Outcome.CARD:
            return SURE
        case Outcome.CHOICE:
            first = next(found for found in why.topics if found.confidence >= OFFER_AT)
            return RIVALLED if first.confidence >= CARD_AT else LIKELY
        case Outcome.NOBODY:
            return UNLIKELY if why.topics else WORDLESS


def _topic(found: Found) -> dict[str, Any]:
    words = [{"asked": asked, "spelled": spelled} for asked, spelled in found.reason.words]
    return {"title": found.title, "confidence": found.confidence, **asdict(found.reason), "words": words}


def _reason(reason: Reason) -> str:
    said = [
        NAME.format(name=reason.name) if reason.name else "",
        WORDS.format(words=", ".join(map(_word, reason.words))) if reason.words else "",
        PEOPLE.format(people=", ".join(reason.people)) if reason.people else "",
        PLACES.format(places=", ".join(reason.places)) if reason.places else "",
        LEARNED.format(share=reason.learned) if reason.learned else "",
        MEANING.format(share=reason.meaning) if reason.meaning is not None else "",
    ]
    return "; ".join(filter(None, said)) or LETTERS


def _word(word: tuple[str, str]) -> str:
    asked, spelled = word
    return asked if asked == spelled else SPELLED.format(asked=asked, spelled=spelled)
