"""Who do I ask: the one use case behind every surface."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.core.matching import Decision, Outcome, decide
from bot.core.results import Answer, Choice, Nobody
from bot.core.text import plain
from bot.index import IndexCache
from bot.usecases import cards, directories, gaps
from models import Ask, Suggestion

LONGEST = 4000  # characters of a question that are kept


def who(
    session: Session, index: IndexCache, question: str, *, surface: str, now: datetime, asker: int | None = None
) -> Answer:
    """Answer one question by one person, and keep what was offered.

    `surface` is where it was asked (command, dm, mention, shortcut, cli); `asker` is the id of the person, None for an
    operator at the command line. Everything offered gets an id that a button can carry.
    """
    if not plain(question).strip():
        return directories.help_with(session)
    decision = decide(index.at(directories.version(session)).rank(question))
    return answer(session, question, decision, surface=surface, now=now, asker=asker)


def answer(
    session: Session, question: str, decision: Decision, *, surface: str, now: datetime, asker: int | None
) -> Answer:
    """Turn what the matcher decided into what the person reads, and keep it.

    Topics that were removed since the index was built fall out.
    """
    topics = cards.known(session, [match.topic_id for match in decision.matches])
    matches = [match for match in decision.matches if match.topic_id in topics]
    outcome = decision.outcome if matches else Outcome.NOBODY
    ask = Ask(asker_id=asker, surface=surface, text=question[:LONGEST], outcome=outcome, asked_at=now)
    session.add(ask)
    if outcome is not Outcome.NOBODY:
        for place, match in enumerate(matches):
            first = next(iter(topics[match.topic_id].people(question, besides=[asker])), None)
            ask.suggestions.append(
                Suggestion(
                    topic_id=match.topic_id,
                    person_id=first.who.person_id if first else None,
                    place=place,
                    confidence=match.confidence,
                )
            )
    said: Answer
    if outcome is Outcome.CARD:
        ask.suggestions[0].shown_at = now
        said = cards.draw(ask, ask.suggestions[0], topics)
    elif outcome is Outcome.CHOICE:
        said = Choice(question=question, options=tuple(cards.option(one, topics) for one in ask.suggestions))
    else:
        said = Nobody(question=question, closest=tuple(topics[match.topic_id].title for match in matches))
    if isinstance(said, Nobody):
        ask.outcome = Outcome.NOBODY
        gaps.record(session, question, asker=asker, now=now)
    session.flush()
    return said
