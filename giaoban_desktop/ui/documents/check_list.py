"""The check list before a paper is frozen: what has to be added, what is to be looked at, and the way to each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from giaoban_desktop import i18n
from giaoban_desktop.errors import UserError
from giaoban_desktop.i18n import N_, _
from giaoban_desktop.services import documents
from giaoban_desktop.ui import icons
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.widgets import button, clear, heading, text_label

ICON = 18
PARTS_OF_ATTENDANCE = N_("Open the part Attendance")
PARTS = {"attendances": PARTS_OF_ATTENDANCE, "agenda": N_("Open the part Agenda")}
GENERAL = N_("Open the part General")


class CheckList(QWidget):
    """`field_requested` asks for a field of the meeting, `figures_requested` for the figures of its period,
    `general_requested` to say of directives without a lead that they are for everybody.
    """

    field_requested = Signal(str)
    figures_requested = Signal()
    general_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.links: list[QPushButton] = []
        self.missing_title, self.advised_title = heading(""), heading("")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(8)

    def show_list(self, missing: Sequence[str], advised: Sequence[UserError]) -> None:
        """Show what has to be added (as messages), then what is to be looked at."""
        clear(self._lines)
        self.links = []
        self.missing_title, self.advised_title = heading(""), heading("")
        for title, words, count in (
            (self.missing_title, _("To be added ({count})"), len(missing)),
            (self.advised_title, _("To be looked at ({count})"), len(advised)),
        ):
            title.setText(words.format(count=count))
            title.setContentsMargins(0, 12, 0, 0)
        if missing:
            self._lines.addWidget(self.missing_title)
        for message in missing:
            self._add("warning", "soon", _(message), self._links_of(message))
        if advised:
            self._lines.addWidget(self.advised_title)
        for error in advised:
            self._add("info", "text2", i18n.translate(error), self._links_of(error.message))
        self.setVisible(bool(missing or advised))

    def _links_of(self, message: str) -> list[QPushButton]:
        """What leads to the place where something is put right."""
        made = []
        field = documents.ASKED_FIELDS.get(message)
        if field is not None:
            words = PARTS.get(field, GENERAL)
            link = button(_(words), look="link")
            link.clicked.connect(lambda _checked=False: self.field_requested.emit(field))
            made.append(link)
        if message == documents.UNLISTED_SIGNER:
            link = button(_(PARTS_OF_ATTENDANCE), look="link")
            link.clicked.connect(lambda _checked=False: self.field_requested.emit("attendances"))
            made.append(link)
        if message == documents.INCOMPLETE:
            link = button(_("Go to the figures"), look="link")
            link.clicked.connect(self.figures_requested)
            made.append(link)
        if message == documents.UNASSIGNED:
            link = button(_("Open the part Conclusion"), look="link")
            link.clicked.connect(lambda _checked=False: self.field_requested.emit("conclusion"))
            everybody = button(_("They are for everybody"), look="link")
            everybody.clicked.connect(self.general_requested)
            made += [link, everybody]
        return made

    def _add(self, sign: str, color: str, words: str, links: Sequence[QPushButton]) -> None:
        holder, shown = QWidget(), QLabel()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        paint(shown, sign, color, self.theme)
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
