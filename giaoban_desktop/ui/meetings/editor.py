"""The editor of one meeting: its name and state, and its parts under tabs; what is typed is kept by itself."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from giaoban_desktop.domain.cut_off import Days
from giaoban_desktop.domain.directives import Directive
from giaoban_desktop.domain.meetings import Meeting, MeetingState, short_name
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.errors import UserError
from giaoban_desktop.i18n import _
from giaoban_desktop.services import attachments, cut_off, meeting_typing, meetings, overview, people, read_directives
from giaoban_desktop.services.attachments import Stored
from giaoban_desktop.services.cut_off import DaysNotes
from giaoban_desktop.services.meeting_typing import Kept
from giaoban_desktop.ui.fields import commit_composed
from giaoban_desktop.ui.flow import Flow
from giaoban_desktop.ui.meetings.agenda_tab import AgendaTab
from giaoban_desktop.ui.meetings.attendance_tab import AttendanceTab
from giaoban_desktop.ui.meetings.conclusion_tab import ConclusionTab
from giaoban_desktop.ui.meetings.demand import Demands
from giaoban_desktop.ui.meetings.editing import EditorTab, Setting
from giaoban_desktop.ui.meetings.figures_tab import FiguresTab
from giaoban_desktop.ui.meetings.general_tab import GeneralTab
from giaoban_desktop.ui.meetings.papers_tab import PapersTab
from giaoban_desktop.ui.meetings.reports_tab import ReportsTab
from giaoban_desktop.ui.meetings.review_tab import ReviewTab
from giaoban_desktop.ui.newest_task import NewestTask
from giaoban_desktop.ui.page import DRAFTS, Page
from giaoban_desktop.ui.tabs import Tabs
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views import states
from giaoban_desktop.ui.views.attaching import ask_file
from giaoban_desktop.ui.widgets import action_button, set_look, text_label, title

PARTS = ("general", "attendance", "agenda", "review", "reports", "figures", "conclusion", "papers")
"""The parts of the editor in the order of their tabs."""
_Part = TypeVar("_Part", bound=EditorTab)


class MeetingEditor(QWidget):
    """Shows one meeting. `saved` tells that it was kept; `open_requested` asks for a place of another page."""

    saved = Signal()
    open_requested = Signal(str, str)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._session, self._theme = page, page.session, page.theme
        self._demands = Demands(page, lambda: self.meeting)
        self.meeting: Meeting | None = None
        self.setting = Setting({}, ())
        self._refused: Meeting | None = None
        self._is_busy = False
        self._present: list[EditorTab] = []
        self._preparing: NewestTask | None = None
        self._make_actions()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 0)
        layout.setSpacing(8)
        layout.addLayout(self._head())
        layout.addWidget(self._notice())
        self.tabs, self._stack = self._tab_bar(), QStackedWidget()
        layout.addWidget(self.tabs)
        layout.addWidget(self._stack, 1)

    def _make_actions(self) -> None:
        action = self._page.page_action
        self._minutes = action(_("See the minutes"), "Ctrl+P", self._see_minutes)
        self._add = action(_("Add an entry"), "", lambda: self.tab.add())
        self._add.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        self._up = action(_("Move up"), "Alt+Up", lambda: self.tab.rearrange(-1))
        self._down = action(_("Move down"), "Alt+Down", lambda: self.tab.rearrange(1))
        action(_("Next tab"), "Ctrl+Tab", lambda: self.tabs.step(1))
        action(_("Tab before"), "Ctrl+Shift+Tab", lambda: self.tabs.step(-1))
        self._demand = action(_("Make it a directive"), "Ctrl+D", self._make_directive)
        self._attach = action(_("Attach a file…"), "Ctrl+T", self._attach_file)
        self._withdraw = action(_("Withdraw the meeting"), "", self._withdraw_chosen)
        self._restore = action(_("Restore the meeting"), "", self._restore_chosen)

    def _head(self) -> Flow:
        self._name = title("")
        pill = QFrame()
        pill.setProperty("look", "pill")
        pill_layout = QHBoxLayout(pill)
        pill_layout.setContentsMargins(8, 4, 8, 4)
        self._state = QLabel()
        pill_layout.addWidget(self._state)
        head = Flow(last_at_edge=True)
        for part in (self._name, pill, action_button(self._minutes, look="primary")):
            head.addWidget(part)
        return head

    def _notice(self) -> QFrame:
        self.notice = QFrame()
        self.notice.setProperty("look", "soonNotice")
        layout = QHBoxLayout(self.notice)
        layout.setContentsMargins(12, 8, 12, 8)
        self.why = text_label("")
        layout.addWidget(self.why, 1)
        restore = action_button(self._restore)
        self._restore.changed.connect(lambda: restore.setVisible(self._restore.isVisible()))
        layout.addWidget(restore)
        return self.notice

    def _tab_bar(self) -> Tabs:
        tabs = Tabs(_("Parts of the meeting"))
        for words in (
            _("&General"),
            _("&Attendance"),
            _("Ag&enda"),
            _("Re&view"),
            _("&Reports, discussion"),
            _("&Figures"),
            _("&Conclusion, directives"),
            _("&Papers"),
        ):
            tabs.addTab(words)
        tabs.currentChanged.connect(self._show_tab)
        return tabs

    # Parts, each built when it is first shown

    @cached_property
    def general(self) -> GeneralTab:
        """When and where, who hosts and leads."""
        read = self._session.read

        def count(meeting: Meeting, period: Period) -> Days:
            held_on, own = meeting.held_on, meeting.id
            return read(lambda book: cut_off.counted_days(book, period, held_on=held_on, apart_from=own))

        def notes(meeting: Meeting) -> DaysNotes:
            return read(lambda book: cut_off.notes(book, meeting))

        return self._built(GeneralTab(lambda: self._session.today, count, notes))

    @cached_property
    def attendance(self) -> AttendanceTab:
        """Who came."""
        return self._built(AttendanceTab(self._session, self._theme))

    @cached_property
    def agenda(self) -> AgendaTab:
        """What is gone through, and the legal bases."""
        made = AgendaTab(lambda: self._session.today, self._demand, self._demands.find)
        made.wanted.connect(self.go_to)
        made.outcomes.meant.said.connect(self._keep_meaning)
        self._prepare_reading()
        return self._built(made)

    @cached_property
    def review(self) -> ReviewTab:
        """What was demanded before."""
        return self._built(ReviewTab(self._session, self._theme))

    @cached_property
    def reports(self) -> ReportsTab:
        """What was reported and said."""
        made = ReportsTab(self._theme, self._demand, self._demands.from_discussion)
        made.wanted.connect(self.go_to)
        made.meant.said.connect(self._keep_meaning)
        self._prepare_reading()
        return self._built(made)

    @cached_property
    def figures(self) -> FiguresTab:
        """The figures of the period."""
        made = FiguresTab(self._session, self._theme, self._page)
        self._page.addActions(made.commands)
        return self._built(made)

    @cached_property
    def conclusion(self) -> ConclusionTab:
        """What was concluded and demanded."""
        made = ConclusionTab(self._session, self._theme, self._page)
        made.wanted.connect(self.go_to)
        made.removed.connect(self._read_again)
        return self._built(made)

    @cached_property
    def papers(self) -> PapersTab:
        """The minutes as they would be printed."""
        made = PapersTab(self._session, self._theme, self._minutes, self._attach)
        made.drafts_wanted.connect(lambda: self.open_requested.emit(DRAFTS, ""))
        made.wanted.connect(self.go_to)
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

    def _prepare_reading(self) -> None:
        if self._preparing is None:
            self._preparing = NewestTask(self._session)
            self._preparing.start(lambda _progress: read_directives.prepare())

    def _built(self, part: _Part) -> _Part:
        """Take a part in, and let it show the meeting that is open."""
        self._present.append(part)
        self._stack.addWidget(part)
        part.edited.connect(self._when_edited)
        self._page.part_built.emit(part)
        if self.meeting is not None:
            was_busy, self._is_busy = self._is_busy, True
            part.show_meeting(self.meeting, self.setting, read_only=not self.meeting.is_editable)
            part.remember_typing(self.meeting.id)
            self._is_busy = was_busy
        return part

    # Showing

    def read_setting(self) -> None:
        """Read again what the choices are made of: units with the forces first, fields, officials."""
        units = self._session.read(overview.units_by_id)
        forces_first = dict(sorted(units.items(), key=lambda entry: not entry[1].is_force))
        fields, known = self._session.read(meetings.fields), self._session.read(people.listed)
        self.setting = Setting(forces_first, tuple(fields), tuple(known))

    def show_meeting(self, found: Meeting) -> None:
        """Show a meeting; where nothing in it changed, what is typed stays."""
        before, self.meeting = self.meeting, found
        self._is_busy = True
        self._offer(found)
        for part in self._present if before != found else self._beside():
            part.show_meeting(found, self.setting, read_only=not found.is_editable)
            if before != found:
                part.remember_typing(found.id)
        if before == found:
            self._tell_counted()  # what is counted by the meetings beside it, or the rule, may have changed
        self._stack.setCurrentWidget(self.tab)
        self._enter()
        self._is_busy = False

    def show_none(self) -> None:
        """No meeting is open."""
        self.meeting = None
        self._offer(None)

    def begin(self) -> None:
        """Put the keyboard into the first field of a meeting that was just made."""
        self.tabs.setCurrentIndex(0)
        self.general.told["held_on"].control.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, field: str) -> None:
        """Bring the tab of a field to the front and give the field the keyboard."""
        for at in range(len(PARTS)) if field else ():
            part = self.part(at)
            control = part.control_of(field)
            if control is not None:
                self.tabs.setCurrentIndex(at)
                control.setFocus(Qt.FocusReason.OtherFocusReason)
                part.ensureWidgetVisible(control)
                return

    def take_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        for part in self._present:
            part.take_theme(theme)

    def _offer(self, found: Meeting | None) -> None:
        """Show name and state, and what can be done in that state."""
        state = found.state if found else None
        is_draft = state is MeetingState.DRAFT
        for action in (self._add, self._up, self._down, self._withdraw):
            action.setEnabled(is_draft)
        for action in (self._minutes, self._attach):
            action.setEnabled(found is not None and state is not MeetingState.WITHDRAWN)
        self._restore.setVisible(state is MeetingState.WITHDRAWN)
        self.notice.setVisible(not is_draft)
        if found is None:
            return
        shown = states.meeting(found.state)
        self._name.setText(short_name(found.kind, found.period))
        self._name.setToolTip(found.title)
        self._state.setText(shown.words)
        set_look(self._state, shown.color if shown.color != "text2" else "secondary")
        self.why.setText(states.why_frozen(found.state))

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
        kept = Kept()
        is_kept = self._session.do(lambda book: meeting_typing.save(book, typed, kept), initiator=self._page)
        if is_kept:
            self.meeting = self._session.read(lambda book: meetings.get(book, before.id))
        told = [self._refuse(typed, name, error) for name, error in kept.refused.items()]
        self._refused = None if all(told) and (told or is_kept) else typed
        if not is_kept or self.meeting is None:
            return
        for error in kept.refused.values():
            self._session.refused.emit(error)
        if self.meeting.counted_to != typed.counted_to:  # it moved with the day of the meeting
            self.general.show_counted(self.meeting)
        self._tell_counted()
        self.read_setting()
        self.saved.emit()
        self._offer(self.meeting)
        for beside in self._beside():
            if not isinstance(beside, ConclusionTab) or typed.held_on != before.held_on:
                beside.show_meeting(self.meeting, self.setting, read_only=False)

    def _refuse(self, typed: Meeting, name: str, error: UserError) -> bool:
        """Tell at its field why a value was refused; False where no part has such a field."""
        meeting = self.meeting or typed
        return any(part.refuse(name, getattr(typed, name), error, meeting) for part in self._present)

    def _tell_counted(self) -> None:
        if self.meeting is not None and "general" in self.__dict__:
            self.general.tell_counted(self.meeting)

    def _show_tab(self, at: int) -> None:
        commit_composed()
        self.save()
        self._stack.setCurrentWidget(self.part(at))
        self._enter()

    def _beside(self) -> list[EditorTab]:
        """The parts that show more than the meeting itself, as far as they are built."""
        return [part for part in self._present if isinstance(part, FiguresTab | ReviewTab | ConclusionTab | PapersTab)]

    def _enter(self) -> None:
        """Let the part in front tell what may have changed, and offer to make a directive where something is chosen."""
        self._demand.setEnabled(False)
        if self.meeting is not None:
            self.tab.enter(self.meeting)

    # Doing

    def _keep_meaning(self, directive: Directive) -> None:
        if self._demands.keep_meaning(directive):
            self._read_again()

    def _make_directive(self) -> None:
        """Make a directive from what is chosen; one that was made from the same before is shown instead."""
        made = self._demands.make(self.tab)
        if made:
            self.go_to(f"directive.{made}.text")
        else:
            self._read_again()

    def _read_again(self) -> None:
        """Show what a directive, made or taken out, changed in the meeting."""
        if self.meeting is None:
            return
        meeting_id, was_busy, self._is_busy = self.meeting.id, self._is_busy, True
        self.meeting = self._session.read(lambda book: meetings.get(book, meeting_id))
        shown = self._beside()
        if "agenda" in self.__dict__ and self._refused is None:  # else what was typed there waits to be put right
            shown.append(self.agenda)
        for part in shown:
            part.show_meeting(self.meeting, self.setting, read_only=not self.meeting.is_editable)
        self._enter()
        self._is_busy = was_busy

    def _attach_file(self) -> None:
        """Let a photograph or a report that was handed in go with the meeting."""
        found = self.meeting
        if found is None:
            return

        def take(stored: Stored) -> None:
            today = self._session.today
            self._session.do(lambda book: attachments.attach_to_meeting(book, found.id, stored, on=today))

        ask_file(self._page, self._session, take)

    def _withdraw_chosen(self) -> None:
        found = self.meeting
        if found is not None:
            self._page.commit_typing()
            self._session.do(lambda book: meetings.withdraw(book, found.id))

    def _restore_chosen(self) -> None:
        found = self.meeting
        if found is not None:
            self._session.do(lambda book: meetings.restore(book, found.id))

    def _see_minutes(self) -> None:
        self._page.commit_typing()
        if self.meeting is not None:
            self.open_requested.emit("documents", self.meeting.id)
