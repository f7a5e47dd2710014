"""What an annex of figures is made of: rows, courses of months, corrections and findings of one period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from giaoban_desktop.domain.comparison import Change
from giaoban_desktop.domain.figures import Disaggregation, Total, Value
from giaoban_desktop.domain.indicators import Indicator, IndicatorGroup
from giaoban_desktop.domain.meetings import Meeting
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.domain.targets import Reached
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.domain.validation import AcceptedFinding
from giaoban_desktop.papers.figure_table import JOINT


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """A figure by unit, its sum over units, and the sums of other times; a change is None where none can be told."""

    indicator: Indicator
    disaggregation: Disaggregation | None
    by_unit: Mapping[str | None, Value]
    total: Total
    previous: Total | None
    last_year: Total | None
    cumulated: Total | None
    change_previous: Change | None
    change_last_year: Change | None
    reached: Reached | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure that was counted again after it was reported: what stood at first, what stands now, and why."""

    period: Period
    indicator: Indicator
    unit_id: str | None
    before: Value
    now: Value
    reason: str


@dataclass(frozen=True, slots=True)
class MonthCourse:
    """The figures of an indicator by month: this year by unit, of all, of all a year ago, and summed since January."""

    indicator: Indicator
    by_unit: Mapping[str | None, Sequence[Value]]
    year: Sequence[Total]
    last_year: Sequence[Total]
    cumulated: Sequence[Total]


@dataclass(frozen=True, slots=True)
class AnnexFacts:
    """Everything the annex of one meeting is made of; `units` in the order of their columns.

    `reference` is number and symbol of the minutes to which it belongs, `host` the name of who issues them.
    """

    meeting: Meeting
    reference: str
    dated: str
    host: str
    units: Mapping[str, Unit]
    groups: Sequence[IndicatorGroup]
    rows: Sequence[AnnexRow]
    courses: Sequence[MonthCourse] = ()
    corrections: Sequence[Correction] = ()
    accepted: Sequence[AcceptedFinding] = ()
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    is_later: bool = False
    """True when its minutes were frozen without an annex, and this one tells what is known now."""

    def label(self, unit_id: str | None) -> str:
        """The short name of a unit; joint work is "Chung"."""
        unit = self.units.get(unit_id or "")
        return unit.label if unit else JOINT
