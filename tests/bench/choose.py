"""Choose the matcher's weights from question sets, and say how they do on the sets they were not chosen from.

    python -m tests.bench.choose [--sets DIR]

The order of the topics is learned listwise: of all topics, an expected one should come first. The confidence is a
logistic regression on who was right, over each whole directory and over others that lack a part of the topics, so that
refusing is learned too. Every set has the same say. What is printed as held out was measured with weights of the other
sets alone.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from bot.core.evaluation import Bin, Figures, Question, Report, evaluate
from bot.core.matching import Encoder, Entry, Index, Match
from bot.core.matching.evidence import Evidence
from bot.core.matching.weights import TRUST, Weights
from bot.core.text import words
from tests.bench import baselines
from tests.bench.printing import share, table
from tests.bench.tables import QuestionSet, all_sets, takes_sets

Floats = NDArray[np.float64]
CUTS = (0.35, 0.5, 0.5, 0.65)  # of the topics are left, chosen by lot
JUDGED = 4  # topics of each ranking whose confidence is learned
PENALTY = 1e-3  # on the squares of all weights: enough to keep what never varies at nothing
STEPS, ENOUGH = 30, 1e-6  # of Newton's method, and the last one's size
SHARES = (
    "hit1",
    "hit3",
    "auroc",
    "refused_at_2pt",
    "card_right",
    "card_wrong",
    "choice_right",
    "choice_wrong",
    "nobody",
)
ORDER = ("naming", "pair", "row", "middle")
UNUSED = {"words": ("pair", "row", "middle", "length", "nearest", "elsewhere"), "meaning": ()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question to one directory: what speaks for each topic, and which were expected."""

    question: Question
    evidence: Evidence
    expected: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A question set, asked of its whole directory and of others that lack a part of it."""

    name: str
    entries: tuple[Entry, ...]
    questions: tuple[Question, ...]
    whole: list[Asked]
    cut: list[Asked]


Part = Callable[[Index], Index]


def whole(index: Index) -> Index:
    """Leave nothing out."""
    return index


@click.command()
@takes_sets
def main(folders: tuple[Path, ...]) -> None:
    """Print what was chosen, and how it does on each set when that took no part in choosing."""
    found = all_sets(folders)
    encoder = baselines.encoder()
    for name, used in (("words", None), ("meaning", encoder)):
        if name == "meaning" and encoder is None:
            click.echo("\nThe sentence encoder is not installed; its weights stay as they are.")
            continue
        tried = [try_out(one, used) for one in found]
        reports = {one.name: measured(one, _chosen_without(one, tried, name)) for one in tried}
        rows = [[one, *(_figure(report.overall, each) for each in SHARES)] for one, report in reports.items()]
        trust = [_trust(bins) for bins in zip(*(report.confidence for report in reports.values()), strict=True)]
        sure = table(["held out, first topic", "questions", "sure", "right"], trust)
        click.echo("\n".join(["", name, *table(["held out", *SHARES], rows), "", *sure]))
        click.echo(_constant(name, choose(tried, unused=UNUSED[name])))


def _chosen_without(one: Tried, tried: Sequence[Tried], name: str) -> Weights:
    others = [other for other in tried if other is not one]
    return choose(others or tried, unused=UNUSED[name])


def choose(tried: Sequence[Tried], *, unused: Sequence[str] = ()) -> Weights:
    """Choose weights, each set having the same say; those unused stay nothing."""
    order = _learn_order(tried, [name for name in ORDER if name not in unused])
    return _learn_trust(tried, order, [name for name in TRUST if name not in unused])


def try_out(
    questions: QuestionSet, encoder: Encoder | None, *, part: Part = whole, cuts: Sequence[float] = CUTS
) -> Tried:
    """Ask a set's questions of its whole directory and of parts of it, through an index that `part` may change."""
    lots = random.Random(questions.name)
    left = [lots.sample(questions.entries, round(len(questions.entries) * share)) for share in cuts]
    return Tried(
        name=questions.name,
        entries=questions.entries,
        questions=questions.questions,
        whole=_ask(questions, questions.entries, encoder, part),
        cut=[asked for entries in left for asked in _ask(questions, entries, encoder, part)],
    )


def _ask(questions: QuestionSet, entries: Sequence[Entry], encoder: Encoder | None, part: Part) -> list[Asked]:
    index = part(Index.build(entries))
    index = index.understood(encoder) if encoder else index
    return [
        Asked(
            question=question,
            evidence=index.weigh(question.text, index.read(question.text)),
            expected=np.array([entry.title in question.expected for entry in entries]),
        )
        for question in questions.questions
        if words(question.text)  # what has no word is never ranked
    ]


def _learn_order(tried: Sequence[Tried], names: Sequence[str]) -> Weights:
    """Learn how to order topics; words and letters together get the weight 1, the others are relative to them."""
    lists = [
        [(_grounds(one.evidence, names), one.expected) for one in each.whole if one.expected.any()] for each in tried
    ]
    weights = np.ones(len(names) + 1)
    for _ in range(STEPS):
        slope, bend = -PENALTY * weights, -PENALTY * np.eye(len(weights))
        for each in lists:
            for grounds, expected in each:
                likely = np.exp(grounds @ weights - (grounds @ weights).max())
                likely /= likely.sum()
                meant = np.where(expected, likely, 0) / likely[expected].sum()
                spread = (grounds * likely[:, None]).T @ grounds - np.outer(likely @ grounds, likely @ grounds)
                slope = slope + (meant - likely) @ grounds / len(each) / len(lists)
                bend = bend - spread / len(each) / len(lists)
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if np.abs(step).max() < ENOUGH:
            break
    nothing = {field.name: 0.0 for field in fields(Weights)}
    return Weights(**nothing | dict(zip(names, (weights[1:] / weights[0]).tolist(), strict=True)))


def _grounds(evidence: Evidence, names: Sequence[str]) -> Floats:
    near = evidence.near
    meaning = {"pair": near.pair, "row": near.row, "middle": near.middle} if near else {}
    known: dict[str, NDArray[np.floating]] = {"naming": evidence.named, **meaning}
    return np.stack([evidence.coverage + evidence.likeness, *(known[name] for name in names)], axis=1)


def _learn_trust(tried: Sequence[Tried], order: Weights, names: Sequence[str]) -> Weights:
    """Learn how likely a topic is what was meant; what rests on one word alone is damped apart and not learned from.

    The whole directories have the same say as the cut ones: there most of what is asked can be answered, as in life.
    """
    columns = [TRUST.index(name) for name in names]
    rows, right, shares = [], [], []
    for asked in filter(None, chain.from_iterable((each.whole, each.cut) for each in tried)):
        told = [_told(one, order) for one in asked]
        pros = np.concatenate([evidence.pros[~evidence.alone] for evidence, _ in told])[:, columns]
        rows.append(np.c_[pros, np.ones(len(pros))])
        right.append(np.concatenate([expected[~evidence.alone] for evidence, expected in told]))
        shares.append(np.full(len(pros), 1 / len(pros) / len(tried)))
    weights = logistic(np.concatenate(rows), np.concatenate(right), np.concatenate(shares))
    return replace(order, doubt=float(weights[-1]), **dict(zip(names, weights[:-1].tolist(), strict=True)))


def _told(asked: Asked, weights: Weights) -> tuple[Evidence, NDArray[np.bool_]]:
    """Return the first topics as these weights order them."""
    evidence = replace(asked.evidence, given=weights)
    first = np.argsort(-evidence.scores, kind="stable")[:JUDGED]
    return evidence.of(first), asked.expected[first]


def logistic(rows: Floats, right: NDArray[np.bool_], shares: Floats) -> Floats:
    """Fit by Newton's method; the sum is concave, and a few steps do."""
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (shares * (right - likely)) - PENALTY * weights / len(rows)
        bend = (rows * (shares * likely * (1 - likely))[:, None]).T @ rows + np.eye(len(weights)) * PENALTY / len(rows)
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if np.abs(step).max() < ENOUGH:
            break
    return weights


def measured(tried: Tried, weights: Weights) -> Report:
    """Measure a set's whole directory with other weights than the usual ones."""
    whole = {one.question.text: one.evidence for one in tried.whole}
    ids = [entry.topic_id for entry in tried.entries]

    def rank(question: str) -> tuple[Match, ...]:
        if question not in whole:
            return ()
        evidence = replace(whole[question], given=weights)
        order = np.argsort(-evidence.scores, kind="stable")
        told = evidence.of(order)
        return tuple(
            Match(topic_id=ids[place], score=score, confidence=confidence)
            for place, score, confidence in zip(order, told.scores.tolist(), told.confidences.tolist(), strict=True)
        )

    titles = {entry.topic_id: entry.title for entry in tried.entries}
    return evaluate(tried.questions, rank=rank, titles=titles)


def _figure(figures: Figures, name: str) -> str:
    value = getattr(figures, name)
    return str(value) if isinstance(value, int) else share(value)


def _trust(bins: Sequence[Bin]) -> list[str]:
    """Draw how sure one was of the first topic in each set, and how often that was right."""
    n = sum(each.n for each in bins)
    sure = sum((each.confidence or 0) * each.n for each in bins)
    right = sum(each.right for each in bins)
    shares = [share(sure / n), share(right / n)] if n else ["–", "–"]
    return [f"{bins[0].least:.1f}–{bins[0].most:.1f}", str(n), *shares]


def _constant(name: str, weights: Weights) -> str:
    told = ((field.name, getattr(weights, field.name)) for field in fields(weights))
    return f"{name.upper()} = Weights({', '.join(f'{key}={value:.2f}' for key, value in told if value)})"


if __name__ == "__main__":
    main()
