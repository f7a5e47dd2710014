from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from giaoban_desktop.services import book as books
from giaoban_desktop.ui import constants, start
from giaoban_desktop.ui.main_window import MainWindow
from giaoban_desktop.ui.preferences import Preferences
from tests.builders import briefing_data, new_book, record

constants.keep()


@pytest.fixture
def book(tmp_path: Path) -> Iterator[books.Book]:
    """A book with one briefing and three directives."""
    with new_book(tmp_path) as made:
        directives = [
            *briefing_data()["directives"],
            {"text": "Kiểm tra bến đò.", "lead": "QS", "deadline": "2026-03-24"},
            {"text": "Nắm chắc địa bàn.", "all_forces": True, "standing": True},
        ]
        record(made, directives=directives)
        yield made


@pytest.fixture
def window(qtbot: QtBot, book: books.Book, tmp_path: Path) -> Iterator[MainWindow]:
    """The window over that book, on 25/3/2026."""
    preferences = Preferences(tmp_path / "window.ini")
    made = start.make_window(book, today=lambda: date(2026, 3, 25), preferences=preferences)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)  # before that no shortcut reaches it
    yield made
    made.close()
