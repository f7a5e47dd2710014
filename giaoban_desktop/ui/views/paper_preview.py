"""A paper as it will be printed: pages on a grey ground, always white, with zoom, pages and search above."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMargins, QObject, QPointF, Qt
from PySide6.QtGui import QAction, QKeySequence, QWheelEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from giaoban_desktop.i18n import _
from giaoban_desktop.ui import icons
from giaoban_desktop.ui.flow import flowing
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views.paper_find import FindBar
from giaoban_desktop.ui.widgets import action_button

LEVELS = (50, 75, 100, 125, 150, 200, 300, 400)
"""Percent that zooming steps through."""
MARGINS = QMargins(24, 20, 24, 20)
PAGE_GAP = 16
POINTS_PER_INCH = 72
_TO_WIDTH, _TO_PAGE = -1, -2


class PaperPreview(QWidget):
    """Shows the bytes of a PDF. Whoever shows it offers its `commands`, so that their keys work and are in the menu."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._pdf = b""
        self._document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self.view = QPdfView(self)
        self.view.setDocument(self._document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setDocumentMargins(MARGINS)
        self.view.setPageSpacing(PAGE_GAP)
        self.view.setAccessibleName(_("Paper as it will be printed"))
        self.view.viewport().installEventFilter(self)
        self.find_bar = FindBar(self.view, self._document, theme)
        self.find_bar.closed.connect(self.view.setFocus)
        self._make_commands()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar(theme))
        layout.addWidget(self.view, 1)
        self.view.pageNavigator().currentPageChanged.connect(self._tell_page)
        self.take_theme(theme)
        self._tell_page()

    # What is shown

    @property
    def controls(self) -> list[QWidget]:
        """What Tab goes through, in reading order."""
        out, larger, before, after = self._tools
        bar = [out, self.levels, larger, before, after, self._find_button]
        return [*bar, *self.find_bar.controls, self.view]

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return self._document.pageCount()

    @property
    def page_number(self) -> int:
        """The page in sight, counted from 1; 0 when nothing is shown."""
        return self.view.pageNavigator().currentPage() + 1 if self.page_count else 0

    @property
    def zoom_percent(self) -> float:
        """How large the paper is shown; at 100 a centimetre of it is a centimetre on the screen."""
        if self.view.zoomMode() is QPdfView.ZoomMode.Custom or not self.page_count:
            return self.view.zoomFactor() * 100
        size = self._document.pagePointSize(max(0, self.view.pageNavigator().currentPage()))
        dots = self.view.logicalDpiX() / POINTS_PER_INCH
        room = self.view.viewport().size().shrunkBy(MARGINS)
        across, down = room.width() / (size.width() * dots), room.height() / (size.height() * dots)
        return 100 * (min(across, down) if self.view.zoomMode() is QPdfView.ZoomMode.FitInView else across)

    def show_pdf(self, pdf: bytes) -> None:
        """Show other bytes, from their first page; empty bytes show nothing, the same bytes change nothing."""
        if pdf == self._pdf:
            return
        self._pdf = pdf
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(pdf))
        if pdf:
            self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            self._document.load(self._buffer)
            self.view.pageNavigator().jump(0, QPointF(), 0)
        self.find_bar.search_again()
        self._tell_page()

    def take_theme(self, theme: Theme) -> None:
        """The ground around the paper; the paper itself stays white."""
        palette = self.view.palette()
        palette.setColor(palette.ColorRole.Dark, theme.color("rail"))
        self.view.setPalette(palette)
        for made, name in self._tools.items():
            made.setIcon(icons.icon(name, theme.text, theme.disabled))
        self._find_button.setIcon(icons.icon("magnifying-glass", theme.text, theme.disabled))
        self.find_bar.take_theme(theme)

    # Commands

    def _make_commands(self) -> None:
        self.zoom_out = self._command(_("Smaller paper"), "Ctrl+Shift+-", lambda: self.zoom_step(-1))
        self.zoom_in = self._command(_("Larger paper"), "Ctrl+Shift+=", lambda: self.zoom_step(1))
        self.page_before = self._command(_("Page before"), "Alt+PgUp", lambda: self.turn(-1))
        self.page_after = self._command(_("Page after"), "Alt+PgDown", lambda: self.turn(1))
        self.find_words = self._command(_("Find in the paper"), "Ctrl+F", self.find_bar.open)
        self.commands = [self.zoom_out, self.zoom_in, self.page_before, self.page_after, self.find_words]

    def zoom_step(self, step: int) -> None:
        """Show the paper one step larger (1) or smaller (-1)."""
        now = self.zoom_percent
        wanted = [level for level in LEVELS if (level > now + 0.5 if step > 0 else level < now - 0.5)]
        if wanted:
            self.zoom_to(wanted[0] if step > 0 else wanted[-1])

    def zoom_to(self, percent: int) -> None:
        """Show the paper at a size, keeping the middle of what is seen."""
        bar = self.view.verticalScrollBar()
        seen = (bar.value() + bar.pageStep() / 2) / max(1, bar.maximum() + bar.pageStep())
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(percent / 100)
        bar.setValue(round(seen * (bar.maximum() + bar.pageStep()) - bar.pageStep() / 2))
        self._show_level(percent)

    def fit(self, mode: QPdfView.ZoomMode) -> None:
        """Show the paper as wide as the room (FitToWidth) or whole pages (FitInView)."""
        self.view.setZoomMode(mode)
        self._show_level(_TO_WIDTH if mode is QPdfView.ZoomMode.FitToWidth else _TO_PAGE)

    def turn(self, step: int) -> None:
        """Go a page on (1) or back (-1)."""
        navigator = self.view.pageNavigator()
        target = navigator.currentPage() + step
        if 0 <= target < self.page_count:
            navigator.jump(target, QPointF(), 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Zoom by the wheel while Ctrl is held."""
        if isinstance(event, QWheelEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_step(1 if event.angleDelta().y() > 0 else -1)
            return True
        return super().eventFilter(watched, event)

    # Parts

    def _bar(self, theme: Theme) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        self.levels = QComboBox()
        self.levels.setAccessibleName(_("Size of the paper"))
        self.levels.addItem(_("Fit width"), _TO_WIDTH)
        self.levels.addItem(_("Fit page"), _TO_PAGE)
        for level in LEVELS:
            self.levels.addItem(f"{level} %", level)
        self.levels.activated.connect(self._choose_level)
        self._page = QLabel()
        self._find_button = action_button(self.find_words, icon="magnifying-glass", theme=theme)
        self._find_button.setText(_("Find"))
        self._tools: dict[QToolButton, str] = {}
        zoom = _side_by_side(
            self._tool(self.zoom_out, "magnifying-glass-minus"),
            self.levels,
            self._tool(self.zoom_in, "magnifying-glass-plus"),
        )
        pages = _side_by_side(
            self._tool(self.page_before, "caret-left"), self._page, self._tool(self.page_after, "caret-right")
        )
        layout.addWidget(flowing(zoom, pages, self._find_button, spacing=16, last_at_edge=True))
        layout.addWidget(self.find_bar)
        return holder

    def _choose_level(self, at: int) -> None:
        level = self.levels.itemData(at)
        if level == _TO_WIDTH:
            self.fit(QPdfView.ZoomMode.FitToWidth)
        elif level == _TO_PAGE:
            self.fit(QPdfView.ZoomMode.FitInView)
        else:
            self.zoom_to(level)

    def _show_level(self, level: int) -> None:
        self.levels.setCurrentIndex(self.levels.findData(level))

    def _tell_page(self) -> None:
        number, count = self.page_number, self.page_count
        self._page.setText(_("Page {page} of {count}").format(page=number, count=count) if count else "")
        self.page_before.setEnabled(number > 1)
        self.page_after.setEnabled(number < count)
        for command in (self.zoom_in, self.zoom_out, self.find_words):
            command.setEnabled(count > 0)

    def _command(self, text: str, key: str, run: object) -> QAction:
        made = QAction(text, self)
        made.setShortcut(QKeySequence(key))
        made.triggered.connect(lambda _checked=False: run())  # type: ignore[operator]
        return made

    def _tool(self, command: QAction, icon: str) -> QToolButton:
        made = QToolButton()
        made.setAccessibleName(command.text())
        keys = command.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        made.setToolTip(f"{command.text()} ({keys})")
        made.clicked.connect(command.trigger)
        command.changed.connect(lambda: made.setEnabled(command.isEnabled()))
        self._tools[made] = icon
        return made


def _side_by_side(*parts: QWidget) -> QWidget:
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    for part in parts:
        layout.addWidget(part)
    return holder
