"""What is known for one thing and period: as it was typed, or put together from its months when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Protocol

from giaoban_desktop.domain.figures import (
    NOT_REPORTED,
    Disaggregation,
    Observation,
    Status,
    Value,
    choose_parts,
    known_months,
    over_periods,
    ratio,
)
from giaoban_desktop.domain.indicators import Indicator, IndicatorKind
from giaoban_desktop.domain.periods import Period, PeriodKind, days
from giaoban_desktop.services import figures
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.storage.database import Database
from giaoban_desktop.storage.figures import Shelf


class CellOrigin(StrEnum):
    """How what a cell says came about; derived and computed ones and sums are not typed into.

    `SUGGESTED`: what is known besides the meeting whose figures are shown. It is not part of its minutes until it is
    typed there.
    """

    EMPTY = "empty"
    TYPED = "typed"
    DERIVED = "derived"
    COMPUTED = "computed"
    SUM = "sum"
    SUGGESTED = "suggested"


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known for one row and period."""

    value: Value = NOT_REPORTED
    origin: CellOrigin = CellOrigin.EMPTY
    note: str = ""
    is_frozen: bool = False
    """True when the minutes it was put before are frozen or issued, also when it was corrected since."""
    missing: int = 0
    """For how many months of a derived figure nothing is known; how many parts of a sum are not whole."""
    before: Value | None = None
    """What stood in frozen minutes before it was corrected with a later cut-off."""

    @property
    def is_editable(self) -> bool:
        """True when it may be typed into."""
        return not self.is_frozen and self.origin not in NOT_TYPED


NOT_TYPED = (CellOrigin.DERIVED, CellOrigin.COMPUTED, CellOrigin.SUM)
EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class RowKey:
    """What a row of the grid is about; `unit_id` None is the joint work of the forces (row "chung")."""

    indicator: str
    unit_id: str | None
    part: Disaggregation | None = None
    is_sum: bool = False
    """True for the sum over all that report the indicator."""


class Cells(Protocol):
    """Where a grid looks up what is known."""

    @property
    def used(self) -> frozenset[RowKey]:
        """The rows for which anything is known."""

    def cell(self, key: RowKey, period: Period) -> Cell:
        """What is known for a row and a period."""

    def again(self, db: Database, touched: Iterable[tuple[RowKey, Period]]) -> Cells:
        """The same with these places, and what is put together from them, read again."""


_Found = tuple[Cell, frozenset[date] | None]
"""A cell, and the months that it tells about; None for all of its period."""


class KnownCells:
    """The figures within a span of days. Of what is longer than a month and was not reported, the parts are added."""

    def __init__(
        self,
        indicators: Mapping[str, Indicator],
        shelf: Shelf,
        frozen: frozenset[str],
        found: Mapping[RowKey, dict[str, _Found]] | None = None,
    ) -> None:
        self._indicators, self._shelf, self._frozen = indicators, shelf, frozen
        self._found = dict(found or {})

    @classmethod
    def of(
        cls, db: Database, indicators: Mapping[str, Indicator], span: Period, codes: Iterable[str] | None = None
    ) -> KnownCells:
        """Those of all periods within a span, of some indicators or of all."""
        shelf = Shelf.of(db, span, None if codes is None else set(codes))
        return cls(indicators, shelf, meeting_rows.frozen_ids(db))

    @property
    def used(self) -> frozenset[RowKey]:
        """The rows for which anything is known."""
        return frozenset(RowKey(*series) for series in self._shelf.series)

    def cell(self, key: RowKey, period: Period) -> Cell:
        """What is known for a row and a period of the span."""
        return self._look_up(key, period)[0]

    def from_parts(self, key: RowKey, period: Period) -> Cell:
        """What the parts of a period give, whatever was reported for the period itself."""
        return self._derived(key, period)[0]

    def again(self, db: Database, touched: Iterable[tuple[RowKey, Period]]) -> KnownCells:
        """The same with these places, and what is put together from them, read again."""
        places = list(touched)
        codes = {key.indicator for key, _period in places}
        shelf = self._shelf.again(db, {(key.indicator, period) for key, period in places})
        stale = codes | dependants(self._indicators.values(), codes)
        left = {key: found for key, found in self._found.items() if key.indicator not in stale}
        return KnownCells(self._indicators, shelf, self._frozen, left)

    def _look_up(self, key: RowKey, period: Period) -> _Found:
        series = self._found.get(key)
        if series is None:
            series = self._found[key] = self._typed(key)
        found = series.get(period.code)
        if found is None:
            is_put_together = period.kind is not PeriodKind.MONTH or self._indicators[key.indicator].is_computed
            found = self._derived(key, period) if is_put_together else (EMPTY, None)
            series[period.code] = found
        return found

    def _typed(self, key: RowKey) -> dict[str, _Found]:
        everything = self._shelf.list_of((key.indicator, key.unit_id, key.part))
        series: dict[str, _Found] = {}
        for found in figures.latest(everything):
            earlier = [
                one.value
                for one in everything
                if one.period == found.period and one is not found and one.meeting_id in self._frozen
            ]
            is_frozen = found.meeting_id in self._frozen or (bool(earlier) and found.meeting_id is None)
            cell = Cell(found.value, CellOrigin.TYPED, found.note, is_frozen, before=earlier[-1] if earlier else None)
            series[found.period.code] = (cell, None)
        return series

    def _derived(self, key: RowKey, period: Period) -> _Found:
        """A period from its parts, as `figures.report` puts it together."""
        everything = figures.latest(self._shelf.list_of((key.indicator, key.unit_id, key.part)))
        parts = [one for one in everything if one.period != period and period.contains(one.period)]
        indicator = self._indicators[key.indicator]
        if not indicator.is_computed and not any(found.value.is_number for found in parts):
            return EMPTY, None
        if indicator.kind is IndicatorKind.RATIO:
            value, told = self._derived_ratio(indicator, key, period)
        else:
            value, told = _put_together(indicator, period, parts)
        origin = CellOrigin.COMPUTED if indicator.is_computed else CellOrigin.DERIVED
        if value.status is Status.NOT_REPORTED:
            return (Cell(origin=origin) if indicator.is_computed else EMPTY), None
        return Cell(value, origin, missing=len(period.month_spans()) - len(told)), told

    def _derived_ratio(self, indicator: Indicator, key: RowKey, period: Period) -> tuple[Value, frozenset[date]]:
        """A ratio is computed again from its two sums where both are known for the same months."""
        whole = known_months(period, [period])
        codes = (indicator.numerator, indicator.denominator)
        above, below = (self._look_up(replace(key, indicator=code), period) for code in codes)
        told = whole if above[1] is None else above[1]
        if told != (whole if below[1] is None else below[1]):
            return NOT_REPORTED, told
        return ratio(indicator, above[0].value, below[0].value), told


def dependants(indicators: Iterable[Indicator], codes: Iterable[str]) -> set[str]:
    """The ratios that are computed from any of these indicators."""
    wanted = set(codes)
    return {one.code for one in indicators if one.numerator in wanted or one.denominator in wanted}


def _put_together(indicator: Indicator, period: Period, parts: list[Observation]) -> tuple[Value, frozenset[date]]:
    chosen = choose_parts(indicator.kind, period, parts)
    if indicator.kind is IndicatorKind.STOCK:
        told = known_months(period, [days(period.first_on, chosen[-1].period.last_on)])
    else:
        idle = [one.period for one in parts if one.value.status is Status.NOT_APPLICABLE]
        told = known_months(period, [*(one.period for one in chosen), *idle])
    return over_periods(indicator.kind, (one.value for one in chosen)).value, told
