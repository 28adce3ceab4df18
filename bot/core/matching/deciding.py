"""What the person is shown: the answer, a choice, or an honest "nobody yet"."""

from bot.core.matching.values import Decision, Match, Outcome

CARD_AT = 0.6  # of the cards above this, 92 to 98 in a hundred were right, on every whole directory tried
RIVAL_AT = 0.3  # a second topic half that sure means that two were asked for, or that the words mean both
CHOICE_AT = 0.3  # of all that is offered together; from here on one of it was meant more often than not
OFFER_AT = 0.1  # what is less likely than one in ten is not offered beside an answer or as one of a choice
MENTION_AT = 0.05  # a closest title less likely than one in twenty only makes the bot look silly
OFFERED = 3


def decide(ranking: tuple[Match, ...]) -> Decision:
    """Choose between one answer, a choice of up to three, and "nobody yet" with the closest titles, if any.

    One topic that is likely, but not sure enough to be the answer, is a choice of one.

    >>> decide(()).outcome
    <Outcome.NOBODY: 'nobody'>
    """
    likely = tuple(match for match in ranking[:OFFERED] if match.confidence >= OFFER_AT)
    if _certain(likely):
        return Decision(outcome=Outcome.CARD, matches=likely)
    if sum(match.confidence for match in likely) >= CHOICE_AT:
        return Decision(outcome=Outcome.CHOICE, matches=likely)
    closest = tuple(match for match in ranking[:OFFERED] if match.confidence >= MENTION_AT)
    return Decision(outcome=Outcome.NOBODY, matches=closest)


def _certain(likely: tuple[Match, ...]) -> bool:
    """Tell whether the best topic is sure enough to be the answer, and has no rival."""
    return bool(likely) and likely[0].confidence >= CARD_AT and all(match.confidence < RIVAL_AT for match in likely[1:])
