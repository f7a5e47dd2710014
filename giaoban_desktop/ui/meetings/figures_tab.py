"""Figures: what each force reports to the meeting for its period, typed as in a spreadsheet."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.meetings import Meeting
from giaoban_desktop.i18n import _
from giaoban_desktop.services import figure_grid
from giaoban_desktop.services.figure_grid import Grid, GridGroup
from giaoban_desktop.ui.flow import flowing
from giaoban_desktop.ui.meetings.editing import EditorTab, Setting
from giaoban_desktop.ui.newest_task import NewestTask
from giaoban_desktop.ui.period_words import period_words
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views import figure_columns, figure_words
from giaoban_desktop.ui.views.figure_legend import SIGNS, SUGGESTED, FigureLegend, Notice
from giaoban_desktop.ui.views.figure_model import FIRST
from giaoban_desktop.ui.views.figure_sheet import FigureSheet
from giaoban_desktop.ui.widgets import button, secondary, text_label

REST_MS = 120
"""Whoever runs through the grid has only the figures compared on which he rests."""
GRID_HEIGHT = 200
"""The least height of the grid; below it the tab scrolls."""
LINES_FOR_LEGEND = 30
"""The height of the tab, in lines of text, from which the legend has room; the page Figures has it too."""


class FiguresTab(EditorTab):
    """This period by forces, joint work and their sum. What is typed here belongs to the meeting and its days."""

    def __init__(self, session: Session, theme: Theme, page: QObject) -> None:
        super().__init__(_("Figures of the meeting"))
        self._session = session
        self._meeting: Meeting | None = None
        self._is_stale = True
        self.sheet = FigureSheet(session, theme, _("Figures of the meeting"), page)
        self.sheet.setMinimumHeight(GRID_HEIGHT)
        self.sheet.current_changed.connect(self._show_current)
        self.sheet.rows_changed.connect(self._show_rows)
        self.setFocusProxy(self.sheet)
        self._courses: dict[str, Grid] = {}
        """What was reported of an indicator in this year and those before, read when one rests on one of its cells."""
        self._reading = NewestTask(session, rest_ms=REST_MS)
        self._reading.done.connect(self._keep_course)
        self.days, self.about, self.before = secondary(""), text_label("", "secondary"), text_label("", "secondary")
        self.notice, self.legend = Notice(), FigureLegend(theme, (*SIGNS, SUGGESTED))
        self.sheet.said.connect(self.notice.say)
        self.only_used = button(_("Only &used rows"), look="segment")
        self.only_used.setCheckable(True)
        self.only_used.setToolTip(_("Only rows with figures in this period or the year before"))
        self.only_used.toggled.connect(lambda _on: self._show_rows())
        layout = QVBoxLayout(self.inner)
        layout.setContentsMargins(0, 12, 0, 12)
        layout.setSpacing(8)
        layout.addWidget(flowing(self.days, self.only_used, last_at_edge=True))
        layout.addWidget(self.sheet, 1)
        for part in (self.notice, self.about, self.before, self.legend):
            layout.addWidget(part)
        self.commands = (self.sheet.copy_action, self.sheet.paste_action, self.sheet.clear_action)
        self._offer_commands(False)

    def show_meeting(self, meeting: Meeting, setting: Setting, *, read_only: bool) -> None:
        """Show the figures of a meeting, read when the tab is in front."""
        if self._meeting is not None and meeting.id != self._meeting.id:
            self.commit()
            self.sheet.model.drafts.clear()
            self.sheet.known = None
        self._meeting = meeting
        self.sheet.meeting_id = meeting.id
        self.sheet.set_read_only(read_only)
        self.days.setText(
            _("Counted from {first} to {last}").format(
                first=short_date(meeting.counted_from), last=short_date(meeting.counted_to)
            )
        )
        self._is_stale = True
        if self.isVisible():
            self._load()

    def collect(self, meeting: Meeting) -> Meeting:
        """The meeting as it is: figures are kept beside it."""
        return meeting

    def commit(self) -> None:
        """Keep what stands in the open cell."""
        self.sheet.commit_typing()

    def control_of(self, field: str) -> QWidget | None:
        """The grid, for what is to be reported."""
        return self.sheet.table if field == "figures" else None

    def take_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.sheet.take_theme(theme)
        self.legend.take_theme(theme)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while another tab was in front."""
        super().showEvent(event)
        self._offer_commands(True)
        if self._is_stale:
            self._load()

    def hideEvent(self, event: QHideEvent) -> None:
        """Offer nothing that would change what cannot be seen."""
        self._offer_commands(False)
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the grid in a small window."""
        super().resizeEvent(event)
        self.legend.setVisible(self.height() >= LINES_FOR_LEGEND * self.fontMetrics().lineSpacing())

    def _offer_commands(self, is_offered: bool) -> None:
        for command in self.commands:
            command.setVisible(is_offered)

    def _load(self) -> None:
        meeting = self._meeting
        if meeting is None:
            return
        self._is_stale = False
        self._courses.clear()
        self._reading.drop()
        self.commit()
        is_other = self.sheet.known is None
        known = self.sheet.known = self._session.read(lambda book: figure_grid.meeting_grid(book, meeting))
        if is_other:
            self.only_used.blockSignals(True)
            self.only_used.setChecked(any(row.key in known.cells.used for group in known.groups for row in group.rows))
            self.only_used.blockSignals(False)
        self._show_rows()

    def _show_rows(self) -> None:
        known, meeting = self.sheet.known, self._meeting
        if known is None or meeting is None:
            return
        groups = self._used(known) if self.only_used.isChecked() else list(known.groups)
        columns = figure_columns.by_forces(known, meeting.period)
        self.sheet.show_grid(known, figure_grid.by_indicator(groups), columns)
        if groups and not self.sheet.table.currentIndex().isValid():
            self.sheet.go_to("", FIRST)

    def _used(self, known: Grid) -> list[GridGroup]:
        used = known.cells.used | {key for key, _code in self.sheet.model.drafts}
        groups = [replace(group, rows=tuple(row for row in group.rows if row.key in used)) for group in known.groups]
        return [group for group in groups if group.rows]

    def _show_current(self) -> None:
        index = self.sheet.table.currentIndex()
        told = index.data(Qt.ItemDataRole.AccessibleTextRole) if self.sheet.row is not None else ""
        self.about.setText(told or _("Left folds, Right opens the rows of a heading."))
        self.before.setText(self._compared())
        self.notice.say(self.sheet.sentence)

    def _compared(self) -> str:
        """What the chosen cell was for the period before and a year ago, with the difference; "" beside all cells."""
        row, meeting, known = self.sheet.row, self._meeting, self.sheet.known
        if row is None or meeting is None or known is None:
            return ""
        period = meeting.period
        course, now = self._courses.get(row.key.indicator), known.cell(row.key, period)
        if course is None:
            path, code = self._session.book.path, row.key.indicator
            self._reading.start(lambda _progress: figure_grid.course_from(path, code, period.year))
            return ""
        told = []
        for words, one in (
            (_("Before ({period})"), period.previous()),
            (_("Last year ({period})"), period.last_year()),
        ):
            cell = course.cell(row.key, one)
            if cell.value.text:
                differs = figure_words.difference(now.value, cell.value)
                told.append(f"{words.format(period=period_words(one))}: {cell.value.text}{differs and f' ({differs})'}")
        return "; ".join(told)

    def _keep_course(self, found: tuple[str, Grid]) -> None:
        code, course = found
        self._courses[code] = course
        self.before.setText(self._compared())
