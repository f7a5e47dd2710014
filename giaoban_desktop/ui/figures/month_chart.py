"""The months of an indicator as they stand in an annex: forces stacked, last year beside, the sum as a line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QDialog, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from giaoban_desktop.domain.periods import Period
from giaoban_desktop.i18n import _
from giaoban_desktop.services import figure_charts
from giaoban_desktop.services.figure_charts import MonthPicture
from giaoban_desktop.ui.fields import sentence_of
from giaoban_desktop.ui.newest_task import NewestTask
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.widgets import button, heading, row, text_label

WIDTH, HEIGHT = 980, 620
CHART_WIDTH, CHART_HEIGHT = 620, 236
"""Points; smaller than its place, so that the letters are as large as those around it."""
MARGIN = 12


class MonthChartDialog(QDialog):
    """The chart is put together beside the window; its sentence and its table say the same."""

    def __init__(self, parent: QWidget, session: Session, code: str, period: Period) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Chart of the months"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(WIDTH, HEIGHT)
        self.head, self.sentence = heading(""), text_label(_("The chart is being drawn…"))
        self.chart, self.table = _Picture(), QTableWidget()
        self.table.setAccessibleName(_("Figures by month"))
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        close = button(_("C&lose"))
        close.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(10)
        for part in (self.head, self.chart, self.sentence, self.table):
            layout.addWidget(part, 1 if part is self.chart else 0)
        layout.addLayout(row(None, close))
        path = session.book.path
        self._drawing = NewestTask(session)
        self._drawing.done.connect(self._show)
        self._drawing.refused.connect(lambda error: self.sentence.setText(sentence_of(error)))
        self._drawing.start(
            lambda _progress: figure_charts.month_picture(path, code, period, CHART_WIDTH, CHART_HEIGHT)
        )

    def done(self, result: int) -> None:
        """Close, and show nothing more."""
        self._drawing.drop()
        super().done(result)

    def _show(self, found: MonthPicture) -> None:
        self.head.setText(found.title)
        self.sentence.setText(found.sentence)
        self.chart.show_picture(found.chart, found.sentence)
        self.table.setVisible(bool(found.rows))
        self.table.setRowCount(len(found.rows))
        self.table.setColumnCount(len(found.heads))
        self.table.setHorizontalHeaderLabels(list(found.heads))
        for at, cells in enumerate(found.rows):
            for column, words in enumerate(cells):
                item = QTableWidgetItem(words)
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                item.setToolTip(words)
                self.table.setItem(at, column, item)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        if header.length() < self.table.viewport().width():  # room for all: let the months share it
            for column in range(1, len(found.heads)):
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        high = self.table.horizontalHeader().sizeHint().height() + 2 * self.table.frameWidth()
        high += sum(self.table.rowHeight(at) for at in range(len(found.rows)))
        self.table.setFixedHeight(high + self.table.horizontalScrollBar().sizeHint().height())


class _Picture(QWidget):
    """A drawing on white, as it will be on paper, as large as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._drawn: QSvgRenderer | None = None
        self.setMinimumHeight(CHART_HEIGHT)

    def show_picture(self, drawn: bytes | None, words: str) -> None:
        """Show an SVG file; `words` say what it shows to who cannot see it."""
        self._drawn = QSvgRenderer(drawn) if drawn else None
        self.setVisible(self._drawn is not None)
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in its proportions."""
        if self._drawn is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        room = self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        size = QSize(CHART_WIDTH, CHART_HEIGHT).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        at = QRectF(
            room.x() + (room.width() - size.width()) / 2,
            room.y() + (room.height() - size.height()) / 2,
            size.width(),
            size.height(),
        )
        self._drawn.render(painter, at)
        painter.end()
