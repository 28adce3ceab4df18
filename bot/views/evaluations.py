"""How well a directory answers, for a terminal."""

from bot.core.evaluation import Bin, Figures, Miss, Report
from bot.views.terminal import printable

SHARES = ("hit1", "hit3", "mrr", "auroc", "refused_at_2pt")
COUNTS = ("card_right", "card_wrong", "choice_right", "choice_wrong", "nobody")
NAMES = {"refused_at_2pt": "refused"}
MOST = 20  # misses that are printed; --json has them all
WRONG_CARDS = "\nWrong cards: {share:.1%} of all questions."
SURE = "\nHow sure the first topic was, and how often it was right:"
BIN = "  {least:.1f}–{most:.1f} {n:>6} asked, {confidence:.2f} sure, {right:.2f} right"
MISSES = "\n{count} of {n} questions were not answered as expected, the worst first:"
MORE = "… and {count} more; --json lists them all."
NO_MISSES = "\nEvery question was answered as expected."
NOTHING = "nothing"


def lines(report: Report) -> str:
    """Draw the figures of all questions and of each style, how far confidence can be trusted, then the misses."""
    groups = {"overall": report.overall, **report.styles}
    wide = max(len(name) for name in groups)
    heads = [f"{'n':>6}", *(f"{NAMES.get(name, name):>{_width(name)}}" for name in SHARES + COUNTS)]
    rows = [f"{printable(name):{wide}} {_row(figures)}" for name, figures in groups.items()]
    return "\n".join([f"{'':{wide}} {' '.join(heads)}", *rows, *_trust(report), *_misses(report)])


def _row(figures: Figures) -> str:
    shares = (
        f"{'–' if (share := getattr(figures, name)) is None else f'{share:.3f}':>{_width(name)}}" for name in SHARES
    )
    counts = (f"{getattr(figures, name):>{_width(name)}}" for name in COUNTS)
    return " ".join([f"{figures.n:>6}", *shares, *counts])


def _trust(report: Report) -> list[str]:
    share = report.overall.card_wrong_share
    bins = [_bin(each) for each in report.confidence if each.n]
    return [] if share is None else [WRONG_CARDS.format(share=share), SURE, *bins]


def _bin(each: Bin) -> str:
    return BIN.format(least=each.least, most=each.most, n=each.n, confidence=each.confidence, right=each.right / each.n)


def _width(name: str) -> int:
    return max(len(NAMES.get(name, name)), 6)


def _misses(report: Report) -> list[str]:
    if not report.misses:
        return [NO_MISSES]
    more = [MORE.format(count=len(report.misses) - MOST)] if len(report.misses) > MOST else []
    first = MISSES.format(count=len(report.misses), n=report.overall.n)
    return [first, *(_miss(miss) for miss in report.misses[:MOST]), *more]


def _miss(miss: Miss) -> str:
    offered = ", ".join(f"{offer.topic} ({offer.confidence:.2f})" for offer in miss.offered) or NOTHING
    wanted = ", ".join(miss.expected) or NOTHING
    return printable(f"  {miss.question!r}: expected {wanted}; {miss.outcome}: {offered}")
