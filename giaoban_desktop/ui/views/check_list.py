"""The check list before a paper is frozen: what has to be added, and the way to each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from giaoban_desktop import i18n
from giaoban_desktop.errors import UserError
from giaoban_desktop.i18n import N_, _
from giaoban_desktop.services import readiness
from giaoban_desktop.ui import icons
from giaoban_desktop.ui.theme import Theme
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
    `completeness_requested` to declare them complete, `general_requested` to say of directives without a lead that
    they are for everybody, `present_requested` to enter who signs in a role as present,
    `drafts_requested` for what was typed and could not be kept.
    """

    field_requested = Signal(str)
    figures_requested = Signal()
    completeness_requested = Signal()
    general_requested = Signal()
    present_requested = Signal(str)
    drafts_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.links: list[QPushButton] = []
        self.title = heading("")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(8)

    def show_list(self, missing: Sequence[UserError]) -> None:
        """Show what has to be added."""
        clear(self._lines)
        self.links = []
        self.title = heading(_("To be added ({count})").format(count=len(missing)))
        self.title.setContentsMargins(0, 12, 0, 0)
        self._lines.addWidget(self.title)
        for error in missing:
            self._add(i18n.translate(error), [self._link(words, act) for words, act in self._ways(error)])
        self.setVisible(bool(missing))

    def _ways(self, error: UserError) -> Iterator[tuple[str, Callable[[], object]]]:
        """What leads to the place where something is put right, or puts it right: the words, and what they do."""
        field = readiness.field_of(error)
        if error.message == readiness.UNENTITLED_SIGNER and not error.fields["absent"]:
            yield _("Enter as present"), partial(self.present_requested.emit, error.fields["role"])
        elif field is not None:
            words = PARTS.get(field.partition(".")[0], GENERAL)
            yield _(words), partial(self.field_requested.emit, field)
        if error.message == readiness.UNENTITLED_SIGNER:
            yield _("Say who appointed"), partial(self.field_requested.emit, f"{error.fields['role']}_appointed_by")
        if error.message == readiness.MISSING_KEPT:
            yield _("See what was not kept…"), self.drafts_requested.emit
        if error.message == readiness.UNASSIGNED:
            yield _("They are for everybody (Ctrl+Shift+G)"), self.general_requested.emit
        if error.message == readiness.INCOMPLETE:
            yield _("Go to the figures"), self.figures_requested.emit
            yield _("Declare them complete…"), self.completeness_requested.emit

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
