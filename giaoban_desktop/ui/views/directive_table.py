"""The table of directives: state, words in two lines, lead, deadline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.directive_lines import Listed
from giaoban_desktop.domain.directives import Directive
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.i18n import _
from giaoban_desktop.ui import icons
from giaoban_desktop.ui.columns import Columns
from giaoban_desktop.ui.style import HEIGHT_AT_100
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views import states

STATE, WORDS, LEAD, DEADLINE = range(4)
LEAST = 120
"""Pixels at 100 % that the words of a directive keep."""
_Index = QModelIndex | QPersistentModelIndex


class DirectiveModel(QAbstractTableModel):
    """Directives as rows; `set_rows` replaces them."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Listed] = ()
        self._units: Mapping[str, Unit] = {}
        self._today = date.min

    def set_rows(self, rows: Sequence[Listed], units: Mapping[str, Unit], today: date) -> None:
        """Show other directives."""
        self.beginResetModel()
        self._rows, self._units, self._today = rows, units, today
        self.endResetModel()

    def listed(self, row: int) -> Listed:
        """What a row shows."""
        return self._rows[row]

    def directive(self, row: int) -> Directive:
        """The whole directive of a row, where the model was given whole ones."""
        found = self._rows[row]
        assert isinstance(found, Directive)
        return found

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
            return f"{_('Urgent').upper()} – {found.text}" if found.urgent and found.is_open else found.text
        if column == LEAD:
            if found.lead_id:
                return self._units[found.lead_id].label
            return _("All forces") if found.all_forces else _("Not given")
        if found.standing:
            return _("Standing")
        return short_date(found.due_on) if found.due_on else ""


SIGN, BESIDE, SIDE = 18, 6, 8
"""Pixels of the icon of a state at 100 %, between it and the words, and at the sides of a cell."""
DAY_PADDING = 18
"""Pixels around a day."""


class DirectiveDelegate(QStyledItemDelegate):
    """Draws state with icon and colour, words in at most two lines, and a quiet line below each row."""

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
        area = option.rect.adjusted(SIDE, 4, -SIDE, -4)
        color = self.theme.color("text")
        if index.column() == STATE and isinstance(model, DirectiveModel):
            shown = model.state(index.row())
            color = self.theme.color(shown.color)
            side = sign_side(QFontMetrics(option.font))
            square = QRect(area.left(), area.center().y() - side // 2, side, side)
            icons.paint(painter, square, shown.icon, color)
            area.setLeft(area.left() + side + BESIDE)
        text = str(index.data() or "")
        if index.column() != DEADLINE:
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


def sign_side(metrics: QFontMetrics) -> int:
    """How large the icon of a state is beside words of a size."""
    return SIGN * metrics.height() // HEIGHT_AT_100


def room_for_state(metrics: QFontMetrics, width: int) -> int:
    """The pixels that a column of states leaves to the words."""
    return width - sign_side(metrics) - BESIDE - 2 * SIDE


def directive_table(model: DirectiveModel, theme: Theme, name: str, *, place: str) -> QTableView:
    """A table over a model of directives, ready to be placed; `place` names it, so that widths are remembered."""
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName(name)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    Columns(place, table, lambda room: _widths(table, room), wide=WORDS, least=LEAST, is_one_line=False)
    take_theme(table, theme)
    return table


def take_theme(table: QTableView, theme: Theme) -> None:
    """Draw a table of directives in the colours of a theme, with rows and columns that fit the font."""
    table.ensurePolished()
    table.setItemDelegate(DirectiveDelegate(theme, table))
    table.verticalHeader().setDefaultSectionSize(table.itemDelegate().sizeHint(_option(table), QModelIndex()).height())
    columns = table.horizontalHeader()
    if isinstance(columns, Columns):
        columns.fit()


def _widths(table: QTableView, room: int) -> dict[int, int]:
    """As wide as the words want, and never so wide that nothing is left for the words of the directive."""
    metrics = table.fontMetrics()
    size = metrics.height()
    state = max(
        172 * size // HEIGHT_AT_100,
        metrics.horizontalAdvance(_("Overdue by {days} days").format(days=999)) - room_for_state(metrics, 0) + 4,
    )
    day = max(metrics.horizontalAdvance(words) for words in (short_date(date(2000, 12, 31)), _("Standing")))
    state, day = min(state, room * 27 // 100), day + DAY_PADDING
    hidden = table.isColumnHidden(STATE)
    lead = min(168 * size // HEIGHT_AT_100, (room - day - (0 if hidden else state)) * 2 // 5)
    return {STATE: state, LEAD: lead, DEADLINE: day}


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
