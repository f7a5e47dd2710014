"""The rules of the decree held against a paper: what was measured, and first of all what does not fit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from giaoban_desktop.i18n import _
from giaoban_desktop.ui import icons
from giaoban_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from giaoban_desktop.services.printing import Finding

ICON, GAP, ABOVE, SIDE, BETWEEN = 18, 28, 5, 2, 12
_Index = QModelIndex | QPersistentModelIndex
_SUBSET = re.compile(r"\b[A-Z]{6}\+")
"""How a file marks a font of which it holds only some letters; it says nothing to a reader."""
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_ANYWHERE = int(Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class FindingModel(QAbstractListModel):
    """Findings, those that failed first, otherwise in the order of the paper."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Finding] = []

    def set_rows(self, rows: Sequence[Finding]) -> None:
        """Show other findings."""
        self.beginResetModel()
        self._rows = sorted(rows, key=lambda found: found.passed)
        self.endResetModel()

    def finding(self, row: int) -> Finding:
        """The finding of a row."""
        return self._rows[row]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        found = self.finding(index.row())
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join([_(found.title), _wanted(found), found.source])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            verdict = _("kept") if found.passed else _("not kept")
            return ". ".join([f"{_(found.title)}: {verdict}", *_below(found)])
        return None


class FindingDelegate(QStyledItemDelegate):
    """A rule that is kept with its measure; one that is not with what was measured, what is wanted, and where."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self.theme, self._view = theme, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        if not isinstance(model, FindingModel):
            return
        found = model.finding(index.row())
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected and option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(option.rect, self.theme.color("accent_soft"))
        area = option.rect.adjusted(SIDE + GAP, ABOVE, -SIDE, -ABOVE)
        line = QFontMetrics(option.font).height()
        square = QRect(option.rect.left() + SIDE, area.top() + (line - ICON) // 2, ICON, ICON)
        name, color = ("check-circle", "done") if found.passed else ("warning-circle", "over")
        icons.paint(painter, square, name, self.theme.color(color))
        beside = _beside(found, option.font, area.width())
        if beside:
            painter.setFont(option.font)
            painter.setPen(self.theme.color("text2"))
            painter.drawText(area, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight), beside)
        top = area.top()
        for text, font, height, color, flags in self._parts(found, option.font, area.width()):
            painter.setFont(font)
            painter.setPen(self.theme.color(color))
            painter.drawText(QRect(area.left(), top, area.width(), height), flags, text)
            top += height
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        model = index.model()
        if not isinstance(model, FindingModel):
            return super().sizeHint(option, index)
        width = self._view.viewport().width() - 2 * SIDE - GAP
        parts = self._parts(model.finding(index.row()), option.font, width)
        return QSize(width, sum(height for _text, _font, height, _color, _flags in parts) + 2 * ABOVE)

    def _parts(self, found: Finding, font: QFont, width: int) -> list[tuple[str, QFont, int, str, int]]:
        title = QFont(font)
        title.setWeight(QFont.Weight.Normal if found.passed else QFont.Weight.DemiBold)
        words = [(_(found.title), title, "text" if found.passed else "over")]
        if not _beside(found, font, width):
            words += [(text, QFont(font), "text2") for text in _below(found)]
        parts = []
        for text, face, color in words:
            height, flags = _height(text, face, width)
            parts.append((text, face, height, color, flags))
        return parts


def finding_list(model: FindingModel, theme: Theme) -> QListView:
    """A list over findings, which scrolls in itself."""
    made = QListView()
    made.setModel(model)
    made.setItemDelegate(FindingDelegate(theme, made))
    made.setAccessibleName(_("Rules of the decree with what was measured"))
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    made.setWordWrap(True)  # only so does Qt ask again for the heights when the width changes
    return made


def take_theme(view: QListView, theme: Theme) -> None:
    """Draw a list of findings in other colours."""
    delegate = view.itemDelegate()
    if isinstance(delegate, FindingDelegate):
        delegate.theme = theme
    view.scheduleDelayedItemsLayout()


def _below(found: Finding) -> list[str]:
    measured = _SUBSET.sub("", found.measured)
    if found.passed:
        return [measured] if measured else []
    return [_("Measured: {what}").format(what=measured), _wanted(found), found.source]


def _beside(found: Finding, font: QFont, width: int) -> str:
    """The measure of a rule that is kept, where it has room beside the rule's name; else ""."""
    metrics = QFontMetrics(font)
    measured = " ".join(_below(found))
    wanted = metrics.horizontalAdvance(_(found.title)) + BETWEEN + metrics.horizontalAdvance(measured)
    return measured if found.passed and wanted <= width else ""


def _wanted(found: Finding) -> str:
    return _("The decree: {what}").format(what=found.wanted)


def _height(text: str, font: QFont, width: int) -> tuple[int, int]:
    """The height of a text at a width, and how it is broken: between words, or anywhere where a word is too long."""
    metrics = QFontMetrics(font)
    longest = max((metrics.horizontalAdvance(word) for word in text.split()), default=0)
    flags = _ANYWHERE if longest > width else _WRAP
    return metrics.boundingRect(QRect(0, 0, max(1, width), 10_000), flags, text).height(), flags
