"""Papers: the minutes of this meeting as they would be printed now, what is still missing, and what is attached."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from giaoban_desktop.domain.meetings import Meeting, MeetingState
from giaoban_desktop.errors import UserError
from giaoban_desktop.i18n import _, translate
from giaoban_desktop.services import attachments, documents, readiness
from giaoban_desktop.ui.meetings.editing import EditorTab, Setting
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views.attachment_list import AttachmentList
from giaoban_desktop.ui.views.check_list import CheckList
from giaoban_desktop.ui.views.paper_preview import PaperPreview
from giaoban_desktop.ui.widgets import action_button, button, row, text_label


class PapersTab(EditorTab):
    """Drawn when the tab comes to the front. `wanted` asks for the field that a missing thing is typed into."""

    wanted = Signal(str)
    drafts_wanted = Signal()

    def __init__(self, session: Session, theme: Theme, see: QAction, attach: QAction) -> None:
        super().__init__(_("Papers"))
        self._session = session
        self._meeting: Meeting | None = None
        layout = QVBoxLayout(self.inner)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        self.state = text_label("")
        open_page = button(see.text())
        open_page.setToolTip(f"{see.text()} ({see.shortcut().toString()})")
        open_page.clicked.connect(see.trigger)
        layout.addLayout(row(self.state, None, open_page))
        self.check_list = CheckList(session, theme)
        self.check_list.field_requested.connect(self.wanted)
        self.check_list.figures_requested.connect(lambda: self.wanted.emit("figures"))
        self.check_list.drafts_requested.connect(self.drafts_wanted)
        self.check_list.acted.connect(self.draw)
        layout.addWidget(self.check_list)
        self.attachments = AttachmentList(session, _("Attached to the meeting"), action_button(attach))
        layout.addWidget(self.attachments)
        self.preview = PaperPreview(theme)
        self.preview.setMinimumHeight(280)
        layout.addWidget(self.preview, 1)

    def take_theme(self, theme: Theme) -> None:
        """Draw in other colours; the paper stays white."""
        self.preview.take_theme(theme)
        self.check_list.theme = theme

    def show_meeting(self, meeting: Meeting, setting: Setting, *, read_only: bool) -> None:
        """Remember the meeting; its paper is drawn when the tab is seen."""
        self._meeting = meeting
        if self.isVisible():
            self.draw()

    def collect(self, meeting: Meeting) -> Meeting:
        """Nothing is typed here."""
        return meeting

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what was kept when the tab was left."""
        super().showEvent(event)
        self.draw()

    def draw(self) -> None:
        """Draw the minutes as they are now."""
        found = self._meeting
        self.check_list.show_list([])
        held = self._session.read(lambda book: attachments.of_meeting(book, found.id)) if found is not None else []
        self.attachments.show_attachments(held)
        if found is None or found.state is MeetingState.WITHDRAWN:
            self.preview.show_pdf(b"")
            self.state.setText(_("A withdrawn meeting has no minutes."))
            return
        try:
            pdf = self._session.read(lambda book: documents.minutes_pdf(book, found.id))
        except UserError as error:
            self.preview.show_pdf(b"")
            self.state.setText(translate(error))
            return
        self.preview.show_pdf(pdf)
        is_draft = found.state is MeetingState.DRAFT
        missing = self._session.read(lambda book: readiness.missing(book, found.id)) if is_draft else []
        self.state.setText("" if missing else _("Nothing is missing."))
        self.check_list.show_list(missing, found)
