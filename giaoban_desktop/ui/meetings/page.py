"""Hội nghị: the meetings by year, and the editor of the chosen one, which keeps what is typed by itself."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from giaoban_desktop.domain.meetings import Meeting, MeetingState, short_name
from giaoban_desktop.i18n import _
from giaoban_desktop.services import meetings, overview, people
from giaoban_desktop.services.book import Book
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.ui import icons
from giaoban_desktop.ui.fields import commit_composed
from giaoban_desktop.ui.flow import Flow
from giaoban_desktop.ui.leaving import Leaving
from giaoban_desktop.ui.meetings.agenda_tab import AgendaTab
from giaoban_desktop.ui.meetings.attendance_tab import AttendanceTab
from giaoban_desktop.ui.meetings.conclusion_tab import ConclusionTab
from giaoban_desktop.ui.meetings.editing import EditorTab, Setting
from giaoban_desktop.ui.meetings.figures_tab import FiguresTab
from giaoban_desktop.ui.meetings.general_tab import GeneralTab
from giaoban_desktop.ui.meetings.papers_tab import PapersTab
from giaoban_desktop.ui.meetings.reports_tab import ReportsTab
from giaoban_desktop.ui.page import NEW, Page, Place
from giaoban_desktop.ui.sample_office import make_sample
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.split import Split
from giaoban_desktop.ui.style import HEIGHT_AT_100
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views import states
from giaoban_desktop.ui.views.meeting_list import MeetingListModel, meeting_list, take_theme
from giaoban_desktop.ui.widgets import EmptyState, action_button, panel, row, set_look, text_label, title

LIST_WIDTH, LIST_NARROW, NARROW_BELOW = 280, 216, 960


PARTS = ("general", "attendance", "agenda", "reports", "figures", "conclusion", "papers")
"""The parts of the editor in the order of their tabs."""
_Part = TypeVar("_Part", bound=EditorTab)


class MeetingsPage(Page):
    """List at the left, editor at the right. The period in the top bar changes nothing here."""

    kinds = frozenset(Kind) - {Kind.PACKAGES}

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self.meeting: Meeting | None = None
        self._refused: Meeting | None = None
        self._is_busy = False
        self._present: list[EditorTab] = []
        self._make_actions()
        self.model = MeetingListModel(by_year=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._right = QStackedWidget()
        self.empty = EmptyState(
            _("No meeting yet"),
            _("Each briefing is recorded as one meeting: who came, what was reported, concluded and demanded."),
            f"{_('Record the first meeting')} (Ctrl+N)",
            self._start_next,
            steps=(
                ("users-three", _("Choose period and host"), _("Units and officials come from the settings.")),
                ("table", _("Record figures and directives"), _("Typed into tables; kept at once.")),
                (
                    "file-text",
                    _("Print the minutes, make the package"),
                    _("Laid out after Decree 30/2020/NĐ-CP, one file for the superior."),
                ),
            ),
            link=(_("See a whole sample office first (a file of its own)"), self._open_sample),
            theme=theme,
        )
        self._right.addWidget(self._editor())
        self._right.addWidget(self.empty)
        master = self._master()
        master.setMinimumWidth(LIST_NARROW)
        self._split = Split("meetings", master, self._right, wide=1)
        layout.addWidget(self._split)

    def _make_actions(self) -> None:
        self._new = self.page_action(_("New meeting"), "Ctrl+N", self._start_next)
        self._minutes = self.page_action(_("See the minutes"), "Ctrl+P", self._see_minutes)
        self._add = self.page_action(_("Add an entry"), "", lambda: self.tab.add())
        self._add.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        self._up = self.page_action(_("Move up"), "Alt+Up", lambda: self.tab.rearrange(-1))
        self._down = self.page_action(_("Move down"), "Alt+Down", lambda: self.tab.rearrange(1))
        self._withdraw = self.page_action(_("Withdraw the meeting"), "", self._withdraw_chosen)
        self._restore = self.page_action(_("Restore the meeting"), "", self._restore_chosen)

    # Parts

    def _master(self) -> QWidget:
        holder = panel("masterColumn")
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 16, 0, 0)
        layout.setSpacing(8)
        head = title(_("Meetings"))
        head.setContentsMargins(16, 0, 16, 0)
        layout.addWidget(head)
        self.new_button = action_button(self._new, icon="plus", theme=self.theme)
        self.new_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        place = row(self.new_button)
        place.setContentsMargins(16, 0, 16, 0)
        layout.addLayout(place)
        self.hint = text_label(_("The meetings that are recorded stand here, the newest on top."), "secondary")
        self.hint.setContentsMargins(16, 8, 16, 0)
        layout.addWidget(self.hint)
        self.list = meeting_list(self.model, self.theme, _("Meetings"))
        self.list.selectionModel().currentChanged.connect(lambda index, _before: self._when_chosen(index.row()))
        layout.addWidget(self.list, 1)
        return holder

    def _editor(self) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(24, 16, 24, 0)
        layout.setSpacing(8)
        self._name = title("")
        self._pill = QFrame()
        self._pill.setProperty("look", "pill")
        pill_layout = QHBoxLayout(self._pill)
        pill_layout.setContentsMargins(8, 4, 8, 4)
        self._state = QLabel()
        pill_layout.addWidget(self._state)
        head = Flow(last_at_edge=True)
        for part in (self._name, self._pill, action_button(self._minutes, look="primary")):
            head.addWidget(part)
        layout.addLayout(head)
        self.notice = QFrame()
        self.notice.setProperty("look", "soonNotice")
        notice_layout = QHBoxLayout(self.notice)
        notice_layout.setContentsMargins(12, 8, 12, 8)
        self.why = text_label("")
        notice_layout.addWidget(self.why, 1)
        notice_layout.addWidget(self._restore_button())
        layout.addWidget(self.notice)
        self.tabs, self._stack = QTabBar(), QStackedWidget()
        self.tabs.setAccessibleName(_("Parts of the meeting"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for words in (
            _("&General"),
            _("&Attendance"),
            _("Ag&enda"),
            _("&Reports, discussion"),
            _("&Figures"),
            _("&Conclusion, directives"),
            _("&Papers"),
        ):
            self.tabs.addTab(words)
        self.tabs.currentChanged.connect(self._show_tab)
        layout.addWidget(self.tabs)
        layout.addWidget(self._stack, 1)
        return holder

    def _restore_button(self) -> QWidget:
        made = action_button(self._restore)
        self._restore.changed.connect(lambda: made.setVisible(self._restore.isVisible()))
        return made

    # Parts of the editor, each built when it is first shown

    @cached_property
    def general(self) -> GeneralTab:
        """When and where, who hosts and leads."""
        return self._built(GeneralTab(lambda: self.session.today))

    @cached_property
    def attendance(self) -> AttendanceTab:
        """Who came."""
        return self._built(AttendanceTab(self.theme))

    @cached_property
    def agenda(self) -> AgendaTab:
        """What is gone through, and the legal bases."""
        return self._built(AgendaTab(lambda: self.session.today))

    @cached_property
    def reports(self) -> ReportsTab:
        """What was reported and said."""
        return self._built(ReportsTab(self.theme))

    @cached_property
    def figures(self) -> FiguresTab:
        """The figures of the period."""
        made = FiguresTab(self.session, self.theme, self)
        self.addActions(made.commands)
        return self._built(made)

    @cached_property
    def conclusion(self) -> ConclusionTab:
        """What was concluded and demanded."""
        return self._built(ConclusionTab(self.session, self.theme, self))

    @cached_property
    def papers(self) -> PapersTab:
        """The minutes as they would be printed."""
        made = PapersTab(self.session, self.theme, self._minutes)
        made.wanted.connect(self._go_to)
        return self._built(made)

    def part(self, at: int) -> EditorTab:
        """The part of a tab, built now if it was not yet."""
        found = getattr(self, PARTS[at])
        assert isinstance(found, EditorTab)
        return found

    @property
    def parts(self) -> tuple[EditorTab, ...]:
        """All parts in the order of the tabs."""
        return tuple(self.part(at) for at in range(len(PARTS)))

    @property
    def tab(self) -> EditorTab:
        """The part of the editor in front."""
        return self.part(self.tabs.currentIndex())

    def _built(self, part: _Part) -> _Part:
        """Take a part in, and let it show the meeting that is open."""
        self._present.append(part)
        self._stack.addWidget(part)
        part.edited.connect(self._when_edited)
        if self.meeting is not None:
            was_busy, self._is_busy = self._is_busy, True
            part.show_meeting(self.meeting, self._setting, read_only=not self.meeting.is_editable)
            part.remember_typing(self.meeting.id)
            self._is_busy = was_busy
        return part

    # Loading

    def load(self) -> None:
        """Read the meetings; the open one stays open, and what is typed in it stays where nothing changed."""
        self._show_list()
        row_of = self.model.row_of(self.meeting.id) if self.meeting else -1
        self._right.setCurrentIndex(0 if self.model.first_row() >= 0 else 1)
        self.hint.setVisible(self.model.first_row() < 0)
        found = self.model.meeting(row_of) if row_of >= 0 else None
        if found is None and self.model.first_row() >= 0:
            found = self.model.meeting(self.model.first_row())
        if found is None:
            self.meeting = None
            self._offer(None)
        else:
            self._show(found.id)

    def open_row(self, row_id: str) -> None:
        """Open a meeting; where a field of it is named, its tab comes to the front and the field takes the keyboard."""
        place = Place.of(row_id)
        if place.row_id == NEW:
            self._start_next()
        elif self.model.row_of(place.row_id) >= 0:
            self.save()
            self._show(place.row_id)
            self._go_to(place.field)

    def _go_to(self, field: str) -> None:
        for at in range(len(PARTS)) if field else ():
            part = self.part(at)
            control = part.control_of(field)
            if control is not None:
                self.tabs.setCurrentIndex(at)
                control.setFocus(Qt.FocusReason.OtherFocusReason)
                part.ensureWidgetVisible(control)
                return

    def panes(self) -> list[QWidget]:
        """The list, the editor."""
        return [self.list, self._right]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list its width: more for larger letters, less in a small window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        larger = self.fontMetrics().height() / HEIGHT_AT_100
        wanted = LIST_NARROW if self.width() < NARROW_BELOW else round(LIST_WIDTH * larger)
        self._split.propose([min(wanted, self.width() // 3), 0])

    def take_focus(self) -> None:
        """The list of meetings, or the button that starts the first."""
        if self.model.first_row() < 0 and self.empty.start_button:
            self.empty.start_button.setFocus()
        else:
            self.list.setFocus()

    def take_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        take_theme(self.list, theme)
        for part in self._present:
            part.take_theme(theme)
        self.new_button.setIcon(icons.icon("plus", theme.text, theme.disabled))
        super().take_theme(theme)
        self._fit()

    def commit_typing(self) -> None:
        """Finish the syllable being composed, and keep what is typed."""
        commit_composed()
        self.save()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is typed when another page comes to the front."""
        if self.window().isVisible():  # else the window itself goes, which has committed what was typed
            self.commit_typing()
        super().hideEvent(event)

    def _show_list(self) -> None:
        units = self.session.read(overview.units_by_id)
        found = sorted(
            self.session.read(meetings.listed), key=lambda one: (one.held_on, one.period.last_on), reverse=True
        )
        self._is_busy = True
        self.model.set_rows(found, {one.id: units[one.host_id].label for one in found})
        if self.meeting is not None and self.model.row_of(self.meeting.id) >= 0:
            self.list.setCurrentIndex(self.model.index(self.model.row_of(self.meeting.id)))
        self._is_busy = False
        forces_first = dict(sorted(units.items(), key=lambda entry: not entry[1].is_force))
        fields, known = self.session.read(meetings.fields), self.session.read(people.listed)
        self._setting = Setting(forces_first, tuple(fields), tuple(known))

    def _show(self, meeting_id: str) -> None:
        before = self.meeting
        found = self.session.read(lambda book: meetings.get(book, meeting_id))
        self.meeting = found
        self._is_busy = True
        self.list.setCurrentIndex(self.model.index(self.model.row_of(meeting_id)))
        self._offer(found)
        read_only = not found.is_editable
        if before != found:
            for part in self._present:
                part.show_meeting(found, self._setting, read_only=read_only)
                part.remember_typing(found.id)
        else:
            for beside in self._beside():
                beside.show_meeting(found, self._setting, read_only=read_only)
        self._stack.setCurrentWidget(self.tab)
        self._is_busy = False

    def _offer(self, found: Meeting | None) -> None:
        """Show name and state, and what can be done in that state."""
        state = found.state if found else None
        is_draft = state is MeetingState.DRAFT
        for action in (self._add, self._up, self._down, self._withdraw):
            action.setEnabled(is_draft)
        self._minutes.setEnabled(found is not None and state is not MeetingState.WITHDRAWN)
        self._restore.setVisible(state is MeetingState.WITHDRAWN)
        self.notice.setVisible(not is_draft)
        if found is None:
            return
        shown = states.meeting(found.state)
        self._name.setText(short_name(found.kind, found.period))
        self._name.setToolTip(found.title)
        self._state.setText(shown.words)
        set_look(self._state, shown.color if shown.color != "text2" else "secondary")
        self.why.setText(_why_frozen(found.state))

    # Typing

    def save(self) -> None:
        """Keep what is typed in one act, when something changed."""
        if self._is_busy or self.meeting is None or not self.meeting.is_editable:
            return
        self._is_busy = True
        try:
            beside = self._beside()
            for part in beside:
                if isinstance(part, FiguresTab):  # its cells, before the meeting that they belong to changes
                    part.commit()
            self._save_meeting(self.meeting)
            for part in beside:
                part.commit()
        finally:
            self._is_busy = False

    def _when_edited(self) -> None:
        if self.isVisible():  # a field that goes with its window tells too; it was committed before
            self.save()

    def _save_meeting(self, before: Meeting) -> None:
        typed = before
        for part in self._present:
            typed = part.collect(typed)
        if typed in (before, self._refused):
            return
        if not self.session.do(lambda book: meetings.save(book, typed), initiator=self):
            self._refused = typed
            return
        self._refused = None
        self.meeting = self.session.read(lambda book: meetings.get(book, before.id))
        self._show_list()
        self._is_busy = True
        self._offer(self.meeting)
        for beside in self._beside():
            if not isinstance(beside, ConclusionTab) or typed.held_on != before.held_on:
                beside.show_meeting(self.meeting, self._setting, read_only=False)

    def _show_tab(self, at: int) -> None:
        commit_composed()
        self.save()
        self._stack.setCurrentWidget(self.part(at))

    def _beside(self) -> list[EditorTab]:
        """The parts that show more than the meeting itself, as far as they are built."""
        return [part for part in self._present if isinstance(part, FiguresTab | ConclusionTab | PapersTab)]

    def _when_chosen(self, at: int) -> None:
        found = self.model.meeting(at) if at >= 0 and not self._is_busy else None
        if found is not None and (self.meeting is None or found.id != self.meeting.id):
            self.save()
            self._show(found.id)

    # Doing

    def _start_next(self) -> None:
        self.commit_typing()
        started: list[str] = []

        def start(book: Book) -> Changes:
            today, period = self.session.today, self.session.period
            if self.model.first_row() < 0:
                changes, meeting_id = meetings.start_first(book, period, today=today)
            else:
                changes, meeting_id = meetings.start_next(book, today=today)
            started.append(meeting_id)
            return changes

        if self.session.do(start, initiator=self):
            self.load()
            self._show(started[0])
            self.tabs.setCurrentIndex(0)
            self.general.told["held_on"].control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_sample(self) -> None:
        file = make_sample(self)
        if file is not None:
            self.leaving.emit(Leaving(file))

    def _withdraw_chosen(self) -> None:
        found = self.meeting
        if found is not None:
            self.commit_typing()
            self.session.do(lambda book: meetings.withdraw(book, found.id))

    def _restore_chosen(self) -> None:
        found = self.meeting
        if found is not None:
            self.session.do(lambda book: meetings.restore(book, found.id))

    def _see_minutes(self) -> None:
        self.commit_typing()
        if self.meeting is not None:
            self.open_requested.emit("documents", self.meeting.id)


def _why_frozen(state: MeetingState) -> str:
    if state is MeetingState.WITHDRAWN:
        return _("This meeting is withdrawn. Restore it to go on writing.")
    if state is MeetingState.READY:
        return _(
            "The minutes are frozen for signature, so nothing here can be changed."
            " Take them back to draft on the page Papers to go on writing."
        )
    if state is MeetingState.ISSUED:
        return _("The minutes are issued and stay as they were signed. Put right what is wrong in the next meeting.")
    return ""
