"""How often the right topic comes first, beside what else one might use: python -m tests.bench.match [--sets DIR]."""

from pathlib import Path

import click

from bot.core.evaluation import Figures, Report, evaluate
from bot.encoder.finding import INSTALL
from tests.bench import baselines
from tests.bench.printing import share, table
from tests.bench.tables import QuestionSet, all_sets, takes_sets

WORDS, MEANING = "sko, words alone", "sko with the encoder"
MATCHERS = {WORDS: baselines.matcher}
ENCODED = {MEANING: baselines.understanding, "MiniLM, nearest text": baselines.nearest}
OTHERS = {
    "WRatio, names": baselines.wratio,
    "token_set_ratio, names": baselines.token_set,
    "BM25 words, rows": baselines.bm25_words,
    "BM25 characters, rows": baselines.bm25_characters,
}
OUTCOMES = ("card_right", "card_wrong", "choice_right", "choice_wrong", "nobody")
SHARES = ("hit1", "hit3", "auroc", "refused_at_2pt")
NO_ENCODER = f"The sentence encoder is not installed and was left out: `{INSTALL}`."


@click.command()
@takes_sets
def main(folders: tuple[Path, ...]) -> None:
    """Print match quality for each question set."""
    if baselines.encoder() is None:
        click.echo(NO_ENCODER)
    click.echo("\n\n".join("\n".join(measured(questions)) for questions in all_sets(folders)))


def measured(questions: QuestionSet) -> list[str]:
    """Draw how every method does on one set, then what a person would have been shown."""
    encoded = ENCODED if baselines.encoder() else {}
    reports = {name: _report(questions, method) for name, method in (MATCHERS | encoded | OTHERS).items()}
    ours = {name: report for name, report in reports.items() if name in (WORDS, MEANING)}
    outcomes = ["", *(line for name, report in ours.items() for line in (*_outcomes(name, report), ""))]
    return [_heading(questions), *_shares(reports), *outcomes[:-1]]


def _report(questions: QuestionSet, method: baselines.Method) -> Report:
    return evaluate(questions.questions, rank=method(questions.entries), titles=questions.titles)


def _heading(questions: QuestionSet) -> str:
    in_scope = sum(bool(question.expected) for question in questions.questions)
    refused = len(questions.questions) - in_scope
    return f"{questions.name}: {len(questions.entries)} topics, {in_scope} questions in scope, {refused} to refuse"


def _shares(reports: dict[str, Report]) -> list[str]:
    """Draw a row for each method: hit1 of each style in scope, then the shares of all questions."""
    styles = [style for style, figures in reports[WORDS].styles.items() if figures.n_in_scope]
    rows = [
        [name, *(share(report.styles[style].hit1) for style in styles), *_overall(name, report.overall)]
        for name, report in reports.items()
    ]
    return table(["", *styles, *SHARES, "wrong cards"], rows)


def _overall(name: str, figures: Figures) -> list[str]:
    """Give the shares of all questions; only where a score is a confidence is there such a thing as a card."""
    wrong = figures.card_wrong_share if name in (WORDS, MEANING) else None
    return [*(share(getattr(figures, one)) for one in SHARES), share(wrong)]


def _outcomes(name: str, report: Report) -> list[str]:
    """Draw what a person would have been shown."""
    groups = {f"{name}, as a rep sees it": report.overall, **report.styles}
    rows = [[group, *(str(getattr(figures, outcome)) for outcome in OUTCOMES)] for group, figures in groups.items()]
    return table(["", *OUTCOMES], rows)


if __name__ == "__main__":
    main()
