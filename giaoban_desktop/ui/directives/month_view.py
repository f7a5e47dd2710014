"""The deadlines of a month: a day a cell, and below what is due on the chosen day."""

from __future__ import annotations

from calendar import Calendar, monthrange
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.directive_lines import DirectiveLine
from giaoban_desktop.domain.periods import month
from giaoban_desktop.domain.recurrence import Recurrence
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.i18n import N_, _, ngettext
from giaoban_desktop.ui.period_words import period_words
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views import states
from giaoban_desktop.ui.widgets import button, heading, row, secondary

WEEKS, DAYS = 6, 7
WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
LISTED_ROWS = 4
PADDING = 6
"""Pixels around what stands in a day."""
_Index = QModelIndex | QPersistentModelIndex


class MonthModel(QAbstractTableModel):
    """Six weeks of seven days from the Monday on or before the first of a month."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.today = date.min, date.min
        self.again: Mapping[str, Recurrence] = {}
        """How some of the directives come again, by their ids."""
        self._days: Sequence[date] = ()
        self._due: Mapping[date, Sequence[DirectiveLine]] = {}

    def show_month(self, first: date, today: date, lines: Sequence[DirectiveLine]) -> None:
        """Show the month that begins on a day, with what is due in it."""
        self.beginResetModel()
        self.first, self.today = first, today
        start = next(Calendar().itermonthdates(first.year, first.month))
        self._days = [start + timedelta(days=n) for n in range(WEEKS * DAYS)]
        due: defaultdict[date, list[DirectiveLine]] = defaultdict(list)
        for one in lines:
            for day in self._days_of(one):
                due[day].append(one._replace(due_on=day))
        self._due = due
        self.endResetModel()

    def _days_of(self, line: DirectiveLine) -> Iterator[date]:
        """The days that are shown on which a directive is due; one that comes again also each time after the first."""
        day, again = line.due_on, self.again.get(line.id) if line.is_open else None
        while day is not None and day <= self._days[-1]:
            if day >= self._days[0]:
                yield day
            day = again.next_after(day) if again else None

    def day_at(self, index: _Index) -> date:
        """The day of a cell."""
        return self._days[index.row() * DAYS + index.column()]

    def index_of(self, day: date) -> QModelIndex:
        """The cell of a day; invalid when it is not shown."""
        at = (day - self._days[0]).days
        return self.index(at // DAYS, at % DAYS) if 0 <= at < WEEKS * DAYS else QModelIndex()

    def due_on(self, day: date) -> Sequence[DirectiveLine]:
        """What is due on a day."""
        return self._due.get(day, ())

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() or not self._days else WEEKS

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else DAYS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The days of the week."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(WEEKDAYS[section])
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The number of a day; for who does not see it the day with what is due."""
        if not index.isValid():
            return None
        day = self.day_at(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.day)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            due = self.due_on(day)
            counted = ngettext("{count} deadline", "{count} deadlines", len(due)).format(count=len(due))
            told = [counted, *(one.text for one in due)] if due else []
            return "\n".join((short_date(day), *told))
        return None


class MonthView(QWidget):
    """`chosen` gives the id of a directive that was gone to, "" on a day without any.

    PageUp and PageDown turn the month.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines: Sequence[DirectiveLine] = ()
        self._units: Mapping[str, Unit] = {}
        self.model = MonthModel()
        self.table = _MonthTable(self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(_("Deadlines of the month"))
        self.table.setItemDelegate(_DayDelegate(theme, self.table))
        self.table.selectionModel().currentChanged.connect(lambda index, _before: self._show_day(index))
        self.listed = QListWidget()
        self.listed.setAccessibleName(_("Due on the chosen day"))
        self.listed.setWordWrap(True)
        self.listed.setFixedHeight(LISTED_ROWS * (self.fontMetrics().lineSpacing() + 4))
        self.listed.currentItemChanged.connect(lambda item, _before: self._tell(item))
        self._title, self._day = heading(""), secondary("")
        self._before, self._after = button("‹"), button("›")
        self._now = button(_("&Today"))
        for turn, words, step in ((self._before, _("Month before"), -1), (self._after, _("Month after"), 1)):
            turn.setAccessibleName(words)
            turn.setToolTip(f"{words} ({'PgUp' if step < 0 else 'PgDn'})")
            turn.clicked.connect(lambda _checked=False, by=step: self.turn(by))
        self._now.clicked.connect(lambda: self.go_to(self.model.today))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row(self._before, self._title, self._after, None, self._now))
        layout.addWidget(self.table, 1)
        layout.addWidget(self._day)
        layout.addWidget(self.listed)

    def show_lines(
        self,
        lines: Sequence[DirectiveLine],
        units: Mapping[str, Unit],
        today: date,
        again: Mapping[str, Recurrence],
    ) -> None:
        """Show what is due in the month shown before, at first in that of today."""
        self.model.again = again
        self._lines, self._units = lines, units
        day = self._chosen_day() if self.model.rowCount() else today
        self._show_month(day, today)

    def go_to(self, day: date) -> None:
        """Show the month of a day, and choose the day."""
        self._show_month(day, self.model.today)

    def turn(self, step: int) -> None:
        """One month on or back; the same day of it, or its last."""
        shown = self.model.first
        months = shown.year * 12 + shown.month - 1 + step
        year, number = months // 12, months % 12 + 1
        day = min(self._chosen_day().day, monthrange(year, number)[1])
        self._show_month(date(year, number, day), self.model.today)

    def take_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self.table.setItemDelegate(_DayDelegate(theme, self.table))
        self.listed.setFixedHeight(LISTED_ROWS * (self.fontMetrics().lineSpacing() + 4))

    def chosen_id(self) -> str:
        """The directive chosen below; empty when there is none."""
        item = self.listed.currentItem() if self.listed.currentRow() >= 0 else None
        return item.data(Qt.ItemDataRole.UserRole) if item else ""

    def _chosen_day(self) -> date:
        index = self.table.currentIndex()
        return self.model.day_at(index) if index.isValid() else self.model.today

    def _show_month(self, day: date, today: date) -> None:
        kept = self.chosen_id()
        self.model.show_month(day.replace(day=1), today, self._lines)
        name = period_words(month(day.year, day.month))
        self._title.setText(name[:1].upper() + name[1:])
        self.table.setCurrentIndex(self.model.index_of(day))
        for at in range(self.listed.count()):
            if self.listed.item(at).data(Qt.ItemDataRole.UserRole) == kept:
                self.listed.setCurrentRow(at)

    def _show_day(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        day = self.model.day_at(index)
        due = self.model.due_on(day)
        self.listed.clear()
        for one in due:
            who = f"{self._units[one.lead_id].label}: " if one.lead_id else ""
            item = QListWidgetItem(f"{states.directive(one, self.model.today).words} – {who}{one.text}", self.listed)
            item.setData(Qt.ItemDataRole.UserRole, one.id)
        counted = ngettext("{count} deadline", "{count} deadlines", len(due)).format(count=len(due))
        self._day.setText(f"{short_date(day)}: {counted if due else _('nothing is due')}")
        if due:
            self.listed.setCurrentRow(0)
        else:
            self.chosen.emit("")

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))


class _MonthTable(QTableView):
    """Days in equal cells; Enter goes to what is due on the day."""

    def __init__(self, view: MonthView) -> None:
        super().__init__()
        self._view = view
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setMinimumSectionSize(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """PageUp and PageDown turn the month, Enter goes to the list below."""
        turns = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if event.key() in turns:
            self._view.turn(turns[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._view.listed.count():
            self._view.listed.setFocus()
        else:
            super().keyPressEvent(event)


class _DayDelegate(QStyledItemDelegate):
    """The number of a day, and as many of its directives as there is room for, each in a line."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        if not isinstance(model, MonthModel):
            return
        day = model.day_at(index)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        is_other = (day.year, day.month) != (model.first.year, model.first.month)
        painter.save()
        painter.fillRect(option.rect, self._theme.color("accent_soft" if is_chosen else "alt" if is_other else "base"))
        metrics = QFontMetrics(option.font)
        area = option.rect.adjusted(PADDING, PADDING // 2, -PADDING, -PADDING // 2)
        if day == model.today:
            painter.setPen(self._theme.color("accent"))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
            option.font.setBold(True)
        painter.setFont(option.font)
        painter.setPen(self._theme.color("text2" if is_other else "text"))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), str(day.day))
        option.font.setBold(False)
        painter.setFont(option.font)
        due = model.due_on(day)
        line = metrics.lineSpacing()
        room = max(0, (area.height() - line) // line)
        shown = due if len(due) <= room else due[: max(0, room - 1)]
        top = area.top() + line
        for one in shown:
            painter.setPen(self._theme.color(states.directive(one, model.today).color))
            words = metrics.elidedText(f"• {one.text}", Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(QRect(area.left(), top, area.width(), line), int(Qt.AlignmentFlag.AlignVCenter), words)
            top += line
        if len(shown) < len(due):
            painter.setPen(self._theme.color("text2"))
            more = _("and {count} more").format(count=len(due) - len(shown)) if shown else str(len(due))
            if not shown:  # a low window has room for one line only: the count stands beside the day
                side = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
                painter.drawText(area, side, f"({more})")
            else:
                painter.drawText(QRect(area.left(), top, area.width(), line), int(Qt.AlignmentFlag.AlignVCenter), more)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(40, QFontMetrics(option.font).lineSpacing() * 2)
