"""The picture of what stuck: who name the right person, of recapped topics and of those that are not, check by check.

The library that draws is loaded when it is first needed. It is given nothing of people's, and its own font, so that the
same figures give the same picture everywhere.
"""

import io
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.stats import Day, Know, Stats, Untold
from bot.core.uploads import Document
from bot.views import stats as told
from bot.views.blocks import listed

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAME = "know-who.png"
RECAPPED, HELD_OUT = "recapped", "not recapped"
ALONG, UP = "days after the kickoff", "name the right person"
TITLE = "{at} day {day}, {share} name the right person unaided"
NOTHING = "No check was answered by five people yet"
INTERVALS = "Bars are 95 % intervals. Whoever did not start a check counts as not knowing."
LEFT_OUT = "Left out: {days}."
LEFT_OUT_DAYS = "{days}, {why}"
WHY = {Untold.NOBODY: "as nobody was asked yet", Untold.FEW: "with fewer than five people"}
SHOWN = "A chart of who name the right person, {days}. {headline}"
SHOWN_DAY = "day {day}: recapped {recapped}, not recapped {held_out}"
SHOWN_NOT = "not told, {why}"

WIDTH, HEIGHT, DPI = 8.0, 4.5, 100  # inches, and pixels of one: 800 by 450
FONT = "DejaVu Sans"  # comes with the library
INK, PALE, RULE, PAPER = "#1d1c1d", "#5c5a5c", "#e4e3e4", "#ffffff"
BLUE, ORANGE = "#0b5fa5", "#b8500b"  # told apart by everybody, and dark enough on white; the marks differ as well
ASIDE = 0.9  # days that the two are drawn apart, so that neither hides the other's bars
LARGE, MEDIUM, SMALL = 14, 11, 9.5  # points
FIRST_DAY, LAST_DAY = -3, 112  # room for the labels at the right
TURN = threading.Lock()  # the library is no place for two threads at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One of the two curves: its label, colour, mark and the days it is known of."""

    label: str
    colour: str
    mark: str
    dash: str
    aside: float
    days: tuple[tuple[int, Know], ...]


def document(found: Stats) -> Document:
    """Draw the picture as a file to share, with what it shows in words."""
    return Document(name=NAME, data=png(found), says=told.headline(found), shows=_in_words(found))


def png(found: Stats) -> bytes:
    """Draw the picture, 800 by 450 pixels."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with TURN:
        figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DPI, facecolor=PAPER)
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0.11, 0.24, 0.87, 0.55))
        _frame(axes)
        lines = _lines(found.days)
        for line in lines:
            _curve(axes, line)
        _name(axes, lines)
        _words(figure, found)
        drawn = io.BytesIO()
        figure.savefig(drawn, format="png")
    return drawn.getvalue()


def _lines(days: Sequence[Day]) -> list[Line]:
    recapped = tuple((one.day, one.recapped) for one in days if isinstance(one.recapped, Know))
    held_out = tuple((one.day, one.held_out) for one in days if isinstance(one.held_out, Know))
    return [
        Line(label=RECAPPED, colour=BLUE, mark="o", dash="-", aside=-ASIDE, days=recapped),
        Line(label=HELD_OUT, colour=ORANGE, mark="s", dash="--", aside=ASIDE, days=held_out),
    ]


def _frame(axes: "Axes") -> None:
    axes.set_xlim(FIRST_DAY, LAST_DAY)
    axes.set_ylim(0, 1)
    axes.set_xticks([2, 30, 60, 90])
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], labels=["0 %", "25 %", "50 %", "75 %", "100 %"])
    axes.grid(axis="y", color=RULE, linewidth=1)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, pad=7, labelsize=SMALL + 0.5, labelcolor=PALE, labelfontfamily=FONT)
    for side in ("top", "left", "right"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(PALE)
    axes.set_xlabel(ALONG, color=PALE, fontfamily=FONT, fontsize=SMALL + 0.5)
    axes.set_ylabel(UP, color=PALE, fontfamily=FONT, fontsize=SMALL + 0.5)


def _curve(axes: "Axes", line: Line) -> None:
    """Draw one curve with its bars, and its share beside each point."""
    if not line.days:
        return
    at = [day + line.aside for day, _ in line.days]
    shares = [known.share for _, known in line.days]
    bars = [
        [max(0.0, known.share - known.interval.low) for _, known in line.days],
        [max(0.0, known.interval.high - known.share) for _, known in line.days],
    ]
    axes.errorbar(
        at,
        shares,
        yerr=bars,
        color=line.colour,
        marker=line.mark,
        markersize=7,
        linewidth=2.2,
        linestyle=line.dash,
        elinewidth=1.3,
        capsize=4,
        clip_on=False,
        zorder=3,
    )


def _name(axes: "Axes", lines: Sequence[Line]) -> None:
    """Write beside each curve's end what it is, and at its last point how much; never one over the other."""
    ends = [(line, *line.days[-1]) for line in lines if line.days]
    heights = _spread([known.share for _, _, known in ends])
    for (line, day, known), height in zip(ends, heights, strict=True):
        axes.text(
            day + 3.2,
            height,
            f"{told.percent(known.share)}\n{line.label}",
            color=line.colour,
            fontfamily=FONT,
            fontsize=SMALL + 0.5,
            fontweight="bold",
            va="center",
            linespacing=1.25,
        )


def _spread(heights: list[float], *, least: float = 0.17) -> list[float]:
    """Keep two heights apart, and both inside of the picture.

    >>> _spread([0.5, 0.5]), _spread([0.0]), _spread([0.2, 0.6])
    ([0.585, 0.415], [0.085], [0.2, 0.6])
    """
    if len(heights) < 2 or abs(heights[0] - heights[1]) >= least:
        return [min(max(one, least / 2), 1 - least / 2) for one in heights]
    middle = min(max(sum(heights) / 2, least), 1 - least)
    up, down = round(middle + least / 2, 3), round(middle - least / 2, 3)
    return [up, down] if heights[0] >= heights[1] else [down, up]


def _words(figure: "Figure", found: Stats) -> None:
    """Write the sentence above the picture, and below it what is left out."""
    title, below = _title(found)
    figure.text(0.02, 0.935, title, color=INK, fontfamily=FONT, fontsize=LARGE, fontweight="bold", va="center")
    figure.text(0.02, 0.87, below, color=PALE, fontfamily=FONT, fontsize=MEDIUM, va="center")
    for height, note in zip((0.085, 0.035), [INTERVALS, _left_out(found.days)], strict=True):
        figure.text(0.02, height, note, color=PALE, fontfamily=FONT, fontsize=SMALL, va="center")


def _title(found: Stats) -> tuple[str, str]:
    day = found.latest
    if day is None or not isinstance(day.recapped, Know):
        return NOTHING, ""
    title = TITLE.format(
        at=told.SO_FAR if day.is_open else told.AT, day=day.day, share=told.percent(day.recapped.share)
    )
    return title, told.compared(day).removeprefix(", ")


def _left_out(days: Sequence[Day]) -> str:
    """Say which days are not drawn, and why; "" where all are."""
    said = []
    for why, words in WHY.items():
        left = [f"day {one.day}" for one in days if one.recapped is why]
        left += [f"day {one.day} ({HELD_OUT})" for one in days if one.held_out is why and one.recapped is not why]
        if left:
            said.append(LEFT_OUT_DAYS.format(days=listed(left), why=words))
    return LEFT_OUT.format(days="; ".join(said)) if said else ""


def _in_words(found: Stats) -> str:
    shares = [
        SHOWN_DAY.format(day=one.day, recapped=_share(one.recapped), held_out=_share(one.held_out))
        for one in found.days
        if isinstance(one.recapped, Know)
    ]
    return SHOWN.format(days=f"{ALONG}: {'; '.join(shares)}" if shares else ALONG, headline=told.headline(found))


def _share(known: Know | Untold) -> str:
    return told.percent(known.share) if isinstance(known, Know) else SHOWN_NOT.format(why=WHY[known])
