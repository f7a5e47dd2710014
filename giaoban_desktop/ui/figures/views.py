"""What the grid shows: the months of a year, those who report about a period, or one indicator over all years."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from giaoban_desktop.i18n import N_, _
from giaoban_desktop.ui.widgets import button


class View(StrEnum):
    """The three views, in the order of their buttons."""

    MONTHS = "months"
    FORCES = "forces"
    INDICATOR = "indicator"


WORDS = {
    View.MONTHS: (N_("&Months"), N_("The months of the year as columns")),
    View.FORCES: (N_("F&orces"), N_("Those who report about the period as columns")),
    View.INDICATOR: (N_("I&ndicator"), N_("The chosen indicator over all years, with all who report it")),
}


class ViewChoice(QWidget):
    """Three buttons, one of them down; `changed` when another went down."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._group = QButtonGroup(self)
        self.buttons: dict[View, QPushButton] = {}
        for view, (words, purpose) in WORDS.items():
            made = self.buttons[view] = button(_(words), look="segment")
            made.setCheckable(True)
            made.setToolTip(f"{_(purpose)} (Ctrl+M)")
            self._group.addButton(made)
            layout.addWidget(made)
        self.buttons[View.MONTHS].setChecked(True)
        self._group.buttonToggled.connect(lambda _button, is_down: self.changed.emit() if is_down else None)

    @property
    def chosen(self) -> View:
        """The view whose button is down."""
        return next(view for view, made in self.buttons.items() if made.isChecked())

    def choose(self, view: View) -> None:
        """Press a button."""
        self.buttons[view].setChecked(True)

    def turn(self) -> None:
        """Press the next button; after the last the first."""
        views = list(View)
        self.choose(views[(views.index(self.chosen) + 1) % len(views)])
