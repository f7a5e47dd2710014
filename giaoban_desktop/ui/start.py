"""Starts the window over a book."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from giaoban_desktop.domain.periods import Period, quarter
from giaoban_desktop.i18n import N_
from giaoban_desktop.services import book as books
from giaoban_desktop.ui import constants
from giaoban_desktop.ui.directives.page import DirectivesPage
from giaoban_desktop.ui.documents.page import DocumentsPage
from giaoban_desktop.ui.exchange.page import ExchangePage
from giaoban_desktop.ui.figures.page import FiguresPage
from giaoban_desktop.ui.main_window import MainWindow, PageEntry
from giaoban_desktop.ui.meetings.page import MeetingsPage
from giaoban_desktop.ui.preferences import Preferences
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.today.page import TodayPage

PAGES = (
    PageEntry("today", N_("Today"), "sun-horizon", TodayPage),
    PageEntry("meetings", N_("Meetings"), "users-three", MeetingsPage),
    PageEntry("figures", N_("Figures"), "table", FiguresPage),
    PageEntry("directives", N_("Directives"), "clipboard-text", DirectivesPage),
    PageEntry("documents", N_("Papers"), "file-text", DocumentsPage),
    PageEntry("exchange", N_("Send"), "arrows-left-right", ExchangePage),
)


def run(database: Path, *, today: Callable[[], date]) -> int:
    """Show the window until it is closed; gives the exit code. Raises: StorageError when the book cannot be opened."""
    constants.keep()
    application = QApplication.instance() or QApplication(["giaoban"])
    book = books.open_book(database)
    try:
        window = make_window(book, today=today, preferences=Preferences())
        window.show()
        code = application.exec()
    finally:
        books.close_book(book)
    return code


def make_window(book: books.Book, *, today: Callable[[], date], preferences: Preferences) -> MainWindow:
    """The window over an open book, not shown yet."""
    return MainWindow(Session(book, today=today, period=_present_quarter(today())), preferences, PAGES)


def _present_quarter(day: date) -> Period:
    return quarter(day.year, (day.month - 1) // 3 + 1)
