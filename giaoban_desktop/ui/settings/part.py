"""What the parts of the settings share."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.widgets import heading, text_label


class Part(QWidget):
    """One part: a title, what it is for, its fields. `leaving` asks the window to close and go on elsewhere."""

    leaving = Signal(object)

    def __init__(self, session: Session, title: str, purpose: str) -> None:
        super().__init__()
        self.session, self.title = session, title
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 16, 24, 16)
        self.column.setSpacing(12)
        self.column.addWidget(heading(title))
        self.column.addWidget(text_label(purpose, "secondary"))

    def load(self) -> None:
        """Read what is shown, and show it."""

    def commit(self) -> None:
        """Keep what is typed."""
