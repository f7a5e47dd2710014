"""Files shown in the system's programs, from a folder that nobody else can look into and that goes with the window."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from giaoban_desktop.errors import UserError
from giaoban_desktop.services import printing
from giaoban_desktop.services.changes import Changes, of
from giaoban_desktop.ui.session import Session


class OpenedFiles(QObject):
    """Copies to look at; what is changed in them changes nothing in the book."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._folder: Path | None = None
        session.stopping.connect(self._forget)

    def show(self, content: bytes, name: str) -> None:
        """Show bytes as a file of that name in the program that the system has for it."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="giaoban-"))
        # A folder of its own each time: a reader may still hold the file that was opened before.
        file = Path(tempfile.mkdtemp(dir=self._folder)) / name
        if not self._session.do(lambda _book: _write(content, file)):
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
            self._session.refused.emit(
                UserError("No program for {file} answers on this computer. Save it and open it by hand.", file=name)
            )

    def _forget(self) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)  # Windows keeps what a reader has open
            self._folder = None


def _write(content: bytes, file: Path) -> Changes:
    printing.write_pdf(content, file)
    return of()
