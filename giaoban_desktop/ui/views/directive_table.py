"""The table of directives: state, words in two lines, lead, deadline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.directives import Directive
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.i18n import _
from giaoban_desktop.ui import icons
from giaoban_desktop.ui.style import HEIGHT_AT_100
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views import states

STATE, WORDS, LEAD, DEADLINE = range(4)
_Index = QModelIndex | QPersistentModelIndex


class DirectiveModel(QAbstractTableModel):
    """Directives as rows; `set_rows` replaces them."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Directive] = ()
        self._units: Mapping[str, Unit] = {}
        self._today = date.min

    def set_rows(self, rows: Sequence[Directive], units: Mapping[str, Unit], today: date) -> None:
        """Show other directives."""
        self.beginResetModel()
        self._rows, self._units, self._today = rows, units, today
        self.endResetModel()

    def directive(self, row: int) -> Directive:
        """The directive of a row."""
        return self._rows[row]

    def row_of(self, directive_id: str) -> int:
        """The row of a directive; -1 when it is not shown."""
        return next((row for row, found in enumerate(self._rows) if found.id == directive_id), -1)

    def state(self, row: int) -> states.Shown:
        """How the state of a row is shown."""
        return states.directive(self._rows[row], self._today)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("State"), _("Directive"), _("Lead"), _("Deadline"))[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == DEADLINE else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._rows[index.row()].text if index.column() == WORDS else self._text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == DEADLINE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, row: int, column: int) -> str:
        found = self._rows[row]
        if column == STATE:
            return self.state(row).words
        if column == WORDS:
            return found.text
        if column == LEAD:
            if found.lead_id:
                return self._units[found.lead_id].label
            return _("All forces") if found.all_forces else _("Not given")
        if found.standing:
            return _("Standing")
        return short_date(found.deadline.due_on) if found.deadline else ""


SIGN_AND_PADDING = 46
"""Pixels of the icon of a state and what stands around it."""


class DirectiveDelegate(QStyledItemDelegate):
    """Draws state with icon and colour, the words in at most two lines, and a quiet line below each row."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, self.theme.color("accent_soft" if selected else "base"))
        painter.setPen(self.theme.color("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        area = option.rect.adjusted(8, 4, -8, -4)
        color = self.theme.color("text")
        if index.column() == STATE and isinstance(model, DirectiveModel):
            shown = model.state(index.row())
            color = self.theme.color(shown.color)
            square = QRect(area.left(), area.center().y() - 9, 18, 18)
            icons.paint(painter, square, shown.icon, color)
            area.setLeft(area.left() + 26)
        text = str(index.data() or "")
        if index.column() == WORDS:
            _two_lines(painter, area, text, option, color)
        else:
            painter.setFont(option.font)
            painter.setPen(color)
            side = index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeft
            line = QFontMetrics(option.font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter), line)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, QFontMetrics(option.font).lineSpacing() * 2 + 12)


def directive_table(model: DirectiveModel, theme: Theme, name: str) -> QTableView:
    """A table over a model of directives, ready to be placed."""
    table = _Table()
    table.setModel(model)
    table.setAccessibleName(name)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(WORDS, QHeaderView.ResizeMode.Stretch)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    take_theme(table, theme)
    return table


def take_theme(table: QTableView, theme: Theme) -> None:
    """Draw a table of directives in the colours of a theme, with rows and columns that fit the font."""
    table.ensurePolished()
    table.setItemDelegate(DirectiveDelegate(theme, table))
    table.verticalHeader().setDefaultSectionSize(table.itemDelegate().sizeHint(_option(table), QModelIndex()).height())
    _fit_columns(table)


class _Table(QTableView):
    """Its columns share the width that there is."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _fit_columns(self)


def _fit_columns(table: QTableView) -> None:
    """As wide as the words want, and never so wide that nothing is left for the words of the directive."""
    metrics, room = table.fontMetrics(), table.viewport().width()
    size = metrics.height()
    state = max(
        172 * size // HEIGHT_AT_100,
        metrics.horizontalAdvance(_("Overdue by {days} days").format(days=999)) + SIGN_AND_PADDING,
    )
    wanted = ((STATE, state, 27), (LEAD, 150 * size // HEIGHT_AT_100, 23), (DEADLINE, 124 * size // HEIGHT_AT_100, 20))
    for column, width, share in wanted:
        table.setColumnWidth(column, min(width, room * share // 100))


def _option(table: QTableView) -> QStyleOptionViewItem:
    option = QStyleOptionViewItem()
    option.font = table.font()
    return option


def _two_lines(painter: QPainter, area: QRect, text: str, option: QStyleOptionViewItem, color: QColor) -> None:
    metrics = QFontMetrics(option.font)
    layout = QTextLayout(text, option.font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    lines: list[str] = []
    layout.beginLayout()
    while len(lines) < 2:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(area.width())
        start = line.textStart()
        piece = text[start : start + line.textLength()] if not lines else text[start:]
        lines.append(metrics.elidedText(piece.strip(), Qt.TextElideMode.ElideRight, area.width()))
    layout.endLayout()
    painter.setFont(option.font)
    painter.setPen(color)
    top = area.center().y() - metrics.lineSpacing() * len(lines) // 2
    for number, piece in enumerate(lines):
        painter.drawText(area.left(), top + number * metrics.lineSpacing() + metrics.ascent(), piece)
