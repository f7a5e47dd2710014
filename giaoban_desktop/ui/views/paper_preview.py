"""A paper as it will be printed: pages on a grey ground, zoom to the width, always white."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QVBoxLayout, QWidget

from giaoban_desktop.i18n import _
from giaoban_desktop.ui.theme import Theme


class PaperPreview(QWidget):
    """Shows the bytes of a PDF."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._view = QPdfView(self)
        self._view.setDocument(self._document)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.setAccessibleName(_("Paper as it will be printed"))
        self.take_theme(theme)
        layout.addWidget(self._view)

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return self._document.pageCount()

    def show_pdf(self, pdf: bytes) -> None:
        """Show other bytes; empty bytes show nothing."""
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(pdf))
        if pdf:
            self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            self._document.load(self._buffer)

    def take_theme(self, theme: Theme) -> None:
        """The ground around the paper; the paper itself stays white."""
        palette = self._view.palette()
        palette.setColor(palette.ColorRole.Dark, theme.color("rail"))
        self._view.setPalette(palette)
