"""The figures that were put before a meeting, and beside them what is known of its period otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from giaoban_desktop.domain.indicators import Indicator
from giaoban_desktop.domain.meetings import Meeting, MeetingState
from giaoban_desktop.domain.periods import Period, days
from giaoban_desktop.services import figures
from giaoban_desktop.services.figure_cells import EMPTY, Cell, CellOrigin, KnownCells, RowKey
from giaoban_desktop.storage import figures as figure_rows
from giaoban_desktop.storage.database import Database


class MeetingCells:
    """The figures of a meeting. Where it has none, what is known otherwise is suggested: typed there it becomes one."""

    def __init__(self, meeting: Meeting, own: Mapping[RowKey, Cell], known: KnownCells) -> None:
        self.own = own
        self._meeting, self._known = meeting, known

    @property
    def used(self) -> frozenset[RowKey]:
        """The rows for which anything is known."""
        return self._known.used | frozenset(self.own)

    @classmethod
    def of(cls, db: Database, indicators: Mapping[str, Indicator], meeting: Meeting) -> MeetingCells:
        """Those of a meeting as they stand, and what is known of the year before its period ends."""
        period = meeting.period
        span = days(min(period.first_on, period.last_year().first_on), period.last_on)
        return cls(meeting, _own(db, meeting), KnownCells.of(db, indicators, span))

    def cell(self, key: RowKey, period: Period) -> Cell:
        """What is known for a row; empty for any other period than the meeting's."""
        if period != self._meeting.period:
            return EMPTY
        own = self.own.get(key)
        if own is not None:
            return own
        known = self._known.cell(key, period)
        if known is EMPTY or known.origin is CellOrigin.COMPUTED:
            return known
        return replace(known, origin=CellOrigin.SUGGESTED, is_frozen=False)

    def again(self, db: Database, touched: Iterable[tuple[RowKey, Period]]) -> MeetingCells:
        """The same with these places, and what is put together from them, read again."""
        return MeetingCells(self._meeting, _own(db, self._meeting), self._known.again(db, touched))


def _own(db: Database, meeting: Meeting) -> dict[RowKey, Cell]:
    is_frozen = meeting.state is not MeetingState.DRAFT
    kept = [one for one in figure_rows.list_of_meeting(db, meeting.id) if one.period == meeting.period]
    return {
        RowKey(found.indicator, found.unit_id, found.disaggregation): Cell(
            found.value, CellOrigin.TYPED, found.note, is_frozen
        )
        for found in figures.latest(kept)
    }
