"""The check list before a paper is frozen: what has to be added, and the way to each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from giaoban_desktop import i18n
from giaoban_desktop.domain.meetings import Meeting
from giaoban_desktop.errors import UserError
from giaoban_desktop.i18n import N_, _
from giaoban_desktop.services import directives, meetings, readiness
from giaoban_desktop.ui import icons
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views.completeness_dialog import completeness_dialog
from giaoban_desktop.ui.widgets import button, clear, heading, text_label

ICON = 18
PARTS = {
    "attendances": N_("Open the part Attendance"),
    "agenda": N_("Open the part Agenda"),
    "directive": N_("Open the part Conclusion"),
}
GENERAL = N_("Open the part General")


class CheckList(QWidget):
    """`field_requested` asks for a field of the meeting, `figures_requested` for the figures of its period,
    `drafts_requested` for what was typed and could not be kept. What can be done here is done; `acted` says so.
    """

    field_requested = Signal(str)
    figures_requested = Signal()
    drafts_requested = Signal()
    acted = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._session = session
        self._meeting: Meeting | None = None
        self._missing: Sequence[UserError] = ()
        self.links: list[QPushButton] = []
        self.title = heading("")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(8)

    def show_list(self, missing: Sequence[UserError], meeting: Meeting | None = None) -> None:
        """Show what has to be added to a paper of a meeting."""
        self._meeting, self._missing = meeting, missing
        clear(self._lines)
        self.links = []
        self.title = heading(_("To be added ({count})").format(count=len(missing)))
        self.title.setContentsMargins(0, 12, 0, 0)
        self._lines.addWidget(self.title)
        for error in missing:
            self._add(i18n.translate(error), [self._link(words, act) for words, act in self._ways(error)])
        self.setVisible(bool(missing))

    @property
    def can_go(self) -> bool:
        """Whether there is a place where something that is missing is added."""
        return any(map(_can_go, self._missing))

    @property
    def can_mark_general(self) -> bool:
        """Whether directives wait for somebody to lead them, or to be for everybody."""
        return any(error.message == readiness.UNASSIGNED for error in self._missing)

    def go_to_first(self) -> None:
        """Go to the first thing that is missing."""
        first = next(filter(_can_go, self._missing), None)
        if first is not None and first.message == readiness.INCOMPLETE:
            self.ask_completeness()
        elif first is not None:
            self.field_requested.emit(readiness.field_of(first) or "")

    def mark_general(self) -> None:
        """Say of the directives without a lead that they are for everybody."""
        found = self._meeting
        if found is not None and self._session.do(lambda book: directives.mark_general(book, found.id)):
            self.acted.emit()

    def enter_present(self, role: str) -> None:
        """Enter who signs in a role as present."""
        found = self._meeting
        if found is not None and self._session.do(lambda book: meetings.enter_present(book, found.id, role)):
            self.acted.emit()

    def ask_completeness(self) -> None:
        """Let the figures of the period be declared complete, after what is empty was seen."""
        if self._meeting is not None:
            dialog = completeness_dialog(self._session, self._meeting.period, self)
            dialog.accepted.connect(self.acted)
            dialog.open()

    def _ways(self, error: UserError) -> Iterator[tuple[str, Callable[[], object]]]:
        """What leads to the place where something is put right, or puts it right: the words, and what they do."""
        field = readiness.field_of(error)
        if error.message == readiness.UNENTITLED_SIGNER and not error.fields["absent"]:
            yield _("Enter as present"), partial(self.enter_present, str(error.fields["role"]))
        elif field is not None:
            words = PARTS.get(field.partition(".")[0], GENERAL)
            yield _(words), partial(self.field_requested.emit, field)
        if error.message == readiness.UNENTITLED_SIGNER:
            yield _("Say who appointed"), partial(self.field_requested.emit, f"{error.fields['role']}_appointed_by")
        if error.message == readiness.MISSING_KEPT:
            yield _("See what was not kept…"), self.drafts_requested.emit
        if error.message == readiness.UNASSIGNED:
            yield _("They are for everybody (Ctrl+Shift+G)"), self.mark_general
        if error.message == readiness.INCOMPLETE:
            yield _("Go to the figures"), self.figures_requested.emit
            yield _("Declare them complete…"), self.ask_completeness

    def _link(self, words: str, act: Callable[[], object]) -> QPushButton:
        link = button(words, look="link")
        link.clicked.connect(lambda _checked=False: act())
        return link

    def _add(self, words: str, links: Sequence[QPushButton]) -> None:
        holder, shown = QWidget(), QLabel()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        paint(shown, "warning", "soon", self.theme)
        layout.addLayout(beside(shown, wrapping(words)))
        for link in links:
            link.setProperty("place", "text")
            link.setToolTip(words)
            self.links.append(link)
            indented = QHBoxLayout()
            indented.setContentsMargins(max(ICON, self.fontMetrics().height()) + 10, 0, 0, 0)
            indented.addWidget(link)
            indented.addStretch(1)
            layout.addLayout(indented)
        self._lines.addWidget(holder)


def _can_go(error: UserError) -> bool:
    """Whether there is a place where a missing thing is added."""
    return readiness.field_of(error) is not None or error.message == readiness.INCOMPLETE


def beside(sign: QLabel, label: QLabel) -> QHBoxLayout:
    """A picture and the words beside it."""
    layout = QHBoxLayout()
    layout.setSpacing(10)
    layout.addWidget(sign, alignment=Qt.AlignmentFlag.AlignTop)
    layout.addWidget(label, 1)
    return layout


def paint(label: QLabel, name: str, color: str, theme: Theme) -> None:
    """Show an icon as large as a line of text."""
    size = max(ICON, label.fontMetrics().height())
    label.setPixmap(icons.icon(name, theme.color(color)).pixmap(size, size))


def wrapping(text: str, look: str = "") -> QLabel:
    """Text that is as high as it needs to be at the width of the panel."""
    label = text_label(text, look)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label
