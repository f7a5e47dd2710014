"""The grid of figures: two tables on one model, of which the left one keeps the names in sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from giaoban_desktop.i18n import _
from giaoban_desktop.services.figure_typing import Entry
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views import pasted
from giaoban_desktop.ui.views.figure_delegate import CellEditor, FigureDelegate, step_of
from giaoban_desktop.ui.views.figure_model import FIRST, MEASURE, NAME, FigureModel

_Index = QModelIndex | QPersistentModelIndex
SCROLL_BAR = 12
"""The height of a scroll bar in the style sheet."""
_TRIGGERS = QAbstractItemView.EditTrigger


class _OpaqueTable(QTableView):
    """A table that paints its whole ground itself, so that what is scrolled is moved and only what is new is drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground first, where no cell is."""
        painter = QPainter(self.viewport())
        delegate = self.itemDelegate()
        assert isinstance(delegate, FigureDelegate)
        painter.fillRect(event.rect(), delegate.theme.color("base"))
        painter.end()
        super().paintEvent(event)


class FigureTable(_OpaqueTable):
    """The figures: arrows move, typing starts, Enter goes down, Left and Right fold a heading."""

    fold_requested = Signal(int, object)
    """Fold (True), open (False) or turn (None) the heading in a line."""
    refused = Signal()
    """The current cell cannot be typed into; its panel says why."""
    _changed = QRect()
    _is_closing = False
    """True while the keyboard goes back from the open cell."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What a spreadsheet does that a table of Qt does not."""
        model, index = self.model(), self.currentIndex()
        assert isinstance(model, FigureModel)
        editor = self.open_editor()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        step = step_of(event, editor)
        if editor is not None and step is not None:  # the input method still had the keyboard here
            self.delegate().finish(editor, *step)
            return
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if index.isValid() and plain and model.group_at(index.row()) is not None:
            folds = {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False}
            if event.key() in folds or enter or event.key() == Qt.Key.Key_Space:
                self.fold_requested.emit(index.row(), folds.get(Qt.Key(event.key())))
                return
        if enter and step is not None:
            self.step(*step)
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """A digit over a cell that is not typed into is no search: the keyboard stays where it is."""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Begin typing with a word that an input method gives whole; Qt would open the cell and drop the word."""
        is_whole = bool(event.commitString()) and not event.preeditString()
        if not is_whole or self.open_editor() is not None or not self.currentIndex().isValid():
            super().inputMethodEvent(event)
            return
        if self.model().flags(self.currentIndex()) & Qt.ItemFlag.ItemIsEditable:
            self.edit(self.currentIndex())
            editor = self.open_editor()
            if editor is not None:
                editor.selectAll()
                editor.leaves_by_arrows = True
                QCoreApplication.sendEvent(editor, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the keyboard back from a cell without drawing every other one."""
        if not self._is_closing:
            super().focusInEvent(event)
            return
        is_typed = bool(self.model().flags(self.currentIndex()) & Qt.ItemFlag.ItemIsEditable)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, is_typed)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep the first syllable: while it is composed, its cell is open and the keyboard still here."""
        editor = self.open_editor()
        if editor is not None and editor.hasFocus():
            return  # Qt (6.12) would draw the frame and every cell anew
        super().focusOutEvent(event)
        if editor is None:
            return
        editor.finish_composing()
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.delegate().finish(editor)

    def edit(self, index: _Index, trigger: _TRIGGERS | None = None, event: QEvent | None = None) -> bool:  # type: ignore[override]
        """Start typing, or tell that this cell is not typed into."""
        if trigger is None:
            super().edit(index)
            return True
        wanted = trigger in (_TRIGGERS.AnyKeyPressed, _TRIGGERS.EditKeyPressed, _TRIGGERS.DoubleClicked)
        if wanted and index.isValid() and not self.model().flags(index) & Qt.ItemFlag.ItemIsEditable:
            typed = event.text().isprintable() and event.text() if isinstance(event, QKeyEvent) else True
            if typed or trigger is _TRIGGERS.EditKeyPressed:
                self.refused.emit()
        is_begun = super().edit(index, trigger, event)  # type: ignore[arg-type]
        editor = self.open_editor() if is_begun and trigger is _TRIGGERS.AnyKeyPressed else None
        if editor is not None:
            editor.leaves_by_arrows = True
        return is_begun

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Esc forgets what could not be kept."""
        model = self.model()
        if hint is QAbstractItemDelegate.EndEditHint.RevertModelCache and isinstance(model, FigureModel):
            model.drop_draft(self.currentIndex())
        self._is_closing = True
        super().closeEditor(editor, hint)
        self._is_closing = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cell that is typed into in sight, when a sentence below takes room."""
        super().resizeEvent(event)
        if self.open_editor() is not None:
            self.scrollTo(self.currentIndex())

    def delegate(self) -> FigureDelegate:
        """What draws and edits its cells."""
        made = self.itemDelegate()
        assert isinstance(made, FigureDelegate)
        return made

    def open_editor(self) -> CellEditor | None:
        """The line that is being typed into."""
        found = self.indexWidget(self.currentIndex()) if self.currentIndex().isValid() else None
        if isinstance(found, CellEditor):
            return found
        return next((one for one in self.viewport().findChildren(CellEditor) if one.isVisible()), None)

    def go_to(self, index: QModelIndex) -> None:
        """Choose one cell alone, whichever keys are held (setCurrentIndex would extend the block under Shift)."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def step(self, rows: int, columns: int) -> None:
        """Go to a cell so many away, over headings; stay where the grid ends."""
        model, index = self.model(), self.currentIndex()
        assert isinstance(model, FigureModel)
        if not index.isValid() or not (rows or columns):
            return
        row, column = index.row() + rows, index.column() + columns
        while rows and 0 <= row < model.rowCount() and model.group_at(row) is not None:
            row += rows
        if 0 <= row < model.rowCount() and FIRST <= column < model.columnCount():
            # A scroll (Qt 6.12) that finds a cell still to be drawn draws all of them.
            self.viewport().repaint(self._changed | self.visualRect(index))
            self.go_to(model.index(row, column))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw; nothing waits to be drawn any more."""
        self._changed = QRect()
        super().paintEvent(event)

    def dataChanged(self, first: _Index, last: _Index, roles: Sequence[int] = ()) -> None:
        """Remember what is to be drawn again."""
        super().dataChanged(first, last, roles)
        self._changed |= self.visualRect(first) | self.visualRect(last)


class _Names(_OpaqueTable):
    """The frozen columns; a click on a heading folds it, on a name goes to its row."""

    pressed_row = Signal(int)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.pressed_row.emit(index.row())


class FigureGrid(QWidget):
    """The grid with its frozen columns; it emits what is current and asks for what is to be kept."""

    current_changed = Signal()
    fold_requested = Signal(int, object)

    def __init__(self, model: FigureModel, theme: Theme, name: str) -> None:
        super().__init__()
        self.model = model
        self.names, self.table = _Names(), FigureTable()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for view in (self.names, self.table):
            self._prepare(view, theme)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.names, 1)
        left.addSpacing(SCROLL_BAR)
        layout.addLayout(left)
        layout.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        self.table.setAccessibleName(name)
        self.names.setAccessibleName(_("Indicators"))
        self.table.setCornerWidget(QWidget())
        self.names.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.names.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.names.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.names.pressed_row.connect(self._press_name)
        self.names.verticalScrollBar().valueChanged.connect(self.table.verticalScrollBar().setValue)
        self.table.verticalScrollBar().valueChanged.connect(self.names.verticalScrollBar().setValue)
        # A cell that was cut at the edge says its figure when it is whole again; what is only moved would not.
        self.table.horizontalScrollBar().valueChanged.connect(self.table.viewport().update)
        self.table.fold_requested.connect(self.fold_requested)
        self.table.clicked.connect(self._press_cell)
        self.table.delegate().moved.connect(self.table.step)
        self.table.selectionModel().currentChanged.connect(self._tell_current)
        model.modelReset.connect(self._take_columns)
        self.measure()

    def measure(self) -> None:
        """Fit rows and columns to the size of the text."""
        metrics = QFontMetrics(self.font())
        number = max(68, metrics.horizontalAdvance("≈ 9.999") + 14)
        height = max(28, metrics.lineSpacing() + 8)
        for view in (self.names, self.table):
            view.verticalHeader().setDefaultSectionSize(height)
            view.horizontalHeader().setFixedHeight(height + 4)
        measure = max(metrics.horizontalAdvance("phương tiện") + 18, metrics.horizontalAdvance(_("Measure")) + 22)
        share, least = self.width() * 42 // 100 - measure, 20
        if self.model.is_by_force:  # few columns: the names have what is left, so that all of them are in sight
            share, least = self.width() - measure - number * len(self.model.columns) - 2 * SCROLL_BAR - 4, 16
        name = min(metrics.horizontalAdvance("x" * 36), max(metrics.horizontalAdvance("x" * least), share))
        self.names.setColumnWidth(NAME, name)
        self.names.setColumnWidth(MEASURE, measure)
        self.names.setFixedWidth(name + measure + 4)
        # A column of sums is bold, and has room for the sign that a part is missing.
        narrow, wide = number, number + 20
        if self.model.is_by_force:
            room = self.width() - self.names.width() - 2 * SCROLL_BAR
            narrow = wide = max(number, min(number + 60, room // len(self.model.columns)))
        for at, column in enumerate(self.model.columns, start=FIRST):
            self.table.setColumnWidth(at, wide if column.is_strong else narrow)

    def take_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        for view in (self.names, self.table):
            delegate = view.itemDelegate()
            assert isinstance(delegate, FigureDelegate)
            delegate.theme = theme
            view.viewport().update()

    def entries(self, text: str) -> dict[Entry, QModelIndex]:
        """The same text for every chosen cell that may be typed into, with its place."""
        chosen = sorted(self.table.selectedIndexes(), key=lambda index: (index.row(), index.column()))
        return {
            self.model.entry(one, text): one for one in chosen if self.model.flags(one) & Qt.ItemFlag.ItemIsEditable
        }

    def copied(self) -> str:
        """The chosen block as text, tabs between cells and lines between rows; headings are left out."""
        chosen = self.table.selectedIndexes()
        if not chosen:
            return ""
        left, right = min(one.column() for one in chosen), max(one.column() for one in chosen)
        lines = []
        for row in sorted({one.row() for one in chosen}):
            if self.model.row_at(row) is not None:
                cells = (self.model.index(row, column) for column in range(left, right + 1))
                lines.append([self.model.typed_text(cell) for cell in cells])
        return pasted.block(lines)

    def copy(self) -> None:
        """Put the chosen block on the clipboard."""
        QGuiApplication.clipboard().setText(self.copied())

    def pasted(self, text: str) -> tuple[dict[Entry, QModelIndex], int, int]:
        """What a block of text would change from the current cell on, how many of its cells say the same already, and
        how many find no place.

        Headings are stepped over. A single cell fills all chosen ones.
        """
        index, found, same, outside = self.table.currentIndex(), dict[Entry, QModelIndex](), 0, 0
        block = pasted.cells(text)
        if not index.isValid() or not block:
            return found, same, outside
        if len(block) == len(block[0]) == 1 and len(self.table.selectedIndexes()) > 1:
            return self.entries(block[0][0]), same, outside
        index = min(self.table.selectedIndexes(), key=lambda one: (one.row(), one.column()), default=index)
        rows = [row for row in range(index.row(), self.model.rowCount()) if self.model.row_at(row) is not None]
        for at, line in enumerate(block):
            for column, words in enumerate(line, start=index.column()):
                if at >= len(rows) or column >= self.model.columnCount():
                    outside += 1
                    continue
                cell = self.model.index(rows[at], column)
                if words.strip() == self.model.typed_text(cell):
                    same += 1
                else:
                    found[self.model.entry(cell, words)] = cell
        return found, same, outside

    def changeEvent(self, event: QEvent) -> None:
        """Fit again when the text grows or shrinks."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self.measure()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names less room in a small window."""
        self.measure()
        super().resizeEvent(event)

    def _prepare(self, view: QTableView, theme: Theme) -> None:
        view.setModel(self.model)
        view.setItemDelegate(FigureDelegate(theme, view))
        view.setShowGrid(False)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.verticalHeader().setMinimumSectionSize(20)
        view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.horizontalHeader().setHighlightSections(False)
        view.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerItem)
        view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerItem)

    def _take_columns(self) -> None:
        for view in (self.names, self.table):
            for column in range(self.model.columnCount()):
                view.setColumnHidden(column, (column < FIRST) != (view is self.names))
        self.measure()
        self.names.clearSpans()
        for row in range(self.model.rowCount()):
            if self.model.group_at(row) is not None:
                self.names.setSpan(row, NAME, 1, 2)

    def _press_name(self, row: int) -> None:
        self.table.setFocus()
        if self.model.group_at(row) is not None:
            self.fold_requested.emit(row, None)
            return
        column = max(self.table.currentIndex().column(), FIRST)
        self.table.go_to(self.model.index(row, column))

    def _press_cell(self, index: QModelIndex) -> None:
        if self.model.group_at(index.row()) is not None:
            self.fold_requested.emit(index.row(), None)

    def _tell_current(self, current: QModelIndex, before: QModelIndex) -> None:
        for view in (self.names, self.table):
            delegate = view.itemDelegate()
            assert isinstance(delegate, FigureDelegate)
            delegate.current_row = current.row()
        if current.row() != before.row():
            for row in (current.row(), before.row()):
                for column in (NAME, MEASURE):
                    self.names.update(self.model.index(row, column))
                if 0 <= row < self.model.rowCount() and self.model.group_at(row) is not None:
                    self.table.viewport().update()
        self.current_changed.emit()
