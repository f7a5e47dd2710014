"""Số liệu: the year's figures, typed as in a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from giaoban_desktop import i18n
from giaoban_desktop.domain.periods import month
from giaoban_desktop.domain.text import fold
from giaoban_desktop.i18n import _
from giaoban_desktop.services import figure_grid
from giaoban_desktop.services.book import Book
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.services.figure_grid import Entry, Grid, GridGroup, GridRow
from giaoban_desktop.ui import icons
from giaoban_desktop.ui.figures.panel import FigurePanel
from giaoban_desktop.ui.page import Page
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views import figure_words
from giaoban_desktop.ui.views.figure_grid import FigureGrid
from giaoban_desktop.ui.views.figure_model import FIRST, FigureModel
from giaoban_desktop.ui.widgets import EmptyState, button, row, set_look, text_label, title

ALL, JOINT = "", "joint"


class FiguresPage(Page):
    """Indicators by months of the year of the period in the top bar; what is chosen is told at the right."""

    kinds = frozenset({Kind.FIGURES, Kind.MEETINGS, Kind.INDICATORS, Kind.OFFICE})
    follows_period = True

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self._grid: Grid | None = None
        self._column = -1
        self.model = FigureModel(self._keep_typed)
        self.grid = FigureGrid(self.model, theme, _("Figures of the year"))
        self.table = self.grid.table
        self.panel = FigurePanel(session)
        self.grid.current_changed.connect(self._show_current)
        self.grid.fold_requested.connect(self._fold)
        self.table.refused.connect(self._say_refused)
        self._make_actions()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._master(), 1)
        layout.addWidget(self.panel)

    # Parts

    def _make_actions(self) -> None:
        self.copy_action = self._table_action(_("Copy the block"), "Ctrl+C", self.grid.copy)
        self.paste_action = self._table_action(_("Paste a block"), "Ctrl+V", self._paste)
        self.clear_action = self._table_action(_("Make not reported"), "Del", self._clear)
        self.page_action(_("Find an indicator"), "Ctrl+F", lambda: self.filter.setFocus())
        self.page_action(_("Next pane"), "F6", self._next_pane)
        self.page_action(_("Side panel"), "F4", lambda: self.panel.setVisible(not self.panel.isVisible()))

    def _table_action(self, text: str, key: str, run: object) -> QAction:
        """An action whose key means something else outside the grid."""
        action = self.page_action(text, key, run)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.table.addAction(action)
        return action

    def _master(self) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(24, 16, 16, 12)
        layout.setSpacing(12)
        self.title = title(_("Figures"))
        self.force = QComboBox()
        self.force.setMinimumWidth(130)
        self.force.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.force.setMinimumContentsLength(12)
        self.force.setAccessibleName(_("Force"))
        self.force.activated.connect(lambda _index: self._show_rows())
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Find an indicator"))
        self.filter.setAccessibleName(_("Find an indicator"))
        self.filter.setClearButtonEnabled(False)
        self.filter.setMinimumWidth(90)
        self.filter.setMaximumWidth(220)
        self.filter.textChanged.connect(lambda _text: self._show_rows())
        self.filter.returnPressed.connect(self.table.setFocus)
        self.only_used = button(_("With figures"), look="segment")
        self.only_used.setCheckable(True)
        self.only_used.setToolTip(_("Only rows with figures in this year or the year before"))
        self.only_used.toggled.connect(lambda _on: self._show_rows())
        layout.addLayout(row(self.title, self.force, self.filter, None, self.only_used, spacing=12))
        self.empty = EmptyState(_("No indicator here"), _("Choose all forces, clear the filter, or show every row."))
        self.empty.hide()
        layout.addWidget(self.grid, 1)
        layout.addWidget(self.empty, 1)
        layout.addLayout(self._legend())
        return holder

    def _legend(self) -> QGridLayout:
        layout = QGridLayout()
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(4)
        self._icons: list[tuple[QLabel, str]] = []
        signs = (
            ("≈ 1.500", "", _("nearly, more than, about (type “gần 50”)")),
            ("0", "", _("none occurred (type 0)")),
            (figure_words.NOT_YET, "soonNotice", _("not reported (Delete)")),
            ("hourglass-medium", "icon", _("provisional (type 24?)")),
            (figure_words.NOT_APPLICABLE_SIGN, "pill", _("not applicable (type x)")),
            ("circle-dashed", "icon", _("a month is missing")),
        )
        for at, (sign, look, words) in enumerate(signs):
            label = QLabel("" if look == "icon" else sign)
            if look == "icon":
                self._icons.append((label, sign))
            elif look:
                set_look(label, look)
                label.setContentsMargins(6, 0, 6, 0)
            column = at % 3 * 2
            layout.addWidget(label, at // 3, column, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            layout.addWidget(text_label(words, "secondary"), at // 3, column + 1, Qt.AlignmentFlag.AlignTop)
            layout.setColumnStretch(column + 1, 3 if column == 0 else 2)
        self._draw_icons()
        return layout

    def _draw_icons(self) -> None:
        for label, name in self._icons:
            label.setPixmap(icons.icon(name, self.theme.text2).pixmap(16, 16))

    # Loading

    def load(self) -> None:
        """Read the year of the period being worked on."""
        period = self.session.period
        is_other = self._grid is None or self._grid.year != period.year
        first_time = self._grid is None
        self._grid = self.session.read(lambda book: figure_grid.grid(book, period.year))
        self.title.setText(_("Figures {year}").format(year=period.year))
        self._fill_forces()
        if first_time:
            self.only_used.blockSignals(True)
            self.only_used.setChecked(bool(self._grid.cells))
            self.only_used.blockSignals(False)
        column = self.model.column_of(period) if not is_other else -1
        self._show_rows()
        if is_other or column != self._column:
            self._go_to_period()
        self._column = self.model.column_of(period)

    def take_focus(self) -> None:
        """The grid."""
        self.table.setFocus()

    def commit_typing(self) -> None:
        """Keep what stands in the open cell; what cannot be kept stays in it, marked."""
        editor = self.table.open_editor()
        if editor is not None:
            self.table.delegate().finish(editor)

    def take_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        super().take_theme(theme)
        self.grid.take_theme(theme)
        self._draw_icons()

    def _fill_forces(self) -> None:
        assert self._grid is not None
        chosen = self.force.currentData()
        self.force.clear()
        self.force.addItem(_("All forces"), ALL)
        for unit in self._grid.units:
            self.force.addItem(unit.label, unit.id)
        self.force.addItem(_("Joint work (chung)"), JOINT)
        self.force.setCurrentIndex(max(0, self.force.findData(chosen)))

    def _show_rows(self) -> None:
        """Show what the filters let through; the cell one was in stays chosen where it is still there."""
        if self._grid is None:
            return
        index = self.table.currentIndex()
        line = self.model.lines[index.row()] if index.isValid() else None
        groups = [replace(group, rows=tuple(filter(self._is_shown, group.rows))) for group in self._grid.groups]
        groups = [group for group in groups if group.rows]
        self.model.set_grid(self._grid, groups, self.session.today)
        self.grid.setVisible(bool(groups))
        self.empty.setVisible(not groups)
        if not self.table.currentIndex().isValid() and groups:
            what = line.group.code if isinstance(line, GridGroup) else line.key if line else ""
            at = self.model.line_of(what)
            column = index.column() if index.isValid() else self._period_column()
            self.table.go_to(self.model.index(at if at >= 0 else self._first_row(), column))
        self._show_current()

    def _is_shown(self, found: GridRow) -> bool:
        assert self._grid is not None
        chosen, words = self.force.currentData(), fold(self.filter.text())
        if chosen == JOINT and found.unit is not None:
            return False
        if chosen not in (ALL, JOINT, None) and found.key.unit_id != chosen:
            return False
        if words and words not in fold(figure_words.row_name(found)):
            return False
        return not self.only_used.isChecked() or found.key in self._used()

    def _used(self) -> set[figure_grid.RowKey]:
        assert self._grid is not None
        drafts = {key for key, _code in self.model.drafts}
        return {key for key, _code in self._grid.cells} | drafts

    def _first_row(self) -> int:
        return next((at for at in range(self.model.rowCount()) if self.model.row_at(at) is not None), 0)

    def _period_column(self) -> int:
        """The column of the period being worked on; of a quarter its last month that has begun."""
        period = self.session.period
        months = [one for one in period.months() if one.first_on <= self.session.today] or [month(period.year, 1)]
        column = self.model.column_of(months[-1])
        return column if column >= 0 else FIRST

    def _go_to_period(self) -> None:
        index = self.table.currentIndex()
        if not index.isValid():
            return
        column = self._period_column()
        self.table.go_to(self.model.index(index.row(), column))
        quarter_end = self.model.index(index.row(), min(column + 3, self.model.columnCount() - 1))
        self.table.scrollTo(quarter_end)
        self.table.scrollTo(self.table.currentIndex())

    # The chosen cell

    def _show_current(self) -> None:
        index = self.table.currentIndex()
        line = self.model.lines[index.row()] if index.isValid() else None
        if self._grid is None or line is None or index.column() < FIRST:
            self.panel.show_nothing()
        elif isinstance(line, GridGroup):
            self.panel.show_nothing(line.group.name, _("Left folds, Right opens these rows."))
        else:
            self.panel.show_cell(self._grid, line, self.model.period(index.column()))
        draft = self.model.draft(index) if index.isValid() else None
        self.panel.say(draft.sentence if draft else "")

    def _say_refused(self) -> None:
        index = self.table.currentIndex()
        if index.isValid() and self.model.row_at(index.row()) is not None:
            self.panel.say(" ".join(figure_words.remarks(self.model.cell(index))))

    def _fold(self, line: int, wanted: bool | None) -> None:
        group = self.model.group_at(line)
        if group is None:
            return
        code = group.group.code
        is_folded = code in self.model.folded
        if wanted is is_folded:
            return
        self.model.folded ^= {code}
        self._show_rows()
        at = self.model.index(self.model.line_of(code), max(self.table.currentIndex().column(), FIRST))
        self.table.go_to(at)

    def _next_pane(self) -> None:
        (self.filter if self.table.hasFocus() else self.table).setFocus()

    # Changing

    def _keep_typed(self, entries: Sequence[Entry]) -> str:
        """Keep what was typed; gives "" or the sentence that says why it cannot be."""
        refused = self.session.read(lambda book: figure_grid.refusals(book, entries))
        if refused:
            return self._told(i18n.translate(refused[0].error))
        return "" if self._keep(entries) else self._told(_("It could not be stored. It stays here; try again."))

    def _told(self, sentence: str) -> str:
        self.panel.say(sentence)
        return sentence

    def _keep(self, entries: Sequence[Entry]) -> bool:
        def operation(book: Book) -> Changes:
            return figure_grid.type_block(book, entries)

        if not self.session.do(operation, initiator=self):
            return False
        known, periods = self._grid, [entry.period for entry in entries]
        assert known is not None
        self._grid = self.session.read(lambda book: figure_grid.refreshed(book, known, periods))
        for entry in entries:
            self.model.drafts.pop((entry.key, entry.period.code), None)
        self._show_rows()
        return True

    def _clear(self) -> None:
        entries = self.grid.entries("")
        if not entries:
            self._say_refused()
            return
        self._keep(entries)

    def _paste(self) -> None:
        """Paste the clipboard's block: all of it in one act, or nothing and a sentence that names the cell."""
        entries, outside = self.grid.pasted(QGuiApplication.clipboard().text())
        if outside:
            self.panel.say(_("The block is larger than the grid from here on. Nothing was pasted."))
            return
        refused = self.session.read(lambda book: figure_grid.refusals(book, entries))
        if refused:
            self.panel.say(self._sentence(refused))
        elif entries:
            self._keep(entries)

    def _sentence(self, refused: Sequence[figure_grid.Refusal]) -> str:
        entry = refused[0].entry
        at = self.model.row_at(self.model.line_of(entry.key))
        name = f"{figure_words.row_name(at)} ({figure_words.reporter_tag(at)})" if at else entry.key.indicator
        reason = i18n.translate(refused[0].error)
        column = figure_words.column_name(entry.period)
        told = _("{row}, column {column}: {reason} Nothing was pasted.")
        if len(refused) > 1:
            told = _("{row}, column {column}: {reason} {count} cells are wrong. Nothing was pasted.")
        return told.format(row=name, column=column, reason=reason, count=len(refused))
