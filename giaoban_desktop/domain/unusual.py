"""How far a figure is from the office's own earlier ones: the median and the distance from it that is usual.

The usual distance is the median of the distances from the median (MAD), but never less than chance alone gives: counts
of rare things jump by themselves, about by their square root. Everything is exact; no float decides what a clerk is
asked about.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

MAD_TO_DEVIATION = Fraction(14826, 10000)
"""MAD times this estimates the standard deviation (Rousseeuw and Croux, 1993)."""
FAR = 4
"""A figure is unusual beyond so many deviations."""
LEAST_SHARE = Fraction(1, 10)
"""Less than this part of the median is never far, however even the earlier figures were."""


_WHOLE = 4 * MAD_TO_DEVIATION.denominator * LEAST_SHARE.denominator
_MAD_WHOLE, _SHARE_WHOLE = int(MAD_TO_DEVIATION * _WHOLE / 4), int(LEAST_SHARE * _WHOLE / 2)
"""By what a number is multiplied so that no side of a comparison has a rest, and the shares of it."""

Exact = Fraction | int
"""A number without a rest; whole ones are ints, which are compared ten times as fast."""


def median(values: Sequence[Exact]) -> Exact:
    """The middle value, of an even number the mean of the two in the middle. `values` is not empty."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else Fraction(ordered[half - 1] + ordered[half], 2)


def deviation(values: Sequence[Exact]) -> Fraction:
    """The usual distance from the median, as a standard deviation."""
    middle = median(values)
    return MAD_TO_DEVIATION * median([max(value - middle, middle - value) for value in values])


def is_far(value: Exact, earlier: Sequence[Exact], chance: Exact) -> bool:
    """True when a value is far from earlier ones. `chance` is the variance that chance alone gives.

    Squares are compared, so that no root is needed.
    """
    middle = median(earlier)
    least = max(deviation(earlier), LEAST_SHARE * middle)
    return (value - middle) ** 2 > FAR**2 * (least**2 + chance)


def is_far_count(value: Exact, earlier: Sequence[Exact]) -> bool:
    """True for a count far from the earlier ones; chance moves a count by its root."""
    if isinstance(value, int) and all(isinstance(one, int) for one in earlier):
        whole = [int(one) for one in earlier]
        return _is_far_whole(value, whole, _twice_median(whole) + 2)
    return is_far(value, earlier, median(earlier) + 1)


def _is_far_whole(value: int, earlier: Sequence[int], twice_chance: int) -> bool:
    """As `is_far` for whole numbers, all sides taken `_WHOLE` times: a clerk who types waits for many of these."""
    twice = _twice_median(earlier)
    distances = [abs(2 * one - twice) for one in earlier]
    usual = _twice_median(distances) * _MAD_WHOLE  # four times the MAD
    least = max(usual, twice * _SHARE_WHOLE)
    return (value * _WHOLE - twice * _WHOLE // 2) ** 2 > FAR**2 * (least**2 + twice_chance * _WHOLE**2 // 2)


def _twice_median(values: Sequence[int]) -> int:
    ordered = sorted(values)
    half = len(ordered) // 2
    return 2 * ordered[half] if len(ordered) % 2 else ordered[half - 1] + ordered[half]


def is_far_ratio(above: Exact, below: Exact, earlier: Sequence[tuple[Exact, Exact]]) -> bool:
    """True for a ratio of two counts far from the earlier ones; the fewer are counted, the more chance moves it.

    `earlier` are such pairs too; what stands below is above zero.
    """
    if all(isinstance(one, int) for pair in ((above, below), *earlier) for one in pair):
        return _is_far_ratio_whole(int(above), int(below), [(int(one), int(base)) for one, base in earlier])
    ratios = [Fraction(one) / base for one, base in earlier]
    return is_far(Fraction(above) / below, ratios, Fraction(median(ratios) + 1) / below)


def _is_far_ratio_whole(above: int, below: int, earlier: Sequence[tuple[int, int]]) -> bool:
    """All ratios taken so many times that they are whole."""
    times = lcm(below, *(base for _one, base in earlier))
    share = times // below
    ratios = [one * (times // base) for one, base in earlier]
    return _is_far_whole(above * share, ratios, (_twice_median(ratios) + 2 * times) * share)
