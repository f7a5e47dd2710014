"""Chỉ đạo: what is open, for whom, until when; and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from giaoban_desktop import i18n
from giaoban_desktop.domain.dates import parse_date, short_date
from giaoban_desktop.domain.directives import Deadline, Directive, DirectiveState
from giaoban_desktop.domain.meetings import short_name
from giaoban_desktop.domain.periods import quarter
from giaoban_desktop.errors import InputError
from giaoban_desktop.i18n import N_, _
from giaoban_desktop.services import directives, meetings, overview
from giaoban_desktop.services.changes import Kind
from giaoban_desktop.ui.directives.completion import CompletionView
from giaoban_desktop.ui.directives.extend_dialog import ExtendDialog
from giaoban_desktop.ui.drafts import follow
from giaoban_desktop.ui.flow import Flow
from giaoban_desktop.ui.page import Page, Place
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.split import Split
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views import states
from giaoban_desktop.ui.views.directive_table import DirectiveModel, directive_table, take_theme
from giaoban_desktop.ui.views.story import facts, told
from giaoban_desktop.ui.widgets import (
    EmptyState,
    action_button,
    button,
    field,
    heading,
    panel,
    set_look,
    text_label,
    title,
)

PANEL_WIDTH, PANEL_LEAST, ROOM_FOR_PANEL = 402, 300, 760
View = Callable[[Directive, date], bool]
VIEWS: dict[str, tuple[str, View]] = {
    "open": (N_("Open"), lambda found, today: found.is_open),
    "overdue": (N_("Overdue"), lambda found, today: found.is_overdue(today)),
    "soon": (
        N_("Due in 7 days"),
        lambda found, today: 0 <= (found.days_left(today) or 0) <= 7 and _has_days(found, today),
    ),
    "quarter": (
        N_("Due this quarter"),
        lambda found, today: found.is_open and found.deadline is not None and _is_this_quarter(found.deadline, today),
    ),
    "standing": (N_("Standing"), lambda found, today: found.standing and found.is_open),
    "closed": (N_("Closed"), lambda found, today: not found.is_open),
    "all": (N_("All"), lambda found, today: True),
}


BY_UNIT = "by_unit"
"""Instead of a list: what became of the demands of the period, unit by unit."""


def _is_this_quarter(deadline: Deadline, today: date) -> bool:
    now = quarter(today.year, (today.month + 2) // 3)
    return now.first_on <= deadline.due_on <= now.last_on


def _has_days(found: Directive, today: date) -> bool:
    return found.days_left(today) is not None


class DirectivesPage(Page):
    """Saved views with counts, filter by unit, table, and the whole story of one directive."""

    kinds = frozenset({Kind.DIRECTIVES, Kind.MEETINGS, Kind.OFFICE})
    follows_period = True

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self._view, self._all = "open", list[Directive]()
        self._done = self.page_action(_("Done"), "Ctrl+D", lambda: self._change_state(DirectiveState.DONE))
        self._under_way = self.page_action(_("Under way"), "", lambda: self._change_state(DirectiveState.UNDER_WAY))
        self._reopen = self.page_action(_("Open again"), "", lambda: self._change_state(DirectiveState.NOT_STARTED))
        self._withdraw = self.page_action(_("Withdraw"), "", lambda: self._change_state(DirectiveState.WITHDRAWN))
        self._extend = self.page_action(_("Put off the deadline…"), "Ctrl+G", self._put_off)
        self._model = DirectiveModel()
        self.table = directive_table(self._model, theme, _("Directives"), place="directives")
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self._model.modelReset.connect(self._select_first)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._story = QScrollArea()
        self._story.setWidgetResizable(True)
        self._story.setFrameShape(QFrame.Shape.NoFrame)
        self._story.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._story.setWidget(self._detail())
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
        for name, (words, _test) in VIEWS.items():
            made = button(_(words), look="segment")
            made.setCheckable(True)
            made.setChecked(name == self._view)
            made.clicked.connect(lambda _checked=False, chosen=name: self._choose_view(chosen))
            group.addButton(made)
            segments.addWidget(made)
            self._segments[name] = made
        self.by_unit = button(_("By &unit"), look="segment")
        self.by_unit.setCheckable(True)
        self.by_unit.clicked.connect(lambda _checked=False: self._choose_view(BY_UNIT))
        group.addButton(self.by_unit)
        segments.addWidget(self.by_unit)
        layout.addLayout(segments)
        self._empty = EmptyState(_("No directives here"), _("What the leader demands in a briefing is listed here."))
        self.completion = CompletionView(self.theme)
        self.completion.unit_chosen.connect(self._show_unit)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.completion, 1)
        layout.addWidget(self._empty, 1)
        return holder

    def _detail(self) -> QWidget:
        self.panel = panel("sidePanel")
        layout = QVBoxLayout(self.panel)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(8)
        self._state, self._words, self._facts = text_label(""), text_label("", "section"), text_label("", "secondary")
        self.progress, self.day = QLineEdit(), QLineEdit()
        self.day.setFixedWidth(self.day.fontMetrics().horizontalAdvance("00/00/0000") + 28)
        self._wrong = text_label("", "over")
        self._history = QListWidget()
        self._history.setWordWrap(True)
        self._history.setAccessibleName(_("Progress so far"))
        self.progress.returnPressed.connect(self._add_note)
        self.day.returnPressed.connect(self._add_note)
        self.progress.setPlaceholderText(_("What became of it; Enter adds"))
        layout.addWidget(self._state)
        layout.addWidget(self._words)
        layout.addWidget(self._facts)
        steps = Flow()
        steps.addWidget(action_button(self._done, look="primary"))
        for action in (self._under_way, self._reopen, self._extend):
            steps.addWidget(action_button(action))
        layout.addLayout(steps)
        layout.addSpacing(16)
        layout.addWidget(heading(_("Progress")))
        entry = QHBoxLayout()
        entry.addWidget(field(_("N&ote"), self.progress), 1)
        entry.addWidget(field(_("Da&y"), self.day))
        layout.addLayout(entry)
        layout.addWidget(self._wrong)
        layout.addWidget(self._history, 1)
        self.table.installEventFilter(self)
        return self.panel

    # Loading

    def load(self) -> None:
        """Read all directives and the units they may be filtered by."""
        today = self.session.today
        self._all = self.session.read(lambda book: directives.listed(book, as_of=today))
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
        self.day.setText(short_date(today))
        self._filter()

    def open_row(self, row_id: str) -> None:
        """Choose a directive; an empty id shows all."""
        self._unit.setCurrentIndex(0)
        self._meeting.setCurrentIndex(0)
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
        return [self.completion.table if self._view == BY_UNIT else self.table, self._story]

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
        self._fold()
        self.day.setFixedWidth(self.day.fontMetrics().horizontalAdvance("00/00/0000") + 28)

    def commit_typing(self) -> None:
        """Nothing is stored before Enter; the line keeps what was typed."""

    def _fold(self) -> None:
        """The story beside the list, where there is room; none beside the table of units."""
        self.fold_side_panel(ROOM_FOR_PANEL)
        if self._view == BY_UNIT:
            self._story.hide()

    def _choose_view(self, name: str) -> None:
        self._view = name
        self._segments.get(name, self.by_unit).setChecked(True)
        self._filter()
        self._fold()
        if self.isVisible() and name == BY_UNIT:
            self.completion.table.setFocus()

    def _show_unit(self, unit_id: str) -> None:
        """The directives that a unit leads."""
        self._unit.setCurrentIndex(max(0, self._unit.findData(unit_id)))
        self._choose_view("all")
        self.table.setFocus()

    def _offer_meetings(self) -> None:
        chosen = self._meeting.currentData()
        given = {found.meeting_id for found in self._all}
        self._meeting.clear()
        self._meeting.addItem(_("All meetings"), "")
        for found in reversed(self.session.read(meetings.listed)):
            if found.id in given:
                self._meeting.addItem(short_name(found.kind, found.period), found.id)
        self._meeting.setCurrentIndex(max(0, self._meeting.findData(chosen)))

    def _filter(self) -> None:
        today, unit_id, meeting_id = self.session.today, self._unit.currentData(), self._meeting.currentData()
        of_unit = [
            found
            for found in self._all
            if (not unit_id or found.lead_id == unit_id) and (not meeting_id or found.meeting_id == meeting_id)
        ]
        for name, (words, test) in VIEWS.items():
            count = sum(test(found, today) for found in of_unit)
            self._segments[name].setText(f"{_(words)} {count}")
        self.completion.setVisible(self._view == BY_UNIT)
        if self._view == BY_UNIT:
            self._show_completion()
            return
        shown = [found for found in of_unit if VIEWS[self._view][1](found, today)]
        kept = self._chosen_id()
        self._model.set_rows(sorted(shown, key=lambda found: _urgency(found, today)), self._units, today)
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

    def _select_first(self) -> None:
        if self._model.rowCount():
            self.table.selectRow(0)

    def _chosen(self) -> Directive | None:
        index = self.table.currentIndex()
        return self._model.directive(index.row()) if index.isValid() else None

    def _chosen_id(self) -> str:
        found = self._chosen()
        return found.id if found else ""

    def _show_chosen(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        if not index.isValid():
            return
        found = self._model.directive(index.row())
        shown = states.directive(found, self.session.today)
        self._state.setText(shown.words)
        set_look(self._state, shown.color if shown.color != "text2" else "secondary")
        self._words.setText(found.text)
        follow(self.progress, f"directives/{Place(found.id, 'progress')}", f"{_('Progress')}: {found.text[:60]}")
        self._facts.setText(facts(found, self._units))
        self._done.setEnabled(found.is_open)
        self._under_way.setEnabled(found.state is DirectiveState.NOT_STARTED)
        self._reopen.setEnabled(not found.is_open)
        self._withdraw.setEnabled(found.is_open)
        self._extend.setEnabled(found.is_open and found.deadline is not None)
        self._history.clear()
        for head, words in told(found):
            self._history.addItem(f"{head}\n{words}")

    # Changing

    def _change_state(self, state: DirectiveState) -> None:
        found = self._chosen()
        if found is None:
            return
        words = i18n.label(state)
        text = self.progress.text().strip() or words[:1].upper() + words[1:]
        day = self._day()
        if day is None:
            return
        if self.session.do(lambda book: directives.note(book, found.id, text, on=day, state=state)):
            self.progress.clear()

    def _put_off(self) -> None:
        found = self._chosen()
        if found is not None and found.is_open and found.deadline is not None:
            ExtendDialog(self, self.session, found).open()

    def _add_note(self) -> None:
        found, text, day = self._chosen(), self.progress.text().strip(), self._day()
        if found is None or not text or day is None:
            return
        if self.session.do(lambda book: directives.note(book, found.id, text, on=day)):
            self.progress.clear()

    def _day(self) -> date | None:
        """The day typed beside the note; None, told beside the field, when it is none."""
        try:
            day = parse_date(self.day.text(), today=self.session.today)
        except InputError as error:
            self._wrong.setText(i18n.translate(error))
            set_look(self.day, "wrong")
            return None
        self._wrong.setText("")
        set_look(self.day, "")
        return day

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


def _urgency(found: Directive, today: date) -> tuple[int, date]:
    """Overdue and due first, then without a deadline, closed last, newest first among them."""
    if found.is_open and found.deadline is not None:
        return (0, found.deadline.due_on)
    return (1 if found.is_open else 2, date.fromordinal(date.max.toordinal() - found.given_on.toordinal()))
