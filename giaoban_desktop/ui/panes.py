"""The parts of a page, which the keyboard goes through with F6."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def step_from_focus(parts: Sequence[QWidget], step: int) -> None:
    """Put the keyboard into the part after (1) or before (-1) the one that has it; hidden parts are left out."""
    panes = [pane for pane in parts if pane.isVisible() and pane.isEnabled()]
    focus = QApplication.focusWidget()
    at = next((n for n, pane in enumerate(panes) if focus is not None and _holds(pane, focus)), 0)
    target = panes[(at + step) % len(panes)]
    target = target if target.focusPolicy() & Qt.FocusPolicy.TabFocus else _first_to_type_in(target)
    target.setFocus(Qt.FocusReason.TabFocusReason)


def _holds(pane: QWidget, widget: QWidget) -> bool:
    return pane is widget or pane.isAncestorOf(widget)


def _first_to_type_in(pane: QWidget) -> QWidget:
    """The first control of a part that takes the keyboard."""
    for child in pane.findChildren(QWidget):
        if child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return child
    return pane
