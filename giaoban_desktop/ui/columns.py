"""Columns of a table: fitted to what they hold, until somebody drags a border; that width stays, here and next time."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from PySide6.QtCore import QByteArray, QEvent, Qt
from PySide6.QtGui import QAction, QFontMetrics, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from giaoban_desktop.i18n import _
from giaoban_desktop.ui.style import HEIGHT_AT_100

ROW, HEAD_PADDING = 32, 18
"""The least height of a row of one line; pixels around the words of a head."""
Fitted = Callable[[int], Mapping[int, int]]
"""Widths of columns in pixels at the size of the text, for the room that there is."""


def line_height(metrics: QFontMetrics) -> int:
    """The height of a row of one line, in pixels."""
    return max(ROW, metrics.height() + 14)


class Columns(QHeaderView):
    """The head of a table. Its columns fill the room: `wide` has what the others leave, at least `least` at 100 %.

    Dragging a border takes from the wide column where that stands to the right of it, else from the next one, so
    that the border stays under the pointer. A double click on a border, or the menu, goes back to the fitted width.
    """

    def __init__(
        self, name: str, table: QTableView, fitted: Fitted, *, wide: int, least: int, is_one_line: bool = True
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setObjectName(f"columns/{name}")
        self._table, self._fitted, self._wide, self._least = table, fitted, wide, least
        self._is_one_line = is_one_line
        self._dragged: dict[int, float] = {}
        self._is_held = self._is_giving = False
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        table.setHorizontalHeader(self)  # connects the double click to a width of its own, before ours
        self.sectionResized.connect(self._when_resized)
        self.sectionHandleDoubleClicked.connect(self._forget)
        again = QAction(_("Fit columns"), self)
        again.triggered.connect(lambda _checked=False: self._forget_all())
        for part in (self, table):
            part.addAction(again)
            part.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def fit(self) -> None:
        """Give each column its width: dragged, else fitted and never narrower than its head; and rows their height."""
        self.setMinimumSectionSize(self._at_size(48))
        if self._is_one_line:
            self._table.verticalHeader().setDefaultSectionSize(line_height(self.fontMetrics()))
        room = self._table.viewport().width()
        fitted = self._fitted(room)
        self._is_giving = True
        for column, width in fitted.items():
            dragged = self._dragged.get(column)
            self.resizeSection(column, max(width, self._head(column)) if dragged is None else self._at_size(dragged))
        others = sum(self.sectionSize(column) for column in range(self.count()) if column != self._wide)
        self.resizeSection(self._wide, max(self._at_size(self._least), self._head(self._wide), room - others))
        self._is_giving = False

    def saveState(self) -> QByteArray:
        """The widths that were dragged, in pixels at 100 %; empty when there are none."""
        return QByteArray(" ".join(f"{column}:{width:.1f}" for column, width in self._dragged.items()).encode())

    def restoreState(self, state: QByteArray | bytes | bytearray | memoryview) -> bool:
        """Take the dragged widths over; whatever else stands there is left out."""
        words = bytes(QByteArray(state).data()).decode(errors="replace")
        kept = {int(at): float(width) for at, width in re.findall(r"\b(\d):(\d{1,4}\.\d)\b", words)}
        self._dragged = {at: width for at, width in kept.items() if at < self.count() and at != self._wide}
        self.fit()
        return bool(self._dragged)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """From now on a change of width is somebody's."""
        self._is_held = event.button() is Qt.MouseButton.LeftButton
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the wide column have what is left now."""
        super().mouseReleaseEvent(event)
        if self._is_held:
            self._is_held = False
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room again."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()

    def _when_resized(self, column: int, before: int, now: int) -> None:
        if not self._is_held or self._is_giving:
            return
        self._is_giving = True
        giver = self._giver(column)
        if giver is not None:
            self.resizeSection(giver, max(self.minimumSectionSize(), self.sectionSize(giver) + before - now))
        for changed in (column, giver):
            if changed is not None and changed != self._wide:
                self._dragged[changed] = self.sectionSize(changed) * HEIGHT_AT_100 / self._line
        self._is_giving = False

    def _giver(self, column: int) -> int | None:
        """The column that gives what a border takes; None at the right edge."""
        right = [at for at in range(column + 1, self.count()) if not self.isSectionHidden(at)]
        return self._wide if self._wide in right else next(iter(right), None)

    def _forget(self, column: int) -> None:
        for changed in (column, self._giver(column)):
            self._dragged.pop(-1 if changed is None else changed, None)
        self.fit()

    def _forget_all(self) -> None:
        self._dragged.clear()
        self.fit()

    def _head(self, column: int) -> int:
        words = self._table.model().headerData(column, Qt.Orientation.Horizontal)  # Qt itself measures them in bold
        return self.fontMetrics().horizontalAdvance(str(words or "")) + HEAD_PADDING

    @property
    def _line(self) -> int:
        return self.fontMetrics().height()

    def _at_size(self, pixels: float) -> int:
        return round(pixels * self._line / HEIGHT_AT_100)
