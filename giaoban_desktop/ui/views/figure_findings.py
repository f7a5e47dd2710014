"""What the rules say of the cells of a grid, found a few indicators at a time while nothing else is to be done."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from giaoban_desktop.domain.indicators import Indicator
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.services import validation
from giaoban_desktop.services.figure_cells import RowKey
from giaoban_desktop.services.validation import CheckedFinding
from giaoban_desktop.ui.session import Session

CellKey = tuple[RowKey, str]
"""A row, and the code of a period."""
AT_ONCE = 2
"""So many indicators are looked over between two events, so that typing never waits for long."""
PAINTED_FIRST_MS = 12
"""Qt paints a few milliseconds after a change; what was typed is seen before the rules begin."""


class FigureFindings(QObject):
    """Remembers the findings of some years by row and period; `changed` names the places of which they say else now."""

    changed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._years: tuple[int, ...] = ()
        self._waiting: list[str] = []
        self._catalogue: Mapping[str, Indicator] = {}
        self._found: dict[CellKey, CheckedFinding] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)
        session.stopping.connect(self._timer.stop)

    def of(self, key: RowKey, period: Period) -> CheckedFinding | None:
        """What is said of a cell; the gravest where several rules speak."""
        return self._found.get((key, period.code))

    @property
    def open_ones(self) -> list[CheckedFinding]:
        """What cannot be, and what is unusual and has no reason yet."""
        return [one for one in self._found.values() if one.accepted is None]

    def look_over(self, years: Sequence[int], catalogue: Mapping[str, Indicator], codes: Sequence[str]) -> None:
        """Look over some indicators of some years, one after the other."""
        if tuple(years) != self._years:
            self._found.clear()
        self._years = tuple(years)
        self._catalogue = catalogue
        self._waiting = list(codes)
        self._timer.start(PAINTED_FIRST_MS)

    def look_again(self, codes: Collection[str]) -> None:
        """Look over what was typed before anything else."""
        self._waiting = [*codes, *(code for code in self._waiting if code not in codes)]
        self._timer.start(PAINTED_FIRST_MS)

    def finish(self) -> None:
        """Look over everything that still waits, at once."""
        while self._waiting:
            self._go_on()

    def rest(self) -> None:
        """Nobody looks on; `go_on` takes it up again."""
        self._timer.stop()

    def go_on(self) -> None:
        """Look over what still waits."""
        if self._waiting:
            self._timer.start(PAINTED_FIRST_MS)

    def _go_on(self) -> None:
        if self._timer.interval():
            self._timer.setInterval(0)
        chunk, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
        if not self._waiting:
            self._timer.stop()
        if not chunk:
            return
        periods = [period for year in self._years for period in validation.periods_of(year)]
        asked = self._session.read(lambda book: validation.findings_about(book, periods, chunk, self._catalogue))
        before = {place for place in self._found if place[0].indicator in asked.codes}
        now: dict[CellKey, CheckedFinding] = {}
        for one in asked.found:
            about = one.finding.about
            place = (RowKey(about.indicator, about.unit_id, about.disaggregation), about.period.code)
            if place not in now or (one.is_hard and not now[place].is_hard):
                now[place] = one
        changed = {place for place in before | now.keys() if self._found.get(place) != now.get(place)}
        for place in before:
            del self._found[place]
        self._found.update(now)
        if changed:
            self.changed.emit(changed)
