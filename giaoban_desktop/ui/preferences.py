"""What the window remembers for this user on this computer: sizes, places, language. Never what belongs to the book."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from giaoban_desktop import paths

DEFAULT_SCALE = 100
SYSTEM = "system"
"""The theme that follows the system; else "light" or "dark"."""


class Preferences(QObject):
    """Remembered values by name, in one INI file below the user's data folder. `changed` tells its name."""

    changed = Signal(str)

    def __init__(self, file: Path | None = None) -> None:
        super().__init__()
        self._settings = QSettings(str(file or paths.user_data() / "window.ini"), QSettings.Format.IniFormat)

    def text(self, name: str, default: str = "") -> str:
        """A remembered word."""
        value = self._settings.value(name, default)
        return value if isinstance(value, str) else default

    def number(self, name: str, default: int) -> int:
        """A remembered whole number; the default where something else was left there."""
        try:
            return int(self.text(name, str(default)))
        except ValueError:
            return default

    def state(self, name: str) -> QByteArray:
        """A remembered state of a window, splitter or header; empty when there is none."""
        value = self._settings.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()

    def remember(self, name: str, value: str | int | QByteArray) -> None:
        """Keep a value from now on."""
        self._settings.setValue(name, value if isinstance(value, QByteArray) else str(value))
        self.changed.emit(name)
