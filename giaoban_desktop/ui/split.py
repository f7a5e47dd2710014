"""Parts side by side with borders that can be moved, and stay where they were moved to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QSplitter, QWidget


class Split(QSplitter):
    """Named, so that its places are remembered. `propose` gives widths until somebody moved a border."""

    def __init__(self, name: str, *parts: QWidget, wide: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName(name)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(5)
        for at, part in enumerate(parts):
            self.addWidget(part)
            self.setStretchFactor(at, 1 if at == wide else 0)
        self._wide, self._is_moved = wide, False
        self.splitterMoved.connect(lambda _place, _at: self._mark())

    def propose(self, widths: Sequence[int]) -> None:
        """Widths of the parts; that of the wide one is what is left, whatever is given."""
        if self._is_moved or self.width() <= 0:
            return
        left = self.width() - sum(width for at, width in enumerate(widths) if at != self._wide)
        self.setSizes([max(left, 1) if at == self._wide else width for at, width in enumerate(widths)])

    def restoreState(self, state: QByteArray | bytes | bytearray | memoryview) -> bool:
        """Put the borders where they were."""
        self._is_moved = super().restoreState(state)
        return self._is_moved

    def saveState(self) -> QByteArray:
        """Where the borders are; empty when nobody moved them, so that the next window proposes anew."""
        return super().saveState() if self._is_moved else QByteArray()

    def _mark(self) -> None:
        self._is_moved = True
