"""Review: what was demanded before this meeting and is not done, and what became of it by its day."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from giaoban_desktop import i18n
from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.directives import Directive, DirectiveState
from giaoban_desktop.domain.meetings import Meeting
from giaoban_desktop.domain.series import is_reviewed
from giaoban_desktop.domain.text import shorten
from giaoban_desktop.i18n import _, ngettext
from giaoban_desktop.services import directives, series
from giaoban_desktop.ui.drafts import aside, follow, put_aside
from giaoban_desktop.ui.flow import flowing
from giaoban_desktop.ui.meetings.editing import EditorTab, Setting
from giaoban_desktop.ui.page import Place
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views.directive_table import DirectiveModel, directive_table, take_theme
from giaoban_desktop.ui.views.story import told
from giaoban_desktop.ui.widgets import button, field, text_label

TABLE_HEIGHT = 200
"""The least height of the table; below it the tab scrolls."""


LAST = 3
"""How many of the last words about a directive stand below the table."""


class ReviewTab(EditorTab):
    """Directives of earlier meetings with their last word; a line writes what is said of one, dated by the meeting or,
    before its day, by today.
    """

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(_("Review of what was demanded"))
        self._session = session
        self._meeting: Meeting | None = None
        self._setting = Setting({}, ())
        self._shown_id = ""
        self.about, self.last = text_label("", "secondary"), text_label("")
        self.model = DirectiveModel()
        self.table = directive_table(self.model, theme, self.accessibleName(), place="review")
        self.table.setMinimumHeight(TABLE_HEIGHT)
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.progress = QLineEdit()
        self.progress.setPlaceholderText(_("What was said of it in this meeting; Enter adds"))
        self.progress.returnPressed.connect(self._note)
        self.done = button(_("&Done"), look="primary")
        self.done.clicked.connect(lambda _checked=False: self._note(DirectiveState.DONE))
        self.setFocusProxy(self.table)
        layout = QVBoxLayout(self.inner)
        layout.setContentsMargins(0, 12, 0, 12)
        layout.setSpacing(8)
        layout.addWidget(self.about)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.last)
        layout.addWidget(field(_("What &became of it"), self.progress))
        layout.addWidget(flowing(self.done))

    def show_meeting(self, meeting: Meeting, setting: Setting, *, read_only: bool) -> None:
        """Show what the meeting reviews, read when the tab is in front."""
        if self._meeting is not None and self._meeting.id != meeting.id and self._shown_id:
            put_aside(self._session, self._place(), str(self.progress.property("draftLabel")), self.progress.text())
            self._shown_id = ""
        self._meeting, self._setting = meeting, setting
        for part in (self.progress, self.done):
            part.setEnabled(not read_only)
        if self.isVisible():
            self._load()

    def collect(self, meeting: Meeting) -> Meeting:
        """The meeting as it is: notes are kept with their directives."""
        return meeting

    def control_of(self, field: str) -> QWidget | None:
        """The line in which a note is typed, after its directive was chosen."""
        name, _sign, directive_id = field.partition(".")
        if name != "review":
            return None
        self._load()
        at = self.model.row_of(directive_id)
        if at >= 0:
            self.table.selectRow(at)
        return self.progress

    def take_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        take_theme(self.table, theme)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while another tab was in front."""
        super().showEvent(event)
        self._load()

    def _load(self) -> None:
        meeting = self._meeting
        if meeting is None:
            return
        chosen = self._chosen()
        found = self._session.read(lambda book: series.under_review(book, meeting))
        self.model.set_rows(found, self._setting.units, meeting.held_on)
        count = ngettext("{count} directive", "{count} directives", len(found)).format(count=len(found))
        words = (
            _("{count} of earlier meetings not done before {day}. They are printed: the agenda has their review.")
            if is_reviewed(meeting)
            else _("{count} of earlier meetings not done before {day}. They are not printed: the agenda has no review.")
        )
        self.about.setText(words.format(count=count, day=short_date(meeting.held_on)))
        for part in (self.table, self.last, self.progress, self.done):
            part.setVisible(bool(found))
        at = self.model.row_of(chosen.id) if chosen else -1
        if found:
            self.table.selectRow(max(0, at))

    def _chosen(self) -> Directive | None:
        index = self.table.currentIndex()
        return self.model.directive(index.row()) if index.isValid() and index.row() < self.model.rowCount() else None

    def _show_chosen(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        found = self.model.directive(index.row()) if index.isValid() else None
        if found is None:
            return
        if found.id != self._shown_id:
            self._turn_to(found)
        lines = [found.text]
        lines += [f"{head}: {words}" for head, words in told(found)[:LAST]]
        self.last.setText("\n".join(lines))

    def _turn_to(self, found: Directive) -> None:
        """Put aside what is typed for the directive shown before, and show what was begun for this one."""
        if self._shown_id:
            put_aside(self._session, self._place(), str(self.progress.property("draftLabel")), self.progress.text())
        self._shown_id = found.id
        follow(self.progress, self._place(), f"{self.accessibleName()}: {shorten(found.text, 60)}", waits=True)
        self.progress.setText(aside(self._session, self._place()))

    def _place(self) -> str:
        """Where what is typed for the directive that is shown is remembered."""
        return f"meetings/{Place(self._meeting.id if self._meeting else '', f'review.{self._shown_id}')}"

    def _note(self, state: DirectiveState | None = None) -> None:
        """Keep what is typed, dated by the meeting; with a state also without words."""
        found, meeting, text = self._chosen(), self._meeting, self.progress.text().strip()
        if found is None or meeting is None or not (text or state):
            return
        words = text or i18n.label(DirectiveState.DONE).capitalize()
        on = min(meeting.held_on, self._session.today)  # of a meeting that is prepared nothing was said on its day yet
        if self._session.do(lambda book: directives.note(book, found.id, words, on=on, state=state)):
            self.progress.clear()
            put_aside(self._session, self._place(), "", "")
            self._load()
            if self.isVisible():
                self.table.setFocus()
