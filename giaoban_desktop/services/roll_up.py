"""What all units together reported: one table of sums for a year, a half-year or a quarter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from giaoban_desktop.domain.figures import NOT_REPORTED, Status, Total, over_periods, ratio
from giaoban_desktop.domain.indicators import Indicator, IndicatorKind
from giaoban_desktop.domain.periods import Period, quarter
from giaoban_desktop.storage import indicators as indicator_rows
from giaoban_desktop.storage import roll_up as rows
from giaoban_desktop.storage.database import Database

_Place = tuple[str, Period]
_Tellers = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class RollUp:
    """The sums over all units by indicator, in the catalogue's order, for each of some periods.

    A row has a `Total` for each period in which anything was told.
    """

    periods: tuple[Period, ...]
    rows: tuple[tuple[Indicator, Mapping[Period, Total]], ...]


def of(db: Database, period: Period) -> RollUp:
    """The sums for the quarters of a longer period, or for the months of a quarter, and last for the period itself.

    Only figures that were reported for just these parts are added. A ratio is computed again from its two sums.
    """
    parts = parts_of(period)
    with db.snapshot():
        found = rows.sums(db, parts)
        indicators = indicator_rows.list_indicators(db)
        ratios = [one for one in indicators if one.kind is IndicatorKind.RATIO]
        told: dict[_Place, _Tellers] = {}
        told |= rows.tellers(db, parts, {code for one in ratios for code in (one.numerator, one.denominator)})
    periods = parts
    if len(parts) > 1:
        periods = (*parts, period)
        found |= {(one.code, period): whole for one in indicators if (whole := _whole(one, parts, found)) is not None}
        told = {**told, **{(code, period): _joined(told, code, parts) for code, _part in told}}
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


def _whole(indicator: Indicator, parts: Sequence[Period], found: Mapping[_Place, Total]) -> Total | None:
    """What the sums of the parts give together; of a ratio only that it was told."""
    known = [found[indicator.code, part] for part in parts if (indicator.code, part) in found]
    if not known:
        return None
    value = over_periods(indicator.kind, (one.value for one in known)).value
    return Total(value, sum(one.parts for one in known), sum(one.missing for one in known))


def _joined(told: Mapping[_Place, _Tellers], code: str, parts: Sequence[Period]) -> _Tellers:
    return frozenset((part.code, *one) for part in parts for one in told.get((code, part), ()))


def _sum(
    indicator: Indicator,
    period: Period,
    found: Mapping[_Place, Total],
    told: Mapping[_Place, _Tellers],
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
    return Total(value, 1, 1 if value.status is Status.NOT_REPORTED else 0)
