"""The panel beside the grid: what a cell says in words, how it went before, and what the rules ask about it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.indicators import IndicatorKind
from giaoban_desktop.domain.numbers import format_number
from giaoban_desktop.domain.periods import Period, PeriodKind, to_date
from giaoban_desktop.i18n import _
from giaoban_desktop.services import figure_charts, figures
from giaoban_desktop.services.figure_cells import Cell
from giaoban_desktop.services.figure_charts import Course
from giaoban_desktop.services.figure_grid import Grid, GridRow
from giaoban_desktop.services.targets import Targets
from giaoban_desktop.services.validation import CheckedFinding
from giaoban_desktop.ui.figures.chart import CourseChart
from giaoban_desktop.ui.figures.check import CheckBox
from giaoban_desktop.ui.period_words import period_title
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views import figure_words
from giaoban_desktop.ui.views.figure_legend import Notice
from giaoban_desktop.ui.widgets import button, heading, text_label, title

PANEL_WIDTH, LEAST = 294, 240
COMPARED = 3


class FigurePanel(QWidget):
    """Tells of one cell; `say` adds a sentence that asks for something to be done."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self.setObjectName("sidePanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(LEAST)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        self.name, self.about = heading(""), text_label("", "secondary")
        self.name.setWordWrap(True)
        self.value, self.remarks = title(""), text_label("", "secondary")
        self.value.setWordWrap(True)
        self.notice = Notice()
        self.sentence = self.notice.sentence
        self.chart, self.course = CourseChart(theme), text_label("", "secondary")
        self.check = CheckBox(theme)
        self.typed, self.plan = text_label("", "secondary"), text_label("", "secondary")
        self.correct = button(_("Correct it with a reason…"), look="link")
        self.correct.setToolTip("Ctrl+E")
        above: tuple[QWidget, ...] = (self.name, self.about, self.value, self.notice, self.chart, self.course)
        below: tuple[QWidget, ...] = (self.plan, self.check, self.remarks, self.correct, self.typed)
        for part in above:
            layout.addWidget(part)
        layout.addLayout(self._comparisons())
        for part in below:
            layout.addWidget(part)
        layout.addStretch(1)

    def _comparisons(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        self.compared: list[tuple[QLabel, QLabel, QLabel]] = []
        for row in range(COMPARED):
            labels = (QLabel(), QLabel(), QLabel())
            for column, label in enumerate(labels):
                side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
                grid.addWidget(label, row, column, side | Qt.AlignmentFlag.AlignTop)
            labels[2].setProperty("look", "secondary")
            self.compared.append(labels)
        return grid

    def show_cell(self, grid: Grid, row: GridRow, period: Period, found: CheckedFinding | None = None) -> None:
        """Tell of a cell, and what is asked about it."""
        cell, today = grid.cell(row.key, period), self._session.today
        self.name.setText(figure_words.row_name(row))
        self.about.setText(f"{period_title(period)}, {figure_words.row_reporter(row)}")
        self.value.setText(figure_words.in_words(cell, row, period, today))
        notes = [cell.note] if cell.note else []
        other = grid.other_sum(row.key, period)
        if other is not None:
            notes.append(figure_words.other_sum(cell.value, other))
        self._tell(" ".join([*figure_words.remarks(cell), *notes]))
        before, last_year = period.previous(), period.last_year()
        words = _("Before ({period})"), _("Last year ({period})")
        for labels, told, one in zip(self.compared, words, (before, last_year), strict=False):
            labels[0].setText(told.format(period=f"{figure_words.column_name(one)}/{one.year}"))
            known = grid.cell(row.key, one)
            labels[1].setText(_number(known))
            labels[2].setText(figure_words.difference(cell.value, known.value))
        self._show_cumulated(grid, row, period)
        self._show_plan(grid, row, period)
        self._show_course(figure_charts.course(grid, row, period))
        self.check.show_finding(found, is_editable=cell.is_editable)
        self.correct.setVisible(cell.is_frozen)
        self._show_typed(row, period)

    def show_nothing(self, name: str = "", about: str = "") -> None:
        """Tell of a heading, or of nothing."""
        self.name.setText(name)
        self.about.setText(about)
        for label in (
            self.value,
            self.course,
            self.typed,
            self.plan,
            *(label for labels in self.compared for label in labels),
        ):
            label.setText("")
        self._tell("")
        self.correct.hide()
        self.chart.show_course(None, (), "")
        self.check.show_finding(None)

    def say(self, sentence: str, *, is_done: bool = False) -> None:
        """Ask for something in one sentence, or tell what was done; "" takes it away."""
        self.notice.say(sentence, is_done=is_done)

    def take_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.chart.take_theme(theme)
        self.check.take_theme(theme)

    def _tell(self, words: str) -> None:
        self.remarks.setText(words)
        self.remarks.setVisible(bool(words))

    def _show_cumulated(self, grid: Grid, row: GridRow, period: Period) -> None:
        """What was counted since 1 January, where the period does not begin then."""
        labels = self.compared[-1]
        counts = period.first_on.month > 1 and row.indicator.kind is IndicatorKind.FLOW
        known = grid.cell(row.key, to_date(period.last_on)) if counts else None
        labels[0].setText(_("Since 1 January") if counts else "")
        labels[1].setText(_number(known) if known else "")
        labels[2].setText("")

    def _show_plan(self, grid: Grid, row: GridRow, period: Period) -> None:
        """How much of a plan's target was reached by the period, or since 1 January."""
        key = grid.of_all(row).key  # what all are to reach together is not held against joint work alone
        since = grid.cell(key, to_date(period.last_on)).value if row.indicator.kind is IndicatorKind.FLOW else None
        now = grid.cell(key, period).value
        plan = self._session.read(lambda book: Targets(book, period))
        found = plan.reached(key.indicator, key.unit_id, now, since or now) if plan and key.part is None else None
        self.plan.setText(figure_words.reached(found) if found else "")
        self.plan.setVisible(found is not None)

    def _show_course(self, found: Course) -> None:
        last = len(found.periods) - 1
        labels = tuple(_label(one) if at in (0, last // 2 + 1, last) else "" for at, one in enumerate(found.periods))
        words = _course_words(found)
        self.course.setText(words)
        self.course.setVisible(bool(words))
        self.chart.show_course(found if any(number is not None for number in found.numbers) else None, labels, words)

    def _show_typed(self, row: GridRow, period: Period) -> None:
        typed = None
        if not row.key.is_sum:
            series = (row.key.indicator, row.key.unit_id, row.key.part)
            typed = self._session.read(lambda book: figures.last_typed(book, series, period))
        if typed is None:
            self.typed.setText("")
            return
        local = datetime.fromisoformat(typed.at).astimezone()
        self.typed.setText(
            _("Counted until {until}. Typed: {who}, {day} at {time}").format(
                until=short_date(typed.counted_to),
                who=typed.by,
                day=short_date(local.date()),
                time=f"{local:%H:%M}",
            )
        )


def _course_words(found: Course) -> str:
    """The sentence that says what the chart shows."""
    earlier = found.earlier
    if not earlier:
        return ""
    words = _("{count} periods before: {least} to {most}.")
    return words.format(count=len(earlier), least=format_number(min(earlier)), most=format_number(max(earlier)))


def _label(period: Period) -> str:
    """A short word without marks below a bar."""
    year = f"/{period.year % 100:02d}"
    return (f"T{period.n}" if period.kind is PeriodKind.MONTH else period.code.partition("-")[2] or "") + year


def _number(cell: Cell) -> str:
    return figure_words.exact(cell.value) if cell.value.is_number else (cell.value.text and "×") or "–"
