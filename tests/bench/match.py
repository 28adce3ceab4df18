"""How often the right topic comes first, beside what else one might use: python -m tests.bench.match [--sets DIR]."""

from pathlib import Path

import click

from bot.core.evaluation import Figures, Report, evaluate
from tests.bench import baselines
from tests.bench.tables import SETS, QuestionSet, question_sets

MATCHER = "sko"
METHODS = {
    MATCHER: baselines.matcher,
    "WRatio, names": baselines.wratio,
    "token_set_ratio, names": baselines.token_set,
    "BM25 words, rows": baselines.bm25_words,
    "BM25 characters, rows": baselines.bm25_characters,
}
OUTCOMES = ("card_right", "card_wrong", "choice_right", "choice_wrong", "nobody")
SHARES = ("hit1", "hit3", "auroc", "refused_at_2pt")


@click.command()
@click.option("--sets", default=SETS, type=click.Path(exists=True, file_okay=False, path_type=Path), show_default=True)
def main(sets: Path) -> None:
    """Print match quality for each question set in a folder."""
    for number, questions in enumerate(question_sets(sets)):
        click.echo(("\n" if number else "") + _heading(questions))
        reports = {name: _report(questions, method) for name, method in METHODS.items()}
        click.echo("\n".join([*_shares(reports), "", *_outcomes(reports[MATCHER])]))


def _report(questions: QuestionSet, method: baselines.Method) -> Report:
    return evaluate(questions.questions, rank=method(questions.entries), titles=questions.titles)


def _heading(questions: QuestionSet) -> str:
    in_scope = sum(bool(question.expected) for question in questions.questions)
    refused = len(questions.questions) - in_scope
    return f"{questions.name}: {len(questions.entries)} topics, {in_scope} questions in scope, {refused} to refuse"


def _shares(reports: dict[str, Report]) -> list[str]:
    """Draw a row for each method: hit1 of each style in scope, then the shares of all questions."""
    styles = [style for style, figures in reports[MATCHER].styles.items() if figures.n_in_scope]
    rows = [
        [name, *(_share(report.styles[style].hit1) for style in styles), *_overall(report.overall)]
        for name, report in reports.items()
    ]
    return _table(["", *styles, *SHARES], rows)


def _overall(figures: Figures) -> list[str]:
    return [_share(getattr(figures, name)) for name in SHARES]


def _outcomes(report: Report) -> list[str]:
    """Draw what a person would have been shown."""
    groups = {"as a rep sees it": report.overall, **report.styles}
    rows = [[name, *(str(getattr(figures, outcome)) for outcome in OUTCOMES)] for name, figures in groups.items()]
    return _table(["", *OUTCOMES], rows)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _table(heads: list[str], rows: list[list[str]]) -> list[str]:
    """Line columns up, the first to the left and the others to the right."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    return ["  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in (heads, *rows)]


if __name__ == "__main__":
    main()
