"""Who do I ask: the one use case behind every surface.

It has two halves. `who` only reads, so that any number of questions are looked up at once; `keep` writes what was
asked and offered, which takes a moment. Everything offered has its id before it is kept.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from bot.core.matching import Decision, Outcome, decide
from bot.core.results import Answer, Asked, Card, Choice, Help, Nobody, Offer
from bot.core.text import plain
from bot.index import IndexCache
from bot.usecases import cards, directories, gaps
from bot.usecases.cards import Known, Table
from models import Ask, Suggestion, new_id, table_of

LONGEST = 4000  # characters of a question that are kept
# Plain inserts, built once: for rows as simple as these the unit of work takes longer than the matching.
ASKS = table_of(Ask)
NEW_ASK = insert(ASKS).returning(ASKS.c.id)
NEW_SUGGESTIONS = insert(table_of(Suggestion))


def who(
    session: Session, index: IndexCache, question: str, *, surface: str, now: datetime, asker: int | None = None
) -> Asked | Help:
    """Look up one question of one person; nothing is written yet.

    `surface` is where it was asked (command, dm, mention, shortcut, cli); `asker` is the id of the person, None for an
    operator at the command line.
    """
    if not plain(question).strip():
        return directories.help_with(session)
    decision = decide(index.at(directories.version(session)).rank(question, asker=asker))
    return answer(session, question, decision, surface=surface, now=now, asker=asker)


def answer(
    session: Session, question: str, decision: Decision, *, surface: str, now: datetime, asker: int | None
) -> Asked:
    """Turn what the matcher decided into what the person reads.

    Topics that were removed since the index was built fall out.
    """
    topics = cards.known(session, [match.topic_id for match in decision.matches], now=now)
    offers = _offers(decision, topics, question=question, asker=asker, now=now)
    table = Table(question=question, reader=asker, offers=offers, topics=topics)
    options = tuple(cards.option(table, offer) for offer in offers)
    said: Answer
    if decision.outcome is Outcome.NOBODY or not offers:
        said = Nobody(question=question, closest=options)
    elif decision.outcome is Outcome.CARD:
        said = cards.draw(table, offers[0])
        if isinstance(said, Card):
            misread = next(match.misread for match in decision.matches if match.topic_id == offers[0].topic_id)
            said = replace(said, misread=misread)
    else:
        said = Choice(question=question, options=options)
    outcome = Outcome.NOBODY if isinstance(said, Nobody) else decision.outcome
    return Asked(
        question=question,
        asker=asker,
        surface=surface,
        asked_at=now,
        outcome=outcome,
        offers=offers,
        answer=said,
    )


def keep(session: Session, asked: Asked) -> Answer:
    """Keep a question and what was offered for it; one that nobody can be named for goes to the organizers.

    The answer is given back: where nobody was named it now knows the question, so that the asker can add to it.
    """
    row = {
        "asker_id": asked.asker,
        "surface": asked.surface,
        "text": asked.question[:LONGEST],
        "outcome": asked.outcome,
        "asked_at": asked.asked_at,
    }
    connection = session.connection()
    ask_id = connection.execute(NEW_ASK, row).scalar_one()
    if asked.offers:
        connection.execute(NEW_SUGGESTIONS, [_row(offer, ask_id=ask_id) for offer in asked.offers])
    if asked.outcome == Outcome.NOBODY:
        gaps.record(session, asked.question, asker=asked.asker, now=asked.asked_at)
    if isinstance(asked.answer, Nobody) and not asked.answer.topic:
        return replace(asked.answer, ask_id=ask_id)
    return asked.answer


def _offers(
    decision: Decision, topics: dict[int, Known], *, question: str, asker: int | None, now: datetime
) -> tuple[Offer, ...]:
    """Find the person to name first for every topic; the first of a card counts as shown, those merely close do not."""
    found: list[Offer] = []
    for match in decision.matches:
        if match.topic_id not in topics:
            continue
        first = next(iter(topics[match.topic_id].people(question, besides=[asker])), None)
        found.append(
            Offer(
                suggestion_id=new_id(),
                topic_id=match.topic_id,
                person_id=first.who.person_id if first else None,
                place=len(found),
                confidence=match.confidence,
                shown_at=now if decision.outcome is Outcome.CARD and not found else None,
            )
        )
    return tuple(found)


def _row(offer: Offer, *, ask_id: int) -> dict[str, object]:
    return {
        "id": offer.suggestion_id,
        "ask_id": ask_id,
        "topic_id": offer.topic_id,
        "person_id": offer.person_id,
        "place": offer.place,
        "confidence": offer.confidence,
        "shown_at": offer.shown_at,
    }
