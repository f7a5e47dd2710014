"""What stands under a grid of figures: a sentence about the cell, and what the signs mean and how they are typed."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from giaoban_desktop.i18n import N_, _
from giaoban_desktop.ui import icons
from giaoban_desktop.ui.flow import Flow
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views import figure_words
from giaoban_desktop.ui.widgets import secondary, set_look, text_label

MARGIN = 12
SIGNS = (
    ("≈ 1.500", "", N_("nearly, more than, about (type “gần 50”)")),
    ("0", "", N_("none occurred (type 0)")),
    (figure_words.NOT_YET, "soonNotice", N_("not reported (Delete)")),
    ("hourglass-medium", "icon", N_("provisional (type 24?)")),
    (figure_words.NOT_APPLICABLE_SIGN, "pill", N_("not applicable (type x)")),
    ("circle-dashed", "icon", N_("part of a sum is missing")),
    ("warning", "icon", N_("should be looked at")),
)
CORRECTED = ("note-pencil", "icon", N_("corrected after the minutes"))
SUGGESTED = ("plus", "icon", N_("known otherwise (F2, Enter)"))
Sign = tuple[str, str, str]


class FigureLegend(QWidget):
    """The signs with their words, as many in a line as there is room for."""

    def __init__(self, theme: Theme, signs: tuple[Sign, ...] = (*SIGNS, CORRECTED)) -> None:
        super().__init__()
        layout = Flow(spacing=4)
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._icons: list[tuple[QLabel, str]] = []
        for sign, look, words in signs:
            label = QLabel("" if look == "icon" else sign)
            if look == "icon":
                self._icons.append((label, sign))
            elif look:
                set_look(label, look)
                label.setContentsMargins(6, 0, 6, 0)
            one = QWidget()
            inside = QHBoxLayout(one)
            inside.setContentsMargins(0, 0, 12, 0)
            inside.setSpacing(8)
            inside.addWidget(label)
            inside.addWidget(secondary(_(words)))
            layout.addWidget(one)
        self.take_theme(theme)

    def take_theme(self, theme: Theme) -> None:
        """Draw the icons in other colours."""
        for label, name in self._icons:
            label.setPixmap(icons.icon(name, theme.text2).pixmap(16, 16))


class Notice(QFrame):
    """One sentence that asks for something to be done; out of sight when there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "overNotice")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, 8, MARGIN, 8)
        self.sentence = text_label("", "over")
        layout.addWidget(self.sentence)
        self.hide()

    def say(self, sentence: str, *, is_done: bool = False) -> None:
        """Ask for something, or tell what was done; "" takes it away."""
        set_look(self, "pill" if is_done else "overNotice")
        set_look(self.sentence, "done" if is_done else "over")
        self.sentence.setText(sentence)
        self.setVisible(bool(sentence))
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the whole sentence in sight."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        margins = self.contentsMargins().left() + self.contentsMargins().right()
        width = self.width() - margins - 2 * MARGIN
        self.sentence.setMinimumHeight(self.sentence.heightForWidth(width) if self.sentence.text() else 0)
