"""What each part of the matcher buys: python -m tests.bench.ablation [--sets DIR].

A part is left out, the weights of the others are chosen anew, so that they may make up for it, and all sets are
measured. What counts is the difference to the first line.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean

import click

from bot.core.evaluation import Figures
from bot.core.matching import Encoder, Entry, Index
from bot.core.matching.abbreviations import Abbreviations
from bot.core.matching.coverage import Coverage
from bot.core.matching.grams import Grams
from bot.core.matching.names import Names
from bot.core.matching.spelling import Spellings
from tests.bench import baselines
from tests.bench.choose import UNUSED, Part, choose, measured, try_out, whole
from tests.bench.printing import table
from tests.bench.tables import QuestionSet, all_sets, takes_sets

FIGURES = ("hit1", "hit3", "auroc", "refused_at_2pt", "card_wrong_share")
CUTS = (0.5,)  # directories to learn refusing from: enough for a difference
EVERYTHING = "everything"


@dataclass(frozen=True, slots=True, kw_only=True)
class Without:
    """Something to leave out: a part of the index, or some of the evidence."""

    part: Part = whole
    unused: tuple[str, ...] = ()


def without_names(index: Index) -> Index:
    """Find no name in a run of words."""
    return replace(index, names=Names.build([[] for _ in index.entries]))


def without_words(index: Index) -> Index:
    """See no word of any topic."""
    rows: list[list[list[str]]] = [[[]] for _ in index.entries]
    return replace(index, coverage=Coverage.build(rows, named=[1] * len(rows), vocabulary=index.vocabulary))


def without_letters(index: Index) -> Index:
    """Compare no pieces of words."""
    return replace(index, grams=Grams.build([[""] for _ in index.entries]))


def without_slips(index: Index) -> Index:
    """Forgive no slip, in words or in names."""
    nothing = Spellings.build([])
    return replace(
        index,
        vocabulary=replace(index.vocabulary, spellings=nothing),
        names=replace(index.names, spellings=nothing),
    )


def without_cut_words(index: Index) -> Index:
    """Take no word for one that is cut short."""
    return replace(index, vocabulary=replace(index.vocabulary, abbreviations=Abbreviations.build([])))


def names_alone(index: Index) -> Index:
    """Know of each topic what it is called, and nothing else."""
    return Index.build(
        Entry(topic_id=entry.topic_id, title=entry.title, aliases=entry.aliases) for entry in index.entries
    )


LEFT_OUT = {
    EVERYTHING: Without(),
    "names in a run of words": Without(part=without_names),
    "words": Without(part=without_words),
    "letters": Without(part=without_letters),
    "slips forgiven": Without(part=without_slips),
    "words cut short": Without(part=without_cut_words),
    "all of a row but its names": Without(part=names_alone),
    "the lead, in confidence": Without(unused=("ahead",)),
    "names, in confidence": Without(unused=("named",)),
}
WITH_MEANING = {
    "the two nearest texts": Without(unused=("pair",)),
    "the row read as one": Without(unused=("row",)),
    "the middle of the texts": Without(unused=("middle",)),
    "meaning, in confidence": Without(unused=("nearest", "elsewhere")),
    "what is not meant for us": Without(unused=("elsewhere",)),
}


@click.command()
@takes_sets
def main(folders: tuple[Path, ...]) -> None:
    """Print what is lost without each part, averaged over all sets."""
    sets, encoder = all_sets(folders), baselines.encoder()
    click.echo("\n".join(["words alone, without", *ablated(sets, None, LEFT_OUT, unused=UNUSED["words"])]))
    if encoder:
        lines = ablated(sets, encoder, LEFT_OUT | WITH_MEANING, unused=UNUSED["meaning"])
        click.echo("\n".join(["", "with the encoder, without", *lines]))


def ablated(
    sets: Sequence[QuestionSet], encoder: Encoder | None, left_out: dict[str, Without], *, unused: Sequence[str]
) -> list[str]:
    """Draw a line for everything and one for each thing left out, with what hit1 and auroc lose."""
    means: dict[str, dict[str, float]] = {}
    for name, without in left_out.items():
        tried = [try_out(one, encoder, part=without.part, cuts=CUTS) for one in sets]
        weights = choose(tried, unused=(*unused, *without.unused))
        means[name] = _means([measured(one, weights).overall for one in tried])
    rows = [[name, *_row(mean, means[EVERYTHING])] for name, mean in means.items()]
    return table(["", "hit1", "lost", "hit3", "auroc", "lost", "refused", "wrong cards"], rows)


def _means(figures: Sequence[Figures]) -> dict[str, float]:
    """Average each figure over those sets that have it."""
    values = {name: [getattr(one, name) for one in figures] for name in FIGURES}
    return {name: fmean([value for value in each if value is not None] or [0]) for name, each in values.items()}


def _row(mean: dict[str, float], everything: dict[str, float]) -> list[str]:
    lost = {name: f"{everything[name] - mean[name]:+.3f}" for name in ("hit1", "auroc")}
    told = {name: f"{value:.3f}" for name, value in mean.items()}
    columns = [told["hit1"], lost["hit1"], told["hit3"], told["auroc"], lost["auroc"]]
    return [*columns, told["refused_at_2pt"], told["card_wrong_share"]]


if __name__ == "__main__":
    main()
