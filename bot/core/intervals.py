"""How far a figure may be off: 95 % intervals, worked out by a library of statistics.

The library is loaded when it is first needed, for it takes a second and some sixty megabytes.
"""

from collections.abc import Sequence
from typing import NamedTuple

CONFIDENCE = 0.95
FEWEST = 2  # people whose differences tell anything about those of others
SAME = 1e-12  # differences that are less apart are the same


class Interval(NamedTuple):
    """Where a figure lies with a confidence of 95 %."""

    low: float
    high: float


def of_share(right: int, asked: int) -> Interval:
    """Give the Wilson interval of a share of those who were asked, of whom there is one at least.

    >>> interval = of_share(7, 10)
    >>> f"{interval.low:.3f} {interval.high:.3f}"
    '0.397 0.892'
    """
    from scipy.stats import binomtest

    found = binomtest(right, asked).proportion_ci(confidence_level=CONFIDENCE, method="wilson")
    return Interval(float(found.low), float(found.high))


def of_mean(differences: Sequence[float]) -> Interval | None:
    """Give the interval of the mean of differences between two shares, one a person, by Student's t.

    None where there are too few, or where all are the same, so that nothing tells how far the next may be off.

    >>> interval = of_mean([0.5, 0.0, 0.5, 1.0])
    >>> f"{interval.low:.3f} {interval.high:.3f}"
    '-0.150 1.000'
    >>> of_mean([0.5]), of_mean([1.0, 1.0, 1.0])
    (None, None)
    """
    from scipy.stats import ttest_1samp

    if len(differences) < FEWEST or max(differences) - min(differences) < SAME:
        return None
    found = ttest_1samp(differences, 0.0).confidence_interval(confidence_level=CONFIDENCE)
    return Interval(max(-1.0, float(found.low)), min(1.0, float(found.high)))
