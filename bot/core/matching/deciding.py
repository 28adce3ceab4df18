"""What the person is shown: the answer, a choice, or an honest "nobody yet"."""

from bot.core.matching.values import Decision, Match, Outcome

CARD_AT = 0.6  # of the cards above this, 93 to 99 in a hundred were right, on every whole directory tried
RIVAL_AT = 0.3  # a second topic half that sure means that two were asked for, or that the words mean both
CHOICE_AT = 0.3  # of all that is offered together; from here on one of it was meant more often than not
MENTION_AT = 0.05  # a closest title less likely than one in twenty only makes the bot look silly
CLOSE = 0.25  # of the best score; what scores less is not offered beside it
OFFERED = 3


def decide(ranking: tuple[Match, ...]) -> Decision:
    """Choose between one answer, a choice of two or three, and "nobody yet" with the closest titles, if any.

    >>> decide(()).outcome
    <Outcome.NOBODY: 'nobody'>
    """
    first = ranking[:OFFERED]
    close = tuple(match for match in first if match.score >= CLOSE * first[0].score > 0)
    if _certain(close):
        return Decision(outcome=Outcome.CARD, matches=close)
    if len(close) > 1 and sum(match.confidence for match in close) >= CHOICE_AT:
        return Decision(outcome=Outcome.CHOICE, matches=close)
    return Decision(outcome=Outcome.NOBODY, matches=tuple(match for match in close if match.confidence >= MENTION_AT))


def _certain(close: tuple[Match, ...]) -> bool:
    """Tell whether the best topic is sure enough to be the answer, and has no rival."""
    return bool(close) and close[0].confidence >= CARD_AT and all(match.confidence < RIVAL_AT for match in close[1:])
