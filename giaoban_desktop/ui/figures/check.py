"""What a rule says of the chosen figure, and the reason with which the clerk lets it stand."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout

from giaoban_desktop.i18n import _, translate
from giaoban_desktop.services.validation import CheckedFinding
from giaoban_desktop.ui import icons
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.widgets import button, row, set_look, text_label

SIGN = 16


class CheckBox(QFrame):
    """A sentence with its sign; for what is unusual a line for the reason. Out of sight where nothing is said."""

    accepted = Signal(str)
    asked_again = Signal()
    correct = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.found: CheckedFinding | None = None
        self._sign, self._head = QLabel(), text_label("")
        self.sentence = text_label("")
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("Reason, if the figure is right"))
        self.reason.setAccessibleName(_("Reason, if the figure is right"))
        self.reason.returnPressed.connect(self.accept)
        self.right, self.wrong = button(_("&Right")), button(_("&Correct it"))
        self.right.setToolTip(_("The figure is right, with this reason") + " (Ctrl+Enter)")
        self.wrong.setToolTip(_("Type another figure") + " (F2)")
        self.again = button(_("&Ask again"), look="link")
        self.right.clicked.connect(self.accept)
        self.wrong.clicked.connect(self.correct)
        self.again.clicked.connect(self.asked_again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(8)
        head = row(self._sign, spacing=8)
        head.addWidget(self._head, 1)
        layout.addLayout(head)
        layout.addWidget(self.sentence)
        layout.addWidget(self.reason)
        layout.addLayout(row(self.right, self.wrong, self.again, None))
        self.hide()

    def show_finding(self, found: CheckedFinding | None, *, is_editable: bool = True) -> None:
        """Say what is said; what is being typed as a reason for the same stays."""
        if found is None:
            self.found = None
            self.hide()
            return
        if self.found is None or self.found.finding.key != found.finding.key:
            self.reason.clear()
        self.found = found
        is_open, is_soft = found.accepted is None, not found.is_hard
        self._head.setText(
            _("This cannot be") if not is_soft else _("This should be looked at") if is_open else _("Accepted")
        )
        sentence = translate(found.finding.error)
        if found.accepted is not None:
            sentence = f"{sentence}\n{_('Reason: {reason}').format(reason=found.accepted.reason)}"
        self.sentence.setText(sentence)
        for part in (self.reason, self.right):
            part.setVisible(is_open and is_soft)
        self.wrong.setVisible(is_open and is_editable)
        self.again.setVisible(not is_open)
        set_look(self, "overNotice" if not is_soft else "soonNotice" if is_open else "pill")
        set_look(self._head, "over" if not is_soft else "soon" if is_open else "done")
        self._draw_sign()
        self.show()

    def accept(self) -> None:
        """Let the figure stand with the reason that is written; without one the line is shown to be missing."""
        if self.found is None or self.found.is_hard or self.found.accepted is not None:
            return
        reason = self.reason.text().strip()
        set_look(self.reason, "" if reason else "wrong")
        if reason:
            self.accepted.emit(reason)
        else:
            self.reason.setFocus()

    def take_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self._draw_sign()

    def _draw_sign(self) -> None:
        if self.found is None:
            return
        name, color = "warning", "soon"
        if self.found.is_hard:
            name, color = "warning-octagon", "over"
        elif self.found.accepted is not None:
            name, color = "check-circle", "done"
        self._sign.setPixmap(icons.icon(name, self._theme.color(color)).pixmap(SIGN, SIGN))
