"""Icons of one family (Phosphor, MIT), drawn from its font as it lies in the installed qtawesome package.

qtawesome itself loads all its fonts at the first icon, 6 MB of files; here only one font and its list of names is read.
"""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from giaoban_desktop import paths

_FONT = "phosphor-1.3.0.ttf"
_NAMES = "phosphor-charmap-1.3.0.json"


def icon(name: str, color: QColor | str, disabled: QColor | str | None = None) -> QIcon:
    """The icon of a name like `users-three`, in a colour; paler where its control is disabled."""
    return QIcon(_GlyphEngine(glyph(name), QColor(color), QColor(disabled or color)))


def paint(painter: QPainter, rect: QRect, name: str, color: QColor | str) -> None:
    """Draw an icon into a square of a view's cell."""
    painter.save()
    painter.setFont(_sized_font(min(rect.width(), rect.height())))
    painter.setPen(QColor(color))
    painter.drawText(QRectF(rect), int(Qt.AlignmentFlag.AlignCenter), glyph(name))
    painter.restore()


@cache
def glyph(name: str) -> str:
    """The character that draws an icon. Raises: KeyError for a name that the family lacks."""
    return chr(int(_charmap()[name], 16))


@cache
def family() -> str:
    """The name under which the icon font is loaded."""
    number = QFontDatabase.addApplicationFont(str(_folder() / _FONT))
    families = QFontDatabase.applicationFontFamilies(number)
    if not families:
        raise RuntimeError(f"the icon font {_FONT} cannot be loaded")
    return families[0]


@cache
def _charmap() -> dict[str, str]:
    found: dict[str, str] = json.loads((_folder() / _NAMES).read_text(encoding="utf-8"))
    return found


@cache
def _folder() -> Path:
    bundled = paths.root() / "qtawesome" / "fonts"
    if bundled.is_dir():
        return bundled
    # The package is found, not imported: importing it would bring qtpy and all its fonts.
    spec = importlib.util.find_spec("qtawesome")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("qtawesome is not installed")
    return Path(next(iter(spec.submodule_search_locations))) / "fonts"


def _sized_font(size_px: int) -> QFont:
    font = QFont(family())
    font.setPixelSize(max(size_px, 1))
    return font


class _GlyphEngine(QIconEngine):
    """Draws one character of the icon font at any size."""

    def __init__(self, character: str, color: QColor, disabled: QColor) -> None:
        super().__init__()
        self._character, self._color, self._disabled = character, color, disabled

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.save()
        painter.setFont(_sized_font(round(min(rect.width(), rect.height()) * 0.9)))
        painter.setPen(self._disabled if mode is QIcon.Mode.Disabled else self._color)
        painter.drawText(QRectF(rect), int(Qt.AlignmentFlag.AlignCenter), self._character)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _GlyphEngine(self._character, self._color, self._disabled)
