"""The small chart beside the grid."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from giaoban_desktop.services import figure_charts
from giaoban_desktop.services.figure_charts import Course
from giaoban_desktop.ui.theme import Theme

HEIGHT, REST_MS = 104, 80
"""Whoever runs through the cells has only the course drawn on which he rests."""


class CourseChart(QWidget):
    """The last periods as bars with the same period of last year as a dashed line; told in words beside it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._course: Course | None = None
        self._labels: tuple[str, ...] = ()
        self._drawn: tuple[QSize, QSvgRenderer] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._draw_anew)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)

    def show_course(self, course: Course | None, labels: tuple[str, ...], words: str) -> None:
        """Draw a course; `words` say what it shows to who cannot see it."""
        self._course, self._labels = course, labels
        self.setAccessibleName(words)
        self.setVisible(course is not None)
        self._rest.start()

    def _draw_anew(self) -> None:
        self._drawn = None
        self.update()

    def take_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.theme, self._drawn = theme, None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture in the size that there is."""
        if self._course is None or self.width() < 40:
            return
        if self._drawn is None or self._drawn[0] != self.size():
            theme = self.theme
            colors = tuple(theme.color(name).name() for name in ("hint", "accent", "text", "text2", "line"))
            made = figure_charts.svg(self._course, self._labels, self.width(), self.height(), colors)  # type: ignore[arg-type]
            self._drawn = (self.size(), QSvgRenderer(made))
        painter = QPainter(self)
        self._drawn[1].render(painter, QRectF(self.rect()))
        painter.end()
