"""Số liệu: figures by months of a year or by forces of a period, typed as in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from giaoban_desktop.domain.completeness import CompletenessState
from giaoban_desktop.domain.indicators import Indicator
from giaoban_desktop.domain.periods import Period, month, parse_code
from giaoban_desktop.domain.text import fold
from giaoban_desktop.i18n import _
from giaoban_desktop.services import completeness, figure_grid, indicators
from giaoban_desktop.services.changes import Kind
from giaoban_desktop.services.figure_cells import RowKey
from giaoban_desktop.services.figure_grid import Grid, GridGroup, GridRow
from giaoban_desktop.ui import style
from giaoban_desktop.ui.fields import combo_box
from giaoban_desktop.ui.figures.answers import FindingAnswers
from giaoban_desktop.ui.figures.cell_dialogs import CellDialogs
from giaoban_desktop.ui.figures.files import FigureFiles
from giaoban_desktop.ui.figures.panel import PANEL_WIDTH, FigurePanel
from giaoban_desktop.ui.figures.views import View, ViewChoice
from giaoban_desktop.ui.flow import flowing
from giaoban_desktop.ui.page import Page, Place
from giaoban_desktop.ui.period_words import period_words
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.split import Split
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views import figure_columns, figure_words
from giaoban_desktop.ui.views.completeness_dialog import CompletenessDialog
from giaoban_desktop.ui.views.figure_delegate import SEPARATOR
from giaoban_desktop.ui.views.figure_findings import FigureFindings
from giaoban_desktop.ui.views.figure_legend import FigureLegend, Notice
from giaoban_desktop.ui.views.figure_model import FIRST
from giaoban_desktop.ui.views.figure_sheet import FigureSheet
from giaoban_desktop.ui.widgets import EmptyState, button, set_look, title

ALL, JOINT = "", "joint"
FILTER_ROOM = 32
INDICATOR_LETTERS = 30
ROOM_FOR_PANEL = 1000
"""The width of the page, with text of 100 %, from which the panel stands beside the grid by itself."""


class FiguresPage(Page):
    """The grid, and a panel at its right that tells of the chosen cell. Both follow the period in the top bar."""

    kinds = frozenset({Kind.FIGURES, Kind.MEETINGS, Kind.INDICATORS, Kind.OFFICE})
    follows_period = True

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self._shown: Period | None = None
        self._offered: list[tuple[str, str]] = []
        self._had_room = True
        self.view = ViewChoice()
        self._years = range(session.period.year, session.period.year + 1)
        self.sheet = FigureSheet(session, theme, _("Figures"), self)
        self.model, self.grid, self.table = self.sheet.model, self.sheet.grid, self.sheet.table
        self.findings = FigureFindings(session, self)
        self.model.findings = self.findings
        self.panel = FigurePanel(session, theme)
        self.answers = FindingAnswers(session, self.sheet, self.findings, self.panel.check, self)
        self.answers.said.connect(self._tell)
        self.sheet.current_changed.connect(self._show_current)
        self.sheet.rows_changed.connect(self._show_rows)
        self.sheet.said.connect(self._say)
        for action in (self.sheet.copy_action, self.sheet.paste_action, self.sheet.clear_action):
            self.addAction(action)
        self.page_action(_("Months, forces or one indicator"), "Ctrl+M", self.view.turn)
        self.page_action(_("Find an indicator"), "Ctrl+F", lambda: self.filter.setFocus())
        self.page_action(_("The figure is right, with this reason"), "Ctrl+Return", self._accept)
        self.page_action(_("Next figure to look at"), "Ctrl+J", self.answers.go_to_next)
        self.dialogs = CellDialogs(self, session, self.sheet, self._say)
        self.page_action(_("Chart of the months…"), "Ctrl+B", self.dialogs.show_chart)
        self.page_action(_("Target of a plan…"), "Ctrl+T", self.dialogs.ask_target)
        self.page_action(_("Correct a figure of frozen minutes…"), "Ctrl+E", self.dialogs.ask_correction)
        self.panel.correct.clicked.connect(self.dialogs.ask_correction)
        self.files = FigureFiles(session, self, self._tell)
        self.page_action(_("Figures from a table…"), "Ctrl+O", self._open_table)
        self.page_action(_("Figures of the year as a table…"), "Ctrl+S", self._write_table)
        self._complete = self.page_action(_("Figures of the period are complete…"), "Ctrl+D", self._ask_complete)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._split = Split("figures", self._master(), self.panel, wide=0)
        layout.addWidget(self._split)

    # Parts

    def _master(self) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(24, 16, 16, 12)
        layout.setSpacing(12)
        self.title = title(_("Figures"))
        self.force = combo_box(8)
        self.force.setAccessibleName(_("Force"))
        self.force.activated.connect(lambda _index: self._show_rows())
        self.indicator = combo_box(INDICATOR_LETTERS)
        self.indicator.setAccessibleName(_("Indicator"))
        self.indicator.activated.connect(lambda _index: self._when_indicator_chosen())
        self.view.changed.connect(self._when_view_chosen)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Find an indicator"))
        self.filter.setAccessibleName(_("Find an indicator"))
        self.filter.textChanged.connect(lambda _text: self._show_rows())
        self.filter.returnPressed.connect(self.table.setFocus)
        self.only_used = button(_("With &figures"), look="segment")
        self.only_used.setCheckable(True)
        self.only_used.setToolTip(_("Only rows with figures in this year or the year before"))
        self.only_used.toggled.connect(lambda _on: self._show_rows())
        self.complete = button("", look="primary")
        self.complete.setToolTip(_("Figures of the period are complete…") + " (Ctrl+D)")
        self.complete.clicked.connect(self._ask_complete)
        parts = (self.title, self.view, self.force, self.indicator, self.filter, self.only_used, self.complete)
        head = flowing(*parts, spacing=8, last_at_edge=True)
        layout.addWidget(head)
        self.empty = EmptyState(_("No indicator here"), _("Choose all forces, clear the filter, or show every row."))
        self.empty.hide()
        self.notice, self.legend = Notice(), FigureLegend(self.theme)
        layout.addWidget(self.sheet, 1)
        layout.addWidget(self.empty, 1)
        layout.addWidget(self.notice)
        layout.addWidget(self.legend)
        return holder

    # Loading

    def load(self) -> None:
        """Read the year of the period being worked on."""
        self.commit_typing()
        period = self.session.period
        first_time = self.sheet.known is None
        known = self.sheet.known = self._read_grid(period.year)
        if first_time:
            self.only_used.blockSignals(True)
            self.only_used.setChecked(bool(known.cells.used))
            self.only_used.blockSignals(False)
        self._show_completeness()
        self._show_rows()
        if period != self._shown:
            self._go_to_period()
        self._shown = period
        years = self._years if self.view.chosen is View.INDICATOR else (period.year,)
        self.findings.look_over(years, known.indicators, self._shown_codes(known))

    def _show_completeness(self) -> None:
        """On the button: what can be declared about the period, or what was."""
        period = self.session.period
        kept = self.session.read(lambda book: completeness.find(book, period))
        state = kept.state if kept else CompletenessState.REOPENED
        words = {
            CompletenessState.REOPENED: _("&Complete"),
            CompletenessState.COMPLETE: _("✓ Complete"),
            CompletenessState.LOCKED: _("Locked"),
        }
        self.complete.setText(words[state])
        set_look(self.complete, "primary" if state is CompletenessState.REOPENED else "segment")

    def _shown_codes(self, known: Grid) -> list[str]:
        """The indicators that are looked over: all of a year, or the one that is shown over all years."""
        return [self.indicator.currentData()] if self.view.chosen is View.INDICATOR else list(known.indicators)

    def _read_grid(self, year: int) -> Grid:
        """The grid of the chosen view."""
        if self.view.chosen is View.INDICATOR:
            self._fill_indicators(self.session.read(indicators.listed))
            code = self.indicator.currentData()
            known, self._years = self.session.read(lambda book: figure_grid.indicator_grid(book, code, year))
        else:
            known = self.session.read(lambda book: figure_grid.year_grid(book, year))
            self._fill_indicators(known.indicators.values())
            self._fill_forces(known)
        return known

    def open_row(self, row_id: str) -> None:
        """Open a cell for typing: indicator, unit and period as `FigureDelegate` names them."""
        parts = Place.of(row_id).row_id.split(SEPARATOR)
        if len(parts) != 3:
            return
        code, unit_id, period = parts[0], parts[1] or None, parse_code(parts[2])
        self.session.choose_period(period)
        self.view.choose(View.MONTHS)
        self.filter.clear()
        self.force.setCurrentIndex(0)
        self.only_used.setChecked(False)
        self._show_rows()
        self.sheet.go_to(RowKey(code, unit_id), self.model.column_of(period))
        if self.model.row_of(self.table.currentIndex()) is not None:
            self.table.edit(self.table.currentIndex())

    def take_focus(self) -> None:
        """The grid."""
        self.table.setFocus()

    def panes(self) -> list[QWidget]:
        """The line that filters, and the grid."""
        return [self.filter, self.table]

    @property
    def side_panel(self) -> QWidget | None:
        """What the chosen cell says in words."""
        return self.panel

    def commit_typing(self) -> None:
        """Keep what stands in the open cell; what cannot be kept stays in it, marked."""
        self.sheet.commit_typing()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is typed when another page comes to the front."""
        if self.window().isVisible():  # else the window itself goes, which has committed what was typed
            self.commit_typing()
        self.findings.rest()
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Go on looking over what was not looked over yet."""
        super().showEvent(event)
        self.findings.go_on()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the grid in a small window; F4 brings the panel."""
        super().resizeEvent(event)
        self._fit()

    def take_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        super().take_theme(theme)
        self.sheet.take_theme(theme)
        self.panel.take_theme(theme)
        self.legend.take_theme(theme)
        self._fit()

    def _fit(self) -> None:
        has_room = self.width() * style.BODY_PT >= ROOM_FOR_PANEL * self.font().pointSizeF()
        if has_room != self._had_room:
            self.panel.setVisible(has_room)
        self._had_room = has_room
        self._split.propose([0, PANEL_WIDTH])
        words = self.filter.fontMetrics().horizontalAdvance(self.filter.placeholderText())
        self.filter.setFixedWidth(words + FILTER_ROOM)

    def _fill_forces(self, known: Grid) -> None:
        chosen = self.force.currentData()
        self.force.clear()
        self.force.addItem(_("All forces"), ALL)
        for unit in known.units:
            self.force.addItem(unit.label, unit.id)
        self.force.addItem(_("Joint work (chung)"), JOINT)
        self.force.setCurrentIndex(max(0, self.force.findData(chosen)))

    def _fill_indicators(self, listed: Iterable[Indicator]) -> None:
        wanted = [(one.name, one.code) for one in listed]
        if wanted == self._offered:
            return
        self._offered = wanted
        chosen = self.indicator.currentData()
        self.indicator.clear()
        for name, code in wanted:
            self.indicator.addItem(name, code)
        self.indicator.setCurrentIndex(max(0, self.indicator.findData(chosen)))

    def _when_indicator_chosen(self) -> None:
        """Another indicator, on the row of the same unit."""
        row, column = self.sheet.row, self.table.currentIndex().column()
        self.load()
        unit_id = row.key.unit_id if row is not None else None
        self.sheet.go_to(RowKey(self.indicator.currentData(), unit_id), column)

    # What is shown

    def _show_rows(self) -> None:
        """Show what the filters let through, in the chosen view."""
        known, period = self.sheet.known, self.session.period
        if known is None:
            return
        groups = self._filtered(known)
        view = self.view.chosen
        self.force.setVisible(view is View.MONTHS)
        self.indicator.setVisible(view is View.INDICATOR)
        self.filter.setVisible(view is not View.INDICATOR)
        self.title.setText(_("Figures"))
        match view:
            case View.FORCES:
                self.title.setText(_("Figures, {period}").format(period=period_words(period)))
                columns, rows = figure_columns.by_forces(known, period), figure_grid.by_indicator(groups)
            case View.INDICATOR:
                columns, rows = figure_columns.by_years(self._years), figure_grid.with_sums(groups)
            case _:
                columns, rows = figure_columns.by_months(period.year), figure_grid.with_sums(groups)
        self.sheet.setVisible(bool(groups))
        self.empty.setVisible(not groups)
        self.sheet.show_grid(known, rows, columns)
        if groups and not self.table.currentIndex().isValid():
            self.sheet.go_to("", self._period_column())

    def _filtered(self, known: Grid) -> list[GridGroup]:
        """The rows of the chosen force whose name has the words, and that are used where only these are wanted."""
        view = self.view.chosen
        force = self.force.currentData() if view is View.MONTHS else ALL
        words = "" if view is View.INDICATOR else fold(self.filter.text())
        drafts = {key for key, _code in self.model.drafts}
        used = known.cells.used | drafts

        def is_shown(row: GridRow) -> bool:
            if view is View.INDICATOR and row.indicator.code != self.indicator.currentData():
                return False
            if force != ALL and row.key.unit_id != (None if force == JOINT else force):
                return False
            if words and words not in fold(figure_words.row_name(row)):
                return False
            counted = row.indicator.numerator if row.indicator.is_computed else row.key.indicator
            return not self.only_used.isChecked() or replace(row.key, indicator=counted) in used

        groups = [replace(group, rows=tuple(filter(is_shown, group.rows))) for group in known.groups]
        return [group for group in groups if group.rows]

    def _when_view_chosen(self) -> None:
        """The other view, on the same indicator."""
        self.commit_typing()
        row, view = self.sheet.row, self.view.chosen
        if row is not None:
            self.indicator.setCurrentIndex(max(0, self.indicator.findData(row.indicator.code)))
        self.load()
        if row is None:
            return
        by_force = view is View.FORCES
        column = self._column_of(row) if by_force else self._period_column()
        self.sheet.go_to(replace(row.key, unit_id=None, is_sum=False) if by_force else row.key, column)

    def _column_of(self, row: GridRow) -> int:
        """The column of those who report a row."""
        asked = enumerate(self.model.columns, start=FIRST)
        same = (at for at, one in asked if (one.unit, one.is_sum) == (row.unit, row.key.is_sum))
        return next(same, FIRST)

    def _period_column(self) -> int:
        """The column of the period being worked on; of a quarter its last month that has begun."""
        if self.view.chosen is View.FORCES:
            return FIRST
        period = self.session.period
        months = period.months() or (month(period.year, 1),)
        begun = [one for one in months if one.first_on <= self.session.today]
        return max(FIRST, self.model.column_of(begun[-1] if begun else months[0]))

    def _go_to_period(self) -> None:
        index = self.table.currentIndex()
        if not index.isValid() or self.view.chosen is View.FORCES:
            return
        column = self._period_column()
        self.table.go_to(self.model.index(index.row(), column))
        quarter_end = self.model.index(index.row(), min(column + 3, self.model.columnCount() - 1))
        self.table.scrollTo(quarter_end)
        self.table.scrollTo(self.table.currentIndex())

    # The chosen cell

    def _show_current(self) -> None:
        known, row, group = self.sheet.known, self.sheet.row, self.sheet.heading
        if group is not None:
            self.panel.show_nothing(group.group.name, _("Left folds, Right opens these rows."))
        elif known is None or row is None:
            self.panel.show_nothing()
        else:
            index = self.table.currentIndex()
            self.panel.show_cell(known, row, self.model.period(index.column()), self.model.finding(index))
        self._say(self.sheet.sentence)

    # What the rules ask

    def _ask_complete(self) -> None:
        """Show what is empty and what is asked about the period, then let it be declared complete."""
        self.commit_typing()
        self.findings.finish()
        period = self.session.period
        asked = sum(one.finding.about.period in (period, *period.months()) for one in self.findings.open_ones)
        CompletenessDialog(self.session, period, asked, self).exec()
        self.table.setFocus()

    def _open_table(self) -> None:
        self.commit_typing()
        self.files.ask_table()

    def _write_table(self) -> None:
        self.commit_typing()
        self.files.ask_where(self.session.period.year)

    def _say(self, sentence: str, *, is_done: bool = False) -> None:
        """Say it in the panel; where that is folded away, under the grid."""
        self.panel.say(sentence, is_done=is_done)
        self.notice.say(sentence if self.panel.isHidden() else "", is_done=is_done)

    def _tell(self, sentence: str) -> None:
        """Tell what was done."""
        self._say(sentence, is_done=True)

    def _accept(self) -> None:
        """Let the figure stand with its reason; the line for it comes in sight where it was folded away."""
        if self.panel.check.found is not None:
            self.panel.show()
        self.panel.check.accept()
