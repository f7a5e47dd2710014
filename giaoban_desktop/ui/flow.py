"""Controls from left to right that go on in a further line where the width is not enough."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget


class Flow(QLayout):
    """Wraps its controls; with `last_at_edge`, the last one of the first line stands at the right edge."""

    def __init__(self, *, spacing: int = 8, last_at_edge: bool = False) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._last_at_edge = last_at_edge
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay_out(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._lay_out(area, move=True)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._shown()]
        margins = self.contentsMargins()
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        height = max((hint.height() for hint in hints), default=0)
        return QSize(width + margins.left() + margins.right(), height + margins.top() + margins.bottom())

    def minimumSize(self) -> QSize:
        hints = [item.minimumSize() for item in self._shown()]
        margins = self.contentsMargins()
        width = max((hint.width() for hint in hints), default=0)
        height = max((hint.height() for hint in hints), default=0)
        return QSize(width + margins.left() + margins.right(), height + margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay_out(self, area: QRect, *, move: bool) -> int:
        """Place the controls, or only measure; gives the height that they take."""
        margins = self.contentsMargins()
        inner = area.adjusted(margins.left(), margins.top(), -margins.right(), -margins.bottom())
        top = inner.top()
        for number, line in enumerate(self._lines(inner.width())):
            height = max(item.sizeHint().height() for item in line)
            top += self.spacing() if number else 0
            if move:
                self._place(line, QRect(inner.left(), top, inner.width(), height), at_edge=number == 0)
            top += height
        return top - area.top() + margins.bottom()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        left = 0
        for item in self._shown():
            wanted = item.sizeHint().width()
            if not lines or left + wanted > width:
                lines.append([])
                left = 0
            lines[-1].append(item)
            left += wanted + self.spacing()
        return lines

    def _place(self, line: list[QLayoutItem], area: QRect, *, at_edge: bool) -> None:
        left = area.left()
        for number, item in enumerate(line, start=1):
            size = QSize(min(item.sizeHint().width(), area.width()), item.sizeHint().height())
            if at_edge and self._last_at_edge and number == len(line) == len(self._shown()):
                left = max(left, area.right() + 1 - size.width())
            item.setGeometry(QRect(QPoint(left, area.top() + (area.height() - size.height()) // 2), size))
            left += size.width() + self.spacing()


def flowing(*parts: QWidget, spacing: int = 8, last_at_edge: bool = False) -> QWidget:
    """Controls in a line that may wrap."""
    holder = QWidget()
    layout = Flow(spacing=spacing, last_at_edge=last_at_edge)
    holder.setLayout(layout)
    for part in parts:
        layout.addWidget(part)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder
