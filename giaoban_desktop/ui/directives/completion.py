"""How many of the demands of a period were met, by the unit that leads: a sentence, a table with a bar in each row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QVBoxLayout, QWidget

from giaoban_desktop.domain.completion import Completion, total
from giaoban_desktop.domain.numbers import Quantity, format_number
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.i18n import N_, _, ngettext
from giaoban_desktop.ui.columns import Columns
from giaoban_desktop.ui.period_words import period_words
from giaoban_desktop.ui.style import HEIGHT_AT_100
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.widgets import text_label

_Index = QModelIndex | QPersistentModelIndex
HEADS = (
    N_("Lead"),
    N_("Given"),
    N_("On time"),
    N_("Late"),
    N_("Not due yet"),
    N_("Overdue"),
    N_("Standing"),
    N_("Rate"),
    N_("In a bar"),
)
UNIT, RATE, BAR = 0, 7, 8
PARTS = {"on_time": "done", "late": "soon", "open": "accent", "overdue": "over", "standing": "line"}
"""The parts of a bar in their order, each with its colour of the theme."""
UNIT_LEAST, BAR_WIDTH, BAR_HEIGHT, ROOM_FOR_BAR = 180, 240, 14, 980
_COLORS = {2: "done", 3: "soon", 4: "link", 5: "over", 6: "text2"}
"""The counts in the colours that their parts have in the bar."""


class CompletionModel(QAbstractTableModel):
    """A row a unit, and one of all together below where there is more than one."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[str, Completion]] = []

    def set_rows(self, found: Sequence[Completion], units: Mapping[str, Unit]) -> None:
        """Show the completion of these units."""
        self.beginResetModel()
        self.rows = [(units[one.unit_id].label if one.unit_id else _("no unit alone"), one) for one in found]
        if len(found) > 1:
            self.rows.append((_("all"), total(found)))
        self.endResetModel()

    def is_total(self, row: int) -> bool:
        """True for the row of all together."""
        return row == len(self.rows) - 1 and row > 0

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The heads; those of numbers stand over their numbers."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(HEADS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole and UNIT < section < BAR:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands in a cell; a bar says in words what it shows."""
        if not index.isValid():
            return None
        name, found = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _texts(name, found)[index.column()]
        if index.column() == BAR and role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return counts_words(found)
        if role == Qt.ItemDataRole.TextAlignmentRole and UNIT < index.column() < BAR:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


def _texts(name: str, found: Completion) -> tuple[str, ...]:
    counts = (found.given, found.on_time, found.late, found.open, found.overdue, found.standing)
    rate = "" if found.rate is None else f"{format_number(found.rate)} %"
    return (name, *(str(count) if count else "" for count in counts), rate, "")


def counts_words(found: Completion) -> str:
    """The counts as a sentence."""
    given = ngettext("{count} directive given", "{count} directives given", found.given).format(count=found.given)
    words = _(
        "{given}: {on_time} done on time, {late} late, {open} not due yet, {overdue} overdue, {standing} standing."
    )
    said = words.format(
        given=given,
        on_time=found.on_time,
        late=found.late,
        open=found.open,
        overdue=found.overdue,
        standing=found.standing,
    )
    if found.rate is None:
        return said
    return f"{said} {_('On time of what was due: {rate} %.').format(rate=format_number(found.rate))}"


class _Delegate(QStyledItemDelegate):
    """Counts in the colours of the bar's parts, the bar itself, the last row in bold."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        model = index.model()
        if isinstance(model, CompletionModel) and model.is_total(index.row()):
            option.font.setBold(True)
        if index.column() in _COLORS:
            option.palette.setColor(QPalette.ColorRole.Text, self._theme.color(_COLORS[index.column()]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        model = index.model()
        if index.column() != BAR or not isinstance(model, CompletionModel):
            return
        _name, found = model.rows[index.row()]
        most = max((one.given for n, (_unit, one) in enumerate(model.rows) if not model.is_total(n)), default=1)
        area = option.rect.adjusted(8, 0, -8, 0)
        left, top = area.left(), area.center().y() - BAR_HEIGHT // 2
        of = found.given if model.is_total(index.row()) else most
        painter.save()
        for part, color in PARTS.items():
            width = round(area.width() * getattr(found, part) / max(1, of))
            painter.fillRect(QRect(left, top, width, BAR_HEIGHT), self._theme.color(color))
            left += width
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self._theme.color("link"))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()


class CompletionView(QWidget):
    """The sentence of all, and the table; Enter on a unit asks for its directives."""

    unit_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.model = CompletionModel()
        self.sentence = text_label("")
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(_("Completion by unit"))
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.activated.connect(lambda index: self._choose(index.row()))
        self._columns = Columns("completion", self.table, self._widths, wide=UNIT, least=UNIT_LEAST)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.sentence)
        layout.addWidget(self.table, 1)
        layout.addStretch(0)
        self.take_theme(theme)

    def show_period(self, period: Period, found: Sequence[Completion], units: Mapping[str, Unit]) -> None:
        """Show what became of the demands of a period."""
        self.model.set_rows(found, units)
        words = period_words(period)
        if found:
            self.sentence.setText(f"{words[:1].upper()}{words[1:]}: {counts_words(total(found))}")
        else:
            self.sentence.setText(_("In {period} nothing was demanded.").format(period=words))
        self.table.setVisible(bool(found))
        self._columns.fit()
        if found:
            self.table.selectRow(0)

    def take_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.table.setItemDelegate(_Delegate(theme, self.table))
        self._columns.fit()

    def _choose(self, row: int) -> None:
        _name, found = self.model.rows[row]
        if found.unit_id is not None:
            self.unit_chosen.emit(found.unit_id)

    def _widths(self, room: int) -> dict[int, int]:
        size = self.fontMetrics().height() / HEIGHT_AT_100
        self.table.setColumnHidden(BAR, room < ROOM_FOR_BAR * size)  # the counts say the same
        bold = QFont(self.table.font())
        bold.setBold(True)
        rate = QFontMetrics(bold).horizontalAdvance(f"{format_number(Quantity(1000, 1))},9 %") + 18
        return {**dict.fromkeys(range(UNIT + 1, BAR), round(56 * size)), RATE: rate, BAR: round(BAR_WIDTH * size)}
