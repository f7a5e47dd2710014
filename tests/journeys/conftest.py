from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from giaoban_desktop.services import book as books
from giaoban_desktop.ui import constants, start
from giaoban_desktop.ui.main_window import MainWindow
from giaoban_desktop.ui.preferences import Preferences
from tests.builders import new_book, record
from tests.journeys.quarter import TODAY
from tests.journeys.typist import Typist

constants.keep()

Reopen = Callable[[], MainWindow]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A closed book with one briefing."""
    with new_book(tmp_path) as made:
        record(made)
        return made.path


@pytest.fixture
def reopen(qtbot: QtBot, file: Path, tmp_path: Path) -> Iterator[Reopen]:
    """Opens the window over the book, on 25/3/2026, as often as it is called; the one before is to be closed first."""
    opened: list[tuple[books.Book, MainWindow]] = []

    def close() -> None:
        for book, window in opened:
            window.close()
            books.close_book(book)
        opened.clear()

    def open_window() -> MainWindow:
        close()
        book = books.open_book(file)
        window = start.make_window(book, today=lambda: TODAY, preferences=Preferences(tmp_path / "window.ini"))
        opened.append((book, window))
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield open_window
    close()


@pytest.fixture
def typist() -> Typist:
    """Somebody at the keyboard."""
    return Typist()
