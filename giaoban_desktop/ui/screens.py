"""Pictures of every page, in both themes, for whoever judges how the window looks."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from giaoban_desktop.services import book as books
from giaoban_desktop.ui import constants, start
from giaoban_desktop.ui.main_window import MainWindow
from giaoban_desktop.ui.preferences import Preferences

SIZE = (1366, 768)
REST_MS = 400
"""How long a page may take to load its papers and pictures before it is drawn."""


def draw(
    database: Path,
    folder: Path,
    *,
    today: date,
    themes: tuple[str, ...] = ("light", "dark"),
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> list[Path]:
    """Draw each page of a book's window into `folder` as NN-page-theme.png; gives the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    with open_window(database, today=today) as window:
        total = len(window.entries) * len(themes)
        for theme in themes:
            window.preferences.remember("theme", theme)
            for number, entry in enumerate(window.entries, start=1):
                progress(len(files), total)
                window.show_page(entry.name)
                rest(REST_MS)
                files.append(folder / f"{number:02d}-{entry.name}-{theme}.png")
                window.grab().save(str(files[-1]))
    return sorted(files)


@contextmanager
def open_window(database: Path, *, today: date) -> Iterator[MainWindow]:
    """The window over a book, on a screen of its own that nobody sees, without what this user prefers."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    constants.keep()
    if QApplication.instance() is None:
        open_window.application = QApplication(["giaoban"])  # type: ignore[attr-defined]  # kept as long as the process
    book = books.open_book(database)
    try:
        with tempfile.TemporaryDirectory() as place:
            window = start.make_window(book, today=lambda: today, preferences=Preferences(Path(place) / "window.ini"))
            window.resize(*SIZE)
            window.show()
            try:
                yield window
            finally:
                window.close()
                window.deleteLater()
                rest(0)
    finally:
        book.close()


def rest(milliseconds: int) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
