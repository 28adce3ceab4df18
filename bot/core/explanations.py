"""Why a question was answered as it was."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.matching import Decision, Match, Outcome, Reason
from bot.core.matching.deciding import OFFERED


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A topic that came to mind, how sure that was, and what it rests on."""

    title: str
    confidence: float
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The first topics, the best first, whether they were offered or not; and what came of them."""

    outcome: Outcome
    topics: tuple[Found, ...]


def explain(ranking: tuple[Match, ...], decision: Decision, *, titles: Mapping[int, str]) -> Explanation:
    """Put together why a ranking led to a decision; the ranking must have been asked why."""
    return Explanation(
        outcome=decision.outcome,
        topics=tuple(
            Found(title=titles[match.topic_id], confidence=match.confidence, reason=match.reason)
            for match in ranking[:OFFERED]
            if match.reason
        ),
    )
