"""Chỉ đạo: what is open, for whom, until when; and what became of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from giaoban_desktop import i18n
from giaoban_desktop.domain.directive_lines import DirectiveLine
from giaoban_desktop.domain.directives import Directive, DirectiveState, When
from giaoban_desktop.i18n import _
from giaoban_desktop.services import (
    attachments,
    directives,
    meetings,
    outcomes,
    overview,
    read_directives,
)
from giaoban_desktop.services.changes import Kind
from giaoban_desktop.ui.directives import calendar
from giaoban_desktop.ui.directives.assign_dialog import AssignDialog
from giaoban_desktop.ui.directives.completion import CompletionView
from giaoban_desktop.ui.directives.extend_dialog import ExtendDialog
from giaoban_desktop.ui.directives.join_dialog import JoinDialog
from giaoban_desktop.ui.directives.month_view import MonthView
from giaoban_desktop.ui.directives.saved_views import BY_MONTH, BY_UNIT, VIEWS, sorted_out
from giaoban_desktop.ui.directives.split_dialog import SplitDialog
from giaoban_desktop.ui.directives.story_panel import StoryPanel
from giaoban_desktop.ui.flow import Flow
from giaoban_desktop.ui.page import Page, Place
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.split import Split
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views.attaching import ask_file
from giaoban_desktop.ui.views.directive_table import DirectiveModel, directive_table, take_theme
from giaoban_desktop.ui.widgets import (
    EmptyState,
    button,
    title,
)

PANEL_WIDTH, PANEL_LEAST, ROOM_FOR_PANEL = 402, 300, 760


class DirectivesPage(Page):
    """Saved views with counts, filter by unit, table, and the whole story of one directive."""

    kinds = frozenset({Kind.DIRECTIVES, Kind.MEETINGS, Kind.OFFICE})
    follows_period = True

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self._view, self._all = "open", list[DirectiveLine]()
        self._views = sorted_out((), session.today)
        self._done = self.page_action(_("Done"), "Ctrl+D", lambda: self._change_state(DirectiveState.DONE))
        self._under_way = self.page_action(_("Under way"), "", lambda: self._change_state(DirectiveState.UNDER_WAY))
        self._reopen = self.page_action(_("Open again"), "", lambda: self._change_state(DirectiveState.NOT_STARTED))
        self._hand_over = self.page_action(_("Handed over"), "", lambda: self._change_state(DirectiveState.HANDED_OVER))
        self._withdraw = self.page_action(_("Withdraw"), "", lambda: self._change_state(DirectiveState.WITHDRAWN))
        self._extend = self.page_action(_("Put off the deadline…"), "Ctrl+G", self._put_off)
        self._assign = self.page_action(_("Add lead and deadline…"), "Ctrl+L", self._add_lead)
        self._urgent = self.page_action(_("Urgent"), "Ctrl+U", self._toggle_urgent)
        self._urgent.setCheckable(True)
        self._split_up = self.page_action(_("Split by unit…"), "", self._split_by_unit)
        self._join = self.page_action(_("Join with another…"), "", self._join_with_another)
        self._calendar = self.page_action(_("Save deadlines for a calendar (.ics)…"), "", self._save_calendar)
        self._model = DirectiveModel()
        self.table = directive_table(self._model, theme, _("Directives"), place="directives")
        self.table.selectionModel().currentRowChanged.connect(lambda _index, _before: self._show_chosen())
        self._model.modelReset.connect(self._select_first)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._story = QScrollArea()
        self._story.setWidgetResizable(True)
        self._story.setFrameShape(QFrame.Shape.NoFrame)
        self._story.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._acts: tuple[QAction, ...] = (
            self._done,
            self._under_way,
            self._reopen,
            self._hand_over,
            self._withdraw,
            self._extend,
        )
        steps = (self._done, self._under_way, self._reopen)
        changing = (self._assign, self._extend, self._urgent, self._split_up, self._join)
        more = (*changing, self._hand_over, self._withdraw, self._calendar)
        self._attach = self.page_action(_("Attach…"), "Ctrl+T", self._attach_file)
        self._acts += (self._assign, self._urgent, self._split_up, self._join, self._attach)
        self.panel = StoryPanel(session, steps, more, self._attach)
        self.panel.entered.connect(self._add_note)
        self.progress, self.day, self.evidence = self.panel.progress, self.panel.day, self.panel.evidence
        self.table.installEventFilter(self)
        self._story.setWidget(self.panel)
        self._split = Split("directives", self._master(), self._story, wide=0)
        layout.addWidget(self._split)

    # Parts

    def _master(self) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        self._unit = QComboBox()
        self._unit.setMinimumWidth(180)
        self._unit.setAccessibleName(_("Unit"))
        self._unit.activated.connect(lambda _index: self._filter())
        self._meeting = QComboBox()
        self._meeting.setMinimumWidth(180)
        self._meeting.setAccessibleName(_("Meeting"))
        self._meeting.activated.connect(lambda _index: self._filter())
        head = Flow()
        for part in (title(_("Directives")), self._unit, self._meeting):
            head.addWidget(part)
        layout.addLayout(head)
        self._segments: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        segments = Flow(spacing=0)
        for name, words in VIEWS.items():
            made = button(_(words), look="segment")
            made.setCheckable(True)
            made.setChecked(name == self._view)
            made.clicked.connect(lambda _checked=False, chosen=name: self._choose_view(chosen))
            group.addButton(made)
            segments.addWidget(made)
            self._segments[name] = made
        self.by_unit, self.by_month = button(_("By &unit"), look="segment"), button(_("Mon&th"), look="segment")
        for other, name in ((self.by_unit, BY_UNIT), (self.by_month, BY_MONTH)):
            other.setCheckable(True)
            other.clicked.connect(lambda _checked=False, chosen=name: self._choose_view(chosen))
            group.addButton(other)
            segments.addWidget(other)
        layout.addLayout(segments)
        self._empty = EmptyState(_("No directives here"), _("What the leader demands in a briefing is listed here."))
        self.completion = CompletionView(self.theme)
        self.completion.unit_chosen.connect(self._show_unit)
        layout.addWidget(self.table, 1)
        self.month = MonthView(self.theme)
        self.month.chosen.connect(lambda _id: self._show_chosen())
        layout.addWidget(self.completion, 1)
        layout.addWidget(self.month, 1)
        layout.addWidget(self._empty, 1)
        return holder

    # Loading

    def load(self) -> None:
        """Read all directives and the units they may be filtered by."""
        self._all = self.session.read(directives.lines)
        self._units = self.session.read(overview.units_by_id)
        chosen = self._unit.currentData()
        self._unit.clear()
        self._unit.addItem(_("All units"), "")
        leads = {found.lead_id for found in self._all}
        for unit in self._units.values():
            if unit.id in leads:
                self._unit.addItem(unit.label, unit.id)
        self._unit.setCurrentIndex(max(0, self._unit.findData(chosen)))
        self._offer_meetings()
        self.panel.show_day(self.session.today)
        self._filter()

    def open_row(self, row_id: str) -> None:
        """Choose a directive; an empty id shows all."""
        self._unit.setCurrentIndex(0)
        self._meeting.setCurrentIndex(0)
        self._sift()
        self._choose_view("all")
        at = self._model.row_of(Place.of(row_id).row_id)
        if at >= 0:
            self.table.selectRow(at)

    @property
    def side_panel(self) -> QWidget:
        """The whole story of the chosen directive."""
        return self._story

    def panes(self) -> list[QWidget]:
        """The table, the story."""
        shown = {BY_UNIT: self.completion.table, BY_MONTH: self.month.table}
        return [shown.get(self._view, self.table), self._story]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the story its width, in a small window a smaller one."""
        super().resizeEvent(event)
        self._story.setMinimumWidth(PANEL_LEAST)
        self._fold()
        self._split.propose([0, min(PANEL_WIDTH, max(PANEL_LEAST, self.width() * 34 // 100))])

    def take_focus(self) -> None:
        """The table."""
        self.panes()[0].setFocus()

    def take_theme(self, theme: Theme) -> None:
        """Draw in other colours, with columns that fit the font."""
        super().take_theme(theme)
        take_theme(self.table, theme)
        self.completion.take_theme(theme)
        self.month.take_theme(theme)
        self._fold()
        self.panel.fit()

    def commit_typing(self) -> None:
        """Nothing is stored before Enter; the line keeps what was typed."""

    def _fold(self) -> None:
        """The story beside the list, where there is room; none beside the table of units."""
        self.fold_side_panel(ROOM_FOR_PANEL)
        if self._view == BY_UNIT:
            self._story.hide()

    def _choose_view(self, name: str) -> None:
        self._view = name
        {**self._segments, BY_UNIT: self.by_unit, BY_MONTH: self.by_month}[name].setChecked(True)
        self._show_view()
        self._fold()
        if self.isVisible() and name in (BY_UNIT, BY_MONTH):
            self.panes()[0].setFocus()

    def _show_unit(self, unit_id: str) -> None:
        """The directives that a unit leads."""
        self._unit.setCurrentIndex(max(0, self._unit.findData(unit_id)))
        self._sift()
        self._choose_view("all")
        self.table.setFocus()

    def _offer_meetings(self) -> None:
        chosen = self._meeting.currentData()
        given = {found.meeting_id for found in self._all}
        self._meeting.clear()
        self._meeting.addItem(_("All meetings"), "")
        for meeting_id, name in reversed(self.session.read(meetings.names)):
            if meeting_id in given:
                self._meeting.addItem(name, meeting_id)
        self._meeting.setCurrentIndex(max(0, self._meeting.findData(chosen)))

    def _filter(self) -> None:
        self._sift()
        self._show_view()

    def _sift(self) -> None:
        """Sort out what the views show of the chosen unit and meeting."""
        today, unit_id, meeting_id = self.session.today, self._unit.currentData(), self._meeting.currentData()
        of_unit = [
            found
            for found in self._all
            if (not unit_id or found.lead_id == unit_id) and (not meeting_id or found.meeting_id == meeting_id)
        ]
        self._views = sorted_out(of_unit, today)
        for name, words in VIEWS.items():
            self._segments[name].setText(f"{_(words)} {len(self._views[name])}")

    def _show_view(self) -> None:
        self.completion.setVisible(self._view == BY_UNIT)
        self.month.setVisible(self._view == BY_MONTH)
        if self._view == BY_UNIT:
            self._show_completion()
            return
        if self._view == BY_MONTH:
            self._show_month()
            return
        shown = self._views[self._view]
        kept = self._chosen_id()
        self._model.set_rows(shown, self._units, self.session.today)
        self.table.setVisible(bool(shown))
        self._empty.setVisible(not shown)
        self.panel.setEnabled(bool(shown))
        at = self._model.row_of(kept)
        if at >= 0:
            self.table.selectRow(at)

    def _show_completion(self) -> None:
        period, today = self.session.period, self.session.today
        found = self.session.read(lambda book: directives.completed(book, period, as_of=today))
        self.completion.show_period(period, found, self._units)
        self.table.hide()
        self._empty.hide()
        self.panel.setEnabled(False)

    def _show_month(self) -> None:
        self.table.hide()
        self._empty.hide()
        due = [one for one in self._views["all"] if one.state is not DirectiveState.WITHDRAWN]
        self.month.show_lines(due, self._units, self.session.today, self.session.read(directives.recurrences))
        self._show_chosen()

    def _select_first(self) -> None:
        if self._model.rowCount():
            self.table.selectRow(0)

    def _chosen(self) -> Directive | None:
        chosen_id = self._chosen_id()
        return self.session.read(lambda book: directives.get(book, chosen_id)) if chosen_id else None

    def _chosen_id(self) -> str:
        if self._view == BY_MONTH:
            return self.month.chosen_id()
        index = self.table.currentIndex()
        return self._model.listed(index.row()).id if index.isValid() else ""

    def _show_chosen(self) -> None:
        found = self._chosen()
        self.panel.setEnabled(found is not None)
        if found is None:
            self.panel.show_none()
            for action in self._acts:
                action.setEnabled(False)
            return
        others = self.session.read(lambda book: directives.carried_on(book, found))
        said = self.session.read(lambda book: read_directives.statement_of(book, found)) if found.statement_id else None
        held = self.session.read(lambda book: attachments.evidence_of(book, found.id))
        item = self.session.read(lambda book: outcomes.item_of(book, found))
        self.panel.show_directive(found, others, self._units, self.session.today, said, item, held)
        self._done.setEnabled(found.is_open)
        self._under_way.setEnabled(found.state is DirectiveState.NOT_STARTED)
        self._reopen.setEnabled(not found.is_open)
        self._withdraw.setEnabled(found.is_open)
        self._hand_over.setEnabled(found.is_open)
        self._extend.setEnabled(found.is_open and found.deadline is not None and found.recurrence is None)
        self._assign.setEnabled(found.is_open and (found.lead_id is None or found.when == When()))
        self._urgent.setChecked(found.urgent)
        for action in (self._urgent, self._attach):
            action.setEnabled(True)
        self._split_up.setEnabled(found.is_open)
        self._join.setEnabled(found.is_open)

    # Changing

    def _change_state(self, state: DirectiveState) -> None:
        found = self._chosen()
        if found is None:
            return
        words = i18n.label(state)
        text = self.progress.text().strip() or words[:1].upper() + words[1:]
        day = self.panel.typed_day(self.session.today)
        if day is None:
            return
        self._keep_note(found, text, day, state)

    def _put_off(self) -> None:
        found = self._chosen()
        if found is not None and found.is_open and found.deadline is not None:
            ExtendDialog(self, self.session, found).open()

    def _add_lead(self) -> None:
        found = self._chosen()
        if found is not None and self._assign.isEnabled():
            AssignDialog(self, self.session, found, self._units).open()

    def _save_calendar(self) -> None:
        """Write the open deadlines of the chosen unit and meeting to a file that the clerk names."""
        file = calendar.ask_file(self)
        if file is not None:
            self.write_calendar(file)

    def write_calendar(self, file: Path) -> None:
        """Write the open deadlines that the page shows by unit and meeting to a calendar file."""
        shown = {one.id for one in self._views["open"]}
        calendar.write(self.session, file, shown, self._units, lambda words: self.panel.say(words, "done"))

    def _add_note(self) -> None:
        found, text, day = self._chosen(), self.progress.text().strip(), self.panel.typed_day(self.session.today)
        if found is not None and self.panel.files and not text:
            self.panel.say(_("Write what became of it; the file goes with that note."), "over")
            self.progress.setFocus()
            return
        if found is None or not text or day is None:
            return
        self._keep_note(found, text, day, None)

    def _keep_note(self, found: Directive, text: str, day: date, state: DirectiveState | None) -> None:
        paper, by, files = self.evidence.text().strip(), self.panel.by.text().strip(), tuple(self.panel.files)
        if self.session.do(
            lambda book: directives.note(book, found.id, text, on=day, by=by, state=state, evidence=paper, files=files)
        ):
            self.panel.clear_typed(found.id)

    def _attach_file(self) -> None:
        """Let a file go with the note that is being written."""
        chosen_id = self._chosen_id()

        if chosen_id:
            ask_file(self, self.session, lambda stored: self.panel.hold_file(chosen_id, stored))

    def _toggle_urgent(self) -> None:
        found = self._chosen()
        if found is not None:
            self.session.do(lambda book: directives.mark_urgent(book, found.id, urgent=not found.urgent))

    def _split_by_unit(self) -> None:
        found = self._chosen()
        if found is not None and found.is_open:
            SplitDialog(self, self.session, found, self._units).open()

    def _join_with_another(self) -> None:
        found = self._chosen()
        if found is not None and found.is_open:
            today = self.session.today
            others = self.session.read(lambda book: directives.listed(book, as_of=today, only_open=True))
            JoinDialog(self, self.session, found, others, self._units).open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes from a row to the line for its progress."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() not in keys:
                return False
            self._story.show()
            self.progress.setFocus()
            return True
        return super().eventFilter(watched, event)
