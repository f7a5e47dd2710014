"""Widths of columns and places of splitters, remembered by the names that pages give them."""

from __future__ import annotations

from PySide6.QtWidgets import QHeaderView, QSplitter, QWidget

from giaoban_desktop.ui.preferences import Preferences


def restore(page: QWidget, preferences: Preferences) -> None:
    """Give splitters and headers of a page or dialog the places they had; those without a name keep their own."""
    for part in _named(page):
        state = preferences.state(f"place/{part.objectName()}")
        if not state.isEmpty():
            part.restoreState(state)


def remember(page: QWidget, preferences: Preferences) -> None:
    """Keep the places of a page's splitters and headers; an empty one is of a part that is fitted again."""
    for part in _named(page):
        state = part.saveState()
        if state != preferences.state(f"place/{part.objectName()}"):
            preferences.remember(f"place/{part.objectName()}", state)


def _named(page: QWidget) -> list[QSplitter | QHeaderView]:
    parts: list[QSplitter | QHeaderView] = [*page.findChildren(QSplitter), *page.findChildren(QHeaderView)]
    return [part for part in parts if part.objectName() and not part.objectName().startswith("qt_")]
