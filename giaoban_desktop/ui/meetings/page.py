"""Hội nghị: the meetings by year, and the editor of the one that is open."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from giaoban_desktop.domain.meetings import Meeting
from giaoban_desktop.i18n import _
from giaoban_desktop.services import meetings, series
from giaoban_desktop.services.book import Book
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.ui import icons
from giaoban_desktop.ui.fields import commit_composed
from giaoban_desktop.ui.leaving import Leaving
from giaoban_desktop.ui.meetings.editor import MeetingEditor
from giaoban_desktop.ui.page import NEW, Page, Place
from giaoban_desktop.ui.sample_office import make_sample
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.split import Split
from giaoban_desktop.ui.style import HEIGHT_AT_100
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views.meeting_list import MeetingListModel, meeting_list, take_theme
from giaoban_desktop.ui.widgets import EmptyState, action_button, panel, row, text_label, title

LIST_WIDTH, LIST_NARROW, NARROW_BELOW = 280, 216, 960


class MeetingsPage(Page):
    """List at the left, editor at the right. The period in the top bar changes nothing here."""

    kinds = frozenset(Kind) - {Kind.PACKAGES}

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self._is_listing = False
        self._new = self.page_action(_("New meeting"), "Ctrl+N", self._start_next)
        self.model = MeetingListModel(by_year=True)
        self.editor = MeetingEditor(self)
        self.editor.saved.connect(self._show_list)
        self.editor.open_requested.connect(self.open_requested)
        self.empty = self._empty_state()
        self._right = QStackedWidget()
        self._right.addWidget(self.editor)
        self._right.addWidget(self.empty)
        master = self._master()
        master.setMinimumWidth(LIST_NARROW)
        self._split = Split("meetings", master, self._right, wide=1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._split)

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that is open."""
        return self.editor.meeting

    # Parts

    def _empty_state(self) -> EmptyState:
        return EmptyState(
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
            link=(_("See a sample office first (its own file)"), self._open_sample),
            theme=self.theme,
        )

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

    # Loading

    def load(self) -> None:
        """Read the meetings; the open one stays open, and what is typed in it stays where nothing changed."""
        self.editor.read_setting()
        self._show_list()
        row_of = self.model.row_of(self.meeting.id) if self.meeting else -1
        first = self.model.first_row()
        self._right.setCurrentWidget(self.editor if first >= 0 else self.empty)
        self.hint.setVisible(first < 0)
        found = self.model.meeting(row_of if row_of >= 0 else first) if first >= 0 else None
        if found is None:
            self.editor.show_none()
        else:
            self._show(found.id)

    def open_row(self, row_id: str) -> None:
        """Open a meeting; where a field of it is named, its tab comes to the front and the field takes the keyboard."""
        place = Place.of(row_id)
        if place.row_id == NEW:
            self._start_next()
        elif self.model.row_of(place.row_id) >= 0:
            self.editor.save()
            self._show(place.row_id)
            self.editor.go_to(place.field)

    def panes(self) -> list[QWidget]:
        """The list, the editor."""
        return [self.list, self._right]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list its width: more for larger letters, less in a small window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        larger = max(1.0, self.fontMetrics().height() / HEIGHT_AT_100)
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
        self.editor.take_theme(theme)
        self.new_button.setIcon(icons.icon("plus", theme.text, theme.disabled))
        super().take_theme(theme)
        self._fit()

    def commit_typing(self) -> None:
        """Finish the syllable being composed, and keep what is typed."""
        commit_composed()
        self.editor.save()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is typed when another page comes to the front."""
        if self.window().isVisible():  # else the window itself goes, which has committed what was typed
            self.commit_typing()
        super().hideEvent(event)

    def _show_list(self) -> None:
        found = sorted(
            self.session.read(meetings.listed), key=lambda one: (one.held_on, one.period.last_on), reverse=True
        )
        units = self.editor.setting.units
        self._is_listing = True
        self.model.set_rows(found, {one.id: units[one.host_id].label for one in found})
        if self.meeting is not None and self.model.row_of(self.meeting.id) >= 0:
            self.list.setCurrentIndex(self.model.index(self.model.row_of(self.meeting.id)))
        self._is_listing = False

    def _show(self, meeting_id: str) -> None:
        self._is_listing = True
        self.list.setCurrentIndex(self.model.index(self.model.row_of(meeting_id)))
        self._is_listing = False
        self.editor.show_meeting(self.session.read(lambda book: meetings.get(book, meeting_id)))

    def _when_chosen(self, at: int) -> None:
        found = self.model.meeting(at) if at >= 0 and not self._is_listing else None
        if found is not None and (self.meeting is None or found.id != self.meeting.id):
            self.editor.save()
            self._show(found.id)

    # Doing

    def _start_next(self) -> None:
        self.commit_typing()
        started: list[str] = []

        def start(book: Book) -> Changes:
            today, period = self.session.today, self.session.period
            if self.model.first_row() < 0:
                changes, meeting_id = series.start_first(book, period, today=today)
            else:
                changes, meeting_id = series.start_next(book, today=today)
            started.append(meeting_id)
            return changes

        if self.session.do(start, initiator=self):
            self.load()
            self._show(started[0])
            self.editor.begin()

    def _open_sample(self) -> None:
        file = make_sample(self)
        if file is not None:
            self.leaving.emit(Leaving(file))
