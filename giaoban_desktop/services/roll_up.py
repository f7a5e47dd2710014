"""What all units together reported: one table of sums for a year, a half-year or a quarter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from giaoban_desktop.domain.figures import NOT_REPORTED, Total, ratio
from giaoban_desktop.domain.indicators import Indicator, IndicatorKind
from giaoban_desktop.domain.periods import Period, quarter
from giaoban_desktop.storage import indicators as indicator_rows
from giaoban_desktop.storage import roll_up as rows
from giaoban_desktop.storage.database import Database


@dataclass(frozen=True, slots=True)
class RollUp:
    """The sums over all units by indicator, in the catalogue's order, for each of some periods.

    A row has a `Total` for each period in which anything was told.
    """

    periods: tuple[Period, ...]
    rows: tuple[tuple[Indicator, Mapping[Period, Total]], ...]


def of(db: Database, period: Period) -> RollUp:
    """The sums for the quarters of a longer period, for the months of a quarter, or for the period itself.

    Only figures that were reported for just these periods are added. A ratio is computed again from its two sums.
    """
    periods = parts_of(period)
    with db.snapshot():
        found = rows.sums(db, periods)
        indicators = indicator_rows.list_indicators(db)
        ratios = [one for one in indicators if one.kind is IndicatorKind.RATIO]
        told = rows.tellers(db, periods, {code for one in ratios for code in (one.numerator, one.denominator)})
    known = []
    for indicator in indicators:
        sums = {one: total for one in periods if (total := _sum(indicator, one, found, told)) is not None}
        if sums:
            known.append((indicator, sums))
    return RollUp(periods, tuple(known))


def parts_of(period: Period) -> tuple[Period, ...]:
    """The quarters of what is longer than one, the months of a quarter, or the period itself."""
    months = period.months()
    if len(months) > 3:
        return tuple(quarter(period.year, n) for n in range(1, 5) if period.contains(quarter(period.year, n)))
    return months or (period,)


def _sum(
    indicator: Indicator,
    period: Period,
    found: Mapping[tuple[str, Period], Total],
    told: Mapping[tuple[str, Period], frozenset[tuple[str, str]]],
) -> Total | None:
    if indicator.kind is not IndicatorKind.RATIO:
        return found.get((indicator.code, period))
    if not indicator.is_computed and (indicator.code, period) not in found:
        return None  # a ratio of the common catalogue is told where it is reported
    codes = (indicator.numerator, indicator.denominator)
    above, below = (found.get((code, period)) for code in codes)
    if above is None or below is None:
        return None
    same = told.get((codes[0], period)) == told.get((codes[1], period))
    is_whole = same and not above.missing and not below.missing
    value = ratio(indicator, above.value, below.value) if is_whole else NOT_REPORTED
    return Total(value, 1, 0 if value.is_number else 1)
