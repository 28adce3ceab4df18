"""The picture shows what is known, says what is left out, and is drawn wherever it is asked for."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bot.core.stats import Day, Stats, Untold
from bot.views import curve
from bot.views import stats as told
from tests.trees import ROOT
from tests.views.test_stats import DAY_30, EMPTY, FULL, NOTHING, gain, know

DAY_2 = replace(DAY_30, day=2, recapped=know(0.3, 0.19, 0.44), held_out=know(0.32, 0.2, 0.46), gain=gain(0, -0.1, 0.1))
TWO = replace(EMPTY, days=(DAY_2, DAY_30, *NOTHING[2:]))
BLUE, ORANGE = (0x0B, 0x5F, 0xA5), (0xB8, 0x50, 0x0B)
READ_ONLY = """
import sys
from bot import log
log.set_up()
from tests.views.test_curve import TWO
from bot.views import curve
sys.stdout.buffer.write(curve.png(TWO))
"""


def pixels(stats: Stats) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(curve.png(stats))).convert("RGB"))


def drawn(picture: np.ndarray, colour: Sequence[int]) -> np.ndarray:
    """Give where a picture has a colour, exactly."""
    found: np.ndarray = np.argwhere((picture == np.array(colour)).all(axis=2))
    return found


def test_it_is_a_small_png_on_white() -> None:
    picture = pixels(TWO)
    assert picture.shape == (450, 800, 3)
    assert picture[0, 0].tolist() == [255, 255, 255]
    assert len(curve.png(FULL)) < 100_000


def test_both_curves_are_there_and_the_higher_share_stands_higher() -> None:
    picture = pixels(TWO)
    heights = [drawn(picture, colour)[:, 0].mean() for colour in (BLUE, ORANGE)]
    assert heights[0] < heights[1]


def test_what_is_not_told_is_not_drawn_and_is_said_to_be_left_out() -> None:
    few = replace(TWO, days=tuple(replace(one, held_out=Untold.FEW, gain=Untold.FEW) for one in TWO.days[:2]))
    assert len(drawn(pixels(few), BLUE))
    assert len(drawn(pixels(few), ORANGE)) == 0
    assert curve._left_out(few.days) == (
        "Left out: day 2 (not recapped) and day 30 (not recapped), with fewer than five people."
    )
    assert curve._left_out((few.days[0], *NOTHING[2:])) == (
        "Left out: day 60 and day 90, as nobody was asked yet; day 2 (not recapped), with fewer than five people."
    )
    assert curve._left_out((DAY_2, DAY_30)) == ""


def test_with_nothing_to_draw_there_is_a_picture_that_says_so() -> None:
    picture = pixels(EMPTY)
    assert len(drawn(picture, BLUE)) == len(drawn(picture, ORANGE)) == 0
    assert not np.array_equal(picture, pixels(TWO))


@pytest.mark.parametrize("stats", [EMPTY, TWO, FULL])
def test_nothing_that_is_written_runs_out_of_the_picture(stats: Stats) -> None:
    wide = replace(stats, days=tuple(_wide(one) for one in stats.days))
    for one in (stats, wide):
        edge = pixels(one)
        assert (edge[:, -2:] == 255).all()
        assert (edge[:2] == 255).all()
        assert (edge[-2:] == 255).all()


def _wide(day: Day) -> Day:
    """Give a day whose figures take as much room as any."""
    return replace(day, day=day.day, is_open=True, recapped=know(1, 0.99, 1), held_out=know(1, 0.99, 1))


def test_the_same_figures_give_the_same_picture_in_several_threads_at_once() -> None:
    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(curve.png, [TWO] * 6))) == 1


def test_whoever_does_not_see_it_is_told_what_it_shows() -> None:
    document = curve.document(TWO)
    assert document.says == told.headline(TWO)
    assert "day 2: recapped 30 %, not recapped 32 %; day 30: recapped 64 %, not recapped 46 %" in document.shows
    assert len(curve.document(replace(TWO, days=(DAY_2, DAY_30, DAY_30, DAY_30))).shows) <= 1000


def test_it_is_drawn_though_the_home_folder_cannot_be_written(tmp_path: Path) -> None:
    nowhere = tmp_path / "home"
    nowhere.write_text("no folder, so that not even root can write in it")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "MPL"))}
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", READ_ONLY],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env=environment | {"HOME": str(nowhere)},
    )
    assert ran.stdout == curve.png(TWO)
    assert ran.stderr == b""
