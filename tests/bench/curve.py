"""What learning brings: python -m tests.bench.curve [--sets DIR].

Of the questions that some topic answers one half is confirmed, by and by, and the other half asked. The wrong cards are
those of that half and of all questions to refuse. Halves are drawn by lot, several times.
"""

import random
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

import click

from bot.core.evaluation import Figures, Question, evaluate
from bot.core.lessons import Kept, LessonState, content, taught
from bot.core.matching import Encoder, Index
from tests.bench import baselines
from tests.bench.printing import table
from tests.bench.tables import QuestionSet, all_sets, takes_sets

CONFIRMED = {"nothing": 0.0, "a quarter of it": 0.25, "half of it": 0.5, "all of it": 1.0}
LOTS = 5
ANA, OSKAR = 1, 2
EVERYBODY = "two people each, for everybody"
ASKERS = {EVERYBODY: (ANA, OSKAR), "one person, for themselves": (ANA,)}
FIGURES = ("hit1", "hit3", "auroc", "card_wrong_share")


@click.command()
@takes_sets
def main(folders: tuple[Path, ...]) -> None:
    """Print how answers improve with what is confirmed, averaged over all sets."""
    sets, encoder = all_sets(folders), baselines.encoder()
    for people, askers in ASKERS.items():
        click.echo("\n".join([f"words alone, one half confirmed by {people}", *curve(sets, None, askers), ""]))
    if encoder:
        lines = curve(sets, encoder, ASKERS[EVERYBODY])
        click.echo("\n".join([f"with the encoder, one half confirmed by {EVERYBODY}", *lines, ""]))


def curve(sets: Sequence[QuestionSet], encoder: Encoder | None, askers: tuple[int, ...]) -> list[str]:
    """Draw a line for each share of the one half that was confirmed."""
    measured: dict[str, list[Figures]] = {name: [] for name in CONFIRMED}
    for questions in sets:
        index = Index.build(questions.entries)
        index = index.understood(encoder) if encoder else index
        for lot in range(LOTS):
            confirmed, asked = halves(questions, lot)
            for name, share in CONFIRMED.items():
                known = lessons(confirmed[: round(share * len(confirmed))], questions, askers=askers)
                measured[name].append(_measure(asked, index.taught(taught(known)), questions))
    rows = [[name, *(_mean(each, figure) for figure in FIGURES)] for name, each in measured.items()]
    return table(["", "hit1", "hit3", "auroc", "wrong cards"], rows)


def halves(questions: QuestionSet, lot: int) -> tuple[list[Question], list[Question]]:
    """Draw one half to be confirmed; the other is asked, with all that must be refused."""
    inside = [question for question in questions.questions if question.expected]
    outside = [question for question in questions.questions if not question.expected]
    random.Random(f"{questions.name} {lot}").shuffle(inside)
    middle = len(inside) // 2
    return inside[:middle], [*inside[middle:], *outside]


def lessons(confirmed: Sequence[Question], questions: QuestionSet, *, askers: tuple[int, ...]) -> list[Kept]:
    """Return what is kept once these people have confirmed the first expected topic of each question."""
    entries = {entry.title: entry for entry in questions.entries}
    kept = []
    for question in confirmed:
        entry = entries[question.expected[0]]
        learned = content(question.text, names=entry.names)
        if learned.words:
            kept.append(
                Kept(
                    id=str(question.row),
                    topic_id=entry.topic_id,
                    words=learned.words,
                    setting=learned.setting,
                    state=LessonState.WAITING,
                    decided_at=None,
                    askers=askers,
                )
            )
    return kept


def _measure(asked: Sequence[Question], index: Index, questions: QuestionSet) -> Figures:
    return evaluate(asked, rank=lambda text: index.rank(text, asker=ANA), titles=questions.titles).overall


def _mean(figures: Sequence[Figures], name: str) -> str:
    values = [getattr(one, name) for one in figures]
    known = [value for value in values if value is not None]
    return f"{fmean(known):.3f}" if known else "–"


if __name__ == "__main__":
    main()
