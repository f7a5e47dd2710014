"""A grid of figures that is typed into: what can be kept is kept at once, what cannot be stays in its cell."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QVBoxLayout, QWidget

from giaoban_desktop import i18n
from giaoban_desktop.domain.figures import Value
from giaoban_desktop.i18n import _
from giaoban_desktop.services import figure_grid, figure_typing
from giaoban_desktop.services.figure_cells import RowKey, dependants
from giaoban_desktop.services.figure_grid import Grid, GridGroup, GridRow
from giaoban_desktop.services.figure_typing import Entry, Plan, Refusal
from giaoban_desktop.ui.period_words import period_title
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views import figure_words, paste_preview
from giaoban_desktop.ui.views.figure_columns import Column
from giaoban_desktop.ui.views.figure_grid import FigureGrid
from giaoban_desktop.ui.views.figure_model import FIRST, FigureModel
from giaoban_desktop.ui.views.paste_preview import Cells, PasteLine, PastePreview


class FigureSheet(QWidget):
    """Shows groups of a grid and keeps what is typed, pasted and cleared; each block is one act.

    `said` is a sentence about the chosen cell that asks for something, "" when there is none any more.
    """

    said = Signal(str)
    current_changed = Signal()
    typed = Signal(object)
    """Figures of these indicators were kept or taken back."""
    rows_changed = Signal()
    """What was typed gave the grid a row that it did not have."""

    def __init__(self, session: Session, theme: Theme, name: str, initiator: QObject) -> None:
        super().__init__()
        self._session, self._initiator = session, initiator
        self.known: Grid | None = None
        self.meeting_id: str | None = None
        """The meeting to which the figures belong that are typed here."""
        self._groups: Sequence[GridGroup] = ()
        self._columns: tuple[Column, ...] = ()
        self.model = FigureModel(self._keep_typed)
        self.grid = FigureGrid(self.model, theme, name)
        self.table = self.grid.table
        self._told_again = QTimer(self)  # Enter goes on at once: then only the next cell is told about
        self._told_again.setSingleShot(True)
        self._told_again.timeout.connect(self.current_changed)
        self.grid.current_changed.connect(self._told_again.stop)
        self.grid.current_changed.connect(self.current_changed)
        self.grid.fold_requested.connect(self._fold)
        self.table.refused.connect(self._say_refused)
        session.stopping.connect(self._close_editor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.grid)
        self.setFocusProxy(self.table)
        self.copy_action = self._action(_("Copy the block"), "Ctrl+C", self.grid.copy)
        self.paste_action = self._action(_("Paste a block"), "Ctrl+V", self._paste)
        self.clear_action = self._action(_("Make not reported"), "Del", self._clear)

    def _action(self, text: str, key: str, run: object) -> QAction:
        """An action whose key means something else outside the grid."""
        action = QAction(text, self)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: run())  # type: ignore[operator]
        self.table.addAction(action)
        return action

    # Showing

    def show_grid(self, known: Grid, groups: Sequence[GridGroup], columns: tuple[Column, ...]) -> None:
        """Show these groups; the cell one was in stays chosen where it is still there."""
        self.known, self._groups, self._columns = known, groups, columns
        self._show()

    def set_read_only(self, is_read_only: bool) -> None:
        """Let nothing be typed, or let it be typed again."""
        self.model.is_read_only = is_read_only
        self.paste_action.setEnabled(not is_read_only)
        self.clear_action.setEnabled(not is_read_only)

    @property
    def row(self) -> GridRow | None:
        """What the chosen cell is about; None in a heading and where nothing is chosen."""
        index = self.table.currentIndex()
        return self.model.row_of(index) if index.isValid() and index.column() >= FIRST else None

    @property
    def heading(self) -> GridGroup | None:
        """The heading that is chosen."""
        index = self.table.currentIndex()
        return self.model.group_at(index.row()) if index.isValid() else None

    @property
    def sentence(self) -> str:
        """What is wrong with the text that stands in the chosen cell; "" when nothing is."""
        index = self.table.currentIndex()
        draft = self.model.draft(index) if index.isValid() else None
        return draft.sentence if draft else ""

    def go_to(self, what: RowKey | str, column: int) -> None:
        """Choose a cell of a row, or of a heading; the first row where it is not shown."""
        at = self.model.line_of(what)
        if at < 0:
            at = next((line for line in range(self.model.rowCount()) if self.model.row_at(line) is not None), 0)
        self.table.go_to(self.model.index(at, max(FIRST, min(column, self.model.columnCount() - 1))))

    def take_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.grid.take_theme(theme)

    def commit_typing(self) -> None:
        """Keep what stands in the open cell; what cannot be kept stays in it, marked."""
        editor = self.table.open_editor()
        if editor is not None:
            self.table.delegate().finish(editor)

    def _close_editor(self) -> None:
        """Leave a cell whose text cannot be kept, before the book is closed."""
        editor = self.table.open_editor()
        if editor is not None:
            self.table.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _show(self) -> None:
        assert self.known is not None
        index = self.table.currentIndex()
        line = self.model.lines[index.row()] if index.isValid() else None
        self.model.set_grid(self.known, self._groups, self._columns, self._session.today)
        if line is not None and not self.table.currentIndex().isValid() and self._groups:
            self.go_to(self._near(line), index.column())
        self.current_changed.emit()

    def _near(self, line: GridGroup | GridRow) -> RowKey | str:
        """The line itself, or its heading where it is folded away."""
        if isinstance(line, GridGroup):
            return line.group.code
        return line.key if self.model.line_of(line.key) >= 0 else line.indicator.group

    def unfold(self, line: int) -> None:
        """Show the rows of a heading."""
        self._fold(line, False)

    def _fold(self, line: int, wanted: bool | None) -> None:
        group = self.model.group_at(line)
        if group is None or wanted is (group.group.code in self.model.folded):
            return
        column = self.table.currentIndex().column()
        self.model.folded ^= {group.group.code}
        self._show()
        self.go_to(group.group.code, column)

    def _say_refused(self) -> None:
        index = self.table.currentIndex()
        if index.isValid() and self.model.row_at(index.row()) is not None and not self.model.is_read_only:
            self.said.emit(" ".join(figure_words.remarks(self.model.cell(index))))

    # Keeping

    def _keep_typed(self, entries: Sequence[Entry]) -> str:
        """Keep what was typed; gives "" or the sentence that says why it cannot be."""
        planned = self._planned(entries)
        sentence = i18n.translate(planned.refusals[0].error) if planned.refusals else ""
        if not sentence and not self._keep(planned, entries):
            sentence = _("It could not be stored. It stays here; try again.")
        self.said.emit(sentence)
        return sentence

    def _planned(self, entries: Sequence[Entry]) -> Plan:
        return self._session.read(lambda book: figure_typing.plan(book, entries, meeting_id=self.meeting_id))

    def _keep(self, planned: Plan, entries: Sequence[Entry]) -> bool:
        if planned.observations and not self._session.do(
            lambda book: figure_typing.keep(book, planned), initiator=self._initiator
        ):
            return False
        for entry in entries:
            self.model.drafts.pop((entry.key, entry.period.code), None)
        known, touched = self.known, [(entry.key, entry.period) for entry in entries]
        assert known is not None
        if planned.observations:
            self.known = self._session.read(lambda book: figure_grid.refreshed(book, known, touched))
        codes = {entry.key.indicator for entry in entries}
        stale = codes | dependants(known.indicators.values(), codes)
        self.model.set_cells(self.known or known, stale, {entry.period for entry in entries})
        if self.known is not None and self.known.groups is not known.groups:
            self.rows_changed.emit()
        self._told_again.start()
        if planned.observations:
            self.typed.emit(codes)
            self._tell_early(planned)
        return True

    def _tell_early(self, planned: Plan) -> None:
        """A figure of days that have not come yet was perhaps typed one column too far."""
        early = next((one for one in planned.observations if one.counted_from > self._session.today), None)
        if early is not None and early.value.is_number:
            words = _("{period} has not begun. Check that the figure stands in the right column.")
            self._session.told.emit(words.format(period=period_title(early.period)))

    def _clear(self) -> None:
        entries = list(self.grid.entries(""))
        if not entries:
            self._say_refused()
            return
        planned = self._planned(entries)
        if planned.refusals:
            self.said.emit(i18n.translate(planned.refusals[0].error))
        else:
            self._keep(planned, entries)

    def _paste(self) -> None:
        """Paste the clipboard's cell, or its block after a look at what it will do: all in one act, or nothing."""
        cells, same, outside = self.grid.pasted(QGuiApplication.clipboard().text())
        if outside:
            self.said.emit(_("The block is larger than the grid from here on. Nothing was pasted."))
            return
        entries = list(cells)
        planned = self._planned(entries)
        found = paste_preview.lines(self.model, cells, planned)
        if same and not found:
            self.said.emit(_("The cells say already what the block says."))
        elif len(found) > 1:
            self._show_preview(cells, planned, found, same)
        elif planned.refusals:
            self.said.emit(self._not_pasted(cells, planned.refusals[0]))
        elif entries:
            self._keep(planned, entries)

    def _show_preview(self, cells: Cells, planned: Plan, found: Sequence[PasteLine], same: int) -> None:
        dialog = PastePreview(self, found, same + len(cells) - len(found))
        before = self._values(cells)
        dialog.accepted.connect(lambda: self._keep_shown(planned, cells, before))
        dialog.finished.connect(self.table.setFocus)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _keep_shown(self, planned: Plan, cells: Cells, before: list[Value]) -> None:
        """Keep the block that was shown, unless a figure changed behind the dialog."""
        if self._values(cells) != before:
            self.said.emit(_("The figures changed meanwhile. Nothing was pasted; paste again."))
        else:
            self._keep(planned, list(cells))

    def _values(self, cells: Cells) -> list[Value]:
        """What stands in the book where a block goes."""
        known = self.known
        assert known is not None
        touched = [(entry.key, entry.period) for entry in cells]
        again = self._session.read(lambda book: figure_grid.refreshed(book, known, touched))
        return [again.cell(key, period).value for key, period in touched]

    def _not_pasted(self, cells: Cells, refused: Refusal) -> str:
        index = cells[refused.entry]
        row = self.model.row_of(index)
        name = f"{figure_words.row_name(row)} ({figure_words.reporter_tag(row)})" if row else ""
        column, reason = self.model.column(index.column()).head, i18n.translate(refused.error)
        return _("{row}, column {column}: {reason} Nothing was pasted.").format(row=name, column=column, reason=reason)
