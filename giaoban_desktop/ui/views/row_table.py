"""A list whose cells are typed into: units, people, fields, own indicators. Each cell that is left is one act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from giaoban_desktop.errors import InputError
from giaoban_desktop.i18n import _
from giaoban_desktop.ui.columns import Columns, line_height
from giaoban_desktop.ui.fields import combo_box, on_delete, sentence_of
from giaoban_desktop.ui.flow import Flow
from giaoban_desktop.ui.style import HEIGHT_AT_100
from giaoban_desktop.ui.widgets import button, text_label

_T = TypeVar("_T")
_Index = QModelIndex | QPersistentModelIndex
LEAST = 180
PADDING = 12
TYPING = (
    QTableView.EditTrigger.DoubleClicked | QTableView.EditTrigger.EditKeyPressed | QTableView.EditTrigger.AnyKeyPressed
)


@dataclass(frozen=True, slots=True)
class Column(Generic[_T]):
    """A column: its head, how a row reads there, and the row with another text; None where nothing is typed."""

    title: str
    read: Callable[[_T], str]
    typed: Callable[[_T, str], _T] | None = None
    width: int = 0
    """Pixels at 100 %; 0 takes what is left."""
    tip: Callable[[_T], str] | None = None
    """What the tooltip says, where it is not the text of the cell."""
    choices: Callable[[], Sequence[str]] | None = None
    """The words that may stand there, chosen from a list or by their first letters."""


def text_column(title: str, attribute: str, width: int = 0) -> Column[Any]:
    """A column of a text attribute of frozen dataclasses, typed into as it stands."""
    return Column(
        title,
        lambda row: str(getattr(row, attribute)),
        lambda row, text: replace(row, **{attribute: text}),
        width,
    )


class RowModel(QAbstractTableModel, Generic[_T]):
    """Things as rows. `save` keeps a changed one and says whether it went; `told` says what is wrong with a text."""

    told = Signal(str)

    def __init__(self, columns: Sequence[Column[_T]], save: Callable[[_T], bool]) -> None:
        super().__init__()
        self.columns = columns
        self.rows: list[_T] = []
        self.refused: tuple[QPersistentModelIndex, str] | None = None
        """The cell whose text could not be understood, and the text."""
        self._save = save

    def set_rows(self, rows: Sequence[_T]) -> None:
        """Show other things; where there are as many as before, the chosen row stays chosen."""
        if list(rows) == self.rows:
            return
        if len(rows) == len(self.rows):
            self.rows = list(rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """One a thing."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """As given."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The heads."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands in a cell; the whole of it, or what explains it, in the tooltip."""
        if index.isValid() and role == Qt.ItemDataRole.ToolTipRole:
            column = self.columns[index.column()]
            return (column.tip or column.read)(self.rows[index.row()])
        if index.isValid() and role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.EditRole,
        ):
            return self.columns[index.column()].read(self.rows[index.row()])
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Only some columns are typed into."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.columns[index.column()].typed else flags

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Keep what was typed; what is wrong is told, and stays in `refused` to be typed on."""
        self.refused = None
        typed = self.columns[index.column()].typed
        if typed is None or role != Qt.ItemDataRole.EditRole:
            return False
        before = self.rows[index.row()]
        try:
            changed = typed(before, str(value))
        except InputError as error:
            self.refused = (QPersistentModelIndex(index), str(value))
            self.told.emit(sentence_of(error))
            return False
        self.told.emit("")
        if changed == before:
            return True
        if not self._save(changed):
            return False
        self.rows[index.row()] = changed
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), len(self.columns) - 1))
        return True


class RowEditor(QWidget, Generic[_T]):
    """The list with its buttons; without `letters` where another list on the page has the same Alt letters.

    `place` names the table, so that widths of columns are remembered. With `wraps` a row is as high as its words need.
    `add` and `remove` are asked for; `arrange` gets the rows in their new order. `more` are buttons behind its own.
    With `lines` the table is as high as its rows, from so many lines to so many; else it takes the room there is.
    """

    def __init__(
        self,
        name: str,
        model: RowModel[_T],
        *,
        place: str,
        add: Callable[[], None] | None = None,
        remove: Callable[[_T], None] | None = None,
        arrange: Callable[[list[_T]], None] | None = None,
        letters: bool = True,
        wraps: bool = False,
        more: Sequence[QPushButton] = (),
        lines: tuple[int, int] | None = None,
    ) -> None:
        super().__init__()
        self.model, self._lines = model, lines
        self._arrange, self._is_read_only = arrange, False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.table = QTableView()
        self.table.setModel(model)
        self.table.setAccessibleName(name)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setAlternatingRowColors(True)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(TYPING)
        self.table.verticalHeader().hide()
        wide = next(at for at, column in enumerate(model.columns) if not column.width)
        self._columns = Columns(place, self.table, self._widths, wide=wide, least=LEAST, is_one_line=not wraps)
        if wraps:
            self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
            self.table.setItemDelegate(_Roomy(self.table))
        self._rest = QTimer(self)  # rows tell their heights one after the other, before they are added up
        self._rest.setSingleShot(True)
        self._rest.setInterval(0)
        self._rest.timeout.connect(self._fit_height)
        model.modelReset.connect(self._rest.start)
        self.table.verticalHeader().sectionResized.connect(lambda *_sizes: self._rest.start())
        self.table.horizontalScrollBar().rangeChanged.connect(lambda *_range: self._rest.start())
        self.wrong = text_label("", "over")
        self.wrong.hide()
        model.told.connect(self._tell)
        model.modelReset.connect(lambda: self._tell(""))
        self.table.itemDelegate().closeEditor.connect(self._when_closed)
        for at, column in enumerate(model.columns):
            if column.choices is not None:
                chooser = _Chooser(column.title, column.choices, self.table)
                chooser.closeEditor.connect(self._when_closed)
                self.table.setItemDelegateForColumn(at, chooser)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.wrong)
        self._buttons = buttons = list[QPushButton]()
        if add is not None:
            buttons.append(_button(_("&Add"), _("Add a row"), add))
        if remove is not None:
            buttons.append(_button(_("Take &out"), _("Take the chosen row out (Del)"), lambda: self._remove(remove)))
            on_delete(self.table, _("Take out"), lambda: self._remove(remove))
        if arrange is not None:
            buttons.append(_button(_("&Up"), _("Move the chosen row up"), lambda: self.move_row(-1)))
            buttons.append(_button(_("Do&wn"), _("Move the chosen row down"), lambda: self.move_row(1)))
        flow = Flow()
        for made in buttons:
            if not letters:
                made.setText(made.text().replace("&", ""))
            flow.addWidget(made)
        for further in more:
            flow.addWidget(further)
        layout.addLayout(flow)

    def chosen(self) -> _T | None:
        """The thing in the current row."""
        at = self.table.currentIndex().row()
        return self.model.rows[at] if 0 <= at < len(self.model.rows) else None

    def type_in(self, at: int, column: int) -> None:
        """Open a cell for typing."""
        index = self.model.index(at, column)
        self.table.setFocus()
        self.table.setCurrentIndex(index)
        self.table.edit(index)

    def choose(self, at: int) -> None:
        """Make a row the chosen one, or the last where there are fewer; the cell stays in its column."""
        at = min(at, len(self.model.rows) - 1)
        self.table.setCurrentIndex(self.model.index(at, max(self.table.currentIndex().column(), 0)))

    def set_read_only(self, read_only: bool) -> None:
        """Let rows be chosen and read, and nothing be changed."""
        self._is_read_only = read_only
        self.table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers if read_only else TYPING)
        for made in self._buttons:
            made.setEnabled(not read_only)

    def fit(self) -> None:
        """Make rows high and columns wide enough for the font."""
        self._columns.fit()
        self._rest.start()

    def _fit_height(self) -> None:
        if self._lines is None:
            return
        least, most = (count * line_height(self.fontMetrics()) for count in self._lines)
        rows = min(max(least, self.table.verticalHeader().length()), most)
        bar = self.table.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() else 0
        self.table.setFixedHeight(self._columns.height() + rows + below + 2 * self.table.frameWidth())

    def _widths(self, room: int) -> dict[int, int]:
        """The widths of the columns, down to two thirds of them where there is little room."""
        size = self.fontMetrics().height() / HEIGHT_AT_100
        wanted = {at: one.width * size for at, one in enumerate(self.model.columns) if one.width}
        share = (room - LEAST * size) / max(1.0, sum(wanted.values()))
        return {at: round(width * min(1.0, max(2 / 3, share))) for at, width in wanted.items()}

    def _tell(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        if sentence and self.model.refused is not None:
            QTimer.singleShot(0, self._type_on)

    def _when_closed(self, _editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        if hint is QStyledItemDelegate.EndEditHint.RevertModelCache:  # Esc
            self._tell("")

    def _type_on(self) -> None:
        """Open the cell again in which something wrong was typed, with what was typed; Esc gives it up."""
        refused = self.model.refused
        if refused is None or not refused[0].isValid() or not self.table.isVisible():
            return
        index = self.model.index(refused[0].row(), refused[0].column())
        self.model.refused = None
        self.type_in(index.row(), index.column())
        self.table.scrollTo(index)
        editor = self.table.indexWidget(index)
        if isinstance(editor, QLineEdit):
            editor.setText(refused[1])

    def _remove(self, remove: Callable[[_T], None]) -> None:
        found = self.chosen()
        if found is not None and not self._is_read_only:
            remove(found)

    def move_row(self, step: int) -> None:
        """Move the chosen row up (-1) or down (1)."""
        at = self.table.currentIndex().row()
        to = at + step
        if self._arrange is None or self._is_read_only or at < 0 or not 0 <= to < len(self.model.rows):
            return
        rows = list(self.model.rows)
        rows.insert(to, rows.pop(at))
        self._arrange(rows)
        self.choose(to)


class _Chooser(QStyledItemDelegate):
    """A list of words in a cell; what is taken from the opened list is kept at once."""

    def __init__(self, name: str, choices: Callable[[], Sequence[str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._name, self._choices = name, choices

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        made = combo_box()
        made.setParent(parent)
        made.setAccessibleName(self._name)
        made.addItems(self._choices())
        made.activated.connect(lambda _at: self._keep(made))
        return made

    def _keep(self, made: QComboBox) -> None:
        self.commitData.emit(made)
        self.closeEditor.emit(made)


class _Roomy(QStyledItemDelegate):
    """Keeps the lines of one row apart from those of the next."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return super().sizeHint(option, index) + QSize(0, PADDING)


def _button(words: str, purpose: str, run: Callable[[], None]) -> QPushButton:
    made = button(words)
    made.setToolTip(purpose)
    made.clicked.connect(lambda _checked=False: run())
    return made
