"""Starts the window over a book: the one that was named, the one of last time, or the first."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from giaoban_desktop import __version__, i18n, log
from giaoban_desktop.domain.periods import Period, quarter
from giaoban_desktop.errors import UserError
from giaoban_desktop.i18n import N_
from giaoban_desktop.log import logger
from giaoban_desktop.services import book as books
from giaoban_desktop.ui import constants, style, translators
from giaoban_desktop.ui.garbage import IdleCollection
from giaoban_desktop.ui.leaving import Leaving
from giaoban_desktop.ui.main_window import MainWindow
from giaoban_desktop.ui.page import Page
from giaoban_desktop.ui.preferences import DEFAULT_SCALE, Preferences
from giaoban_desktop.ui.rail import PageEntry
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.theme import Theme

_MakePage = Callable[[Session, Theme], Page]


def run(database: Path | None, *, today: Callable[[], date], language: str = "") -> int:
    """Show the window until it is closed; gives the exit code. What goes wrong is told in a dialog."""
    constants.keep()
    application = QApplication.instance() or QApplication(["giaoban"])
    assert isinstance(application, QApplication)
    preferences = Preferences()
    if language:
        preferences.remember("language", language)
    file, said = database or _last_book(preferences), ""
    previous: Path | None = None
    sys.excepthook = _tell_bug
    while True:
        i18n.set_language(_language(preferences))
        translators.install(application)
        style.apply(application, style.system_theme(), preferences.number("scale", DEFAULT_SCALE))
        was_there = file is not None and file.exists()
        book, file = _opened(file, preferences, today)
        if book is None and previous is not None and previous.exists():
            book, file = _opened(previous, preferences, today)  # nothing was chosen: back to where we were
        if book is None:
            return 0
        previous = book.path
        preferences.remember("book", str(book.path))
        leaving = _show(application, book, today, preferences, said, is_new=not was_there)
        if leaving is None:
            return 0
        said = leaving.said
        if leaving.between is None or _done(leaving.between):
            file = leaving.book
        else:
            file, said = book.path, ""


def make_window(book: books.Book, *, today: Callable[[], date], preferences: Preferences) -> MainWindow:
    """The window over an open book, not shown yet."""
    session = Session(book, today=today, period=_present_quarter(today()))
    return MainWindow(session, preferences, pages(preferences))


def pages(preferences: Preferences) -> tuple[PageEntry, ...]:
    """The pages in the order of the month's work; each is imported when it is first shown."""
    return (
        PageEntry("today", N_("Today"), "sun-horizon", _today),
        PageEntry("meetings", N_("Meetings"), "users-three", _meetings),
        PageEntry("figures", N_("Figures"), "table", _figures),
        PageEntry("directives", N_("Directives"), "clipboard-text", _directives),
        PageEntry("documents", N_("Papers"), "file-text", _documents),
        PageEntry("exchange", N_("Send"), "arrows-left-right", _exchange),
        PageEntry("settings", N_("Settings"), "gear-six", partial(_settings, preferences), at_foot=True),
    )


def _today(session: Session, theme: Theme) -> Page:
    from giaoban_desktop.ui.today.page import TodayPage

    return TodayPage(session, theme)


def _meetings(session: Session, theme: Theme) -> Page:
    from giaoban_desktop.ui.meetings.page import MeetingsPage

    return MeetingsPage(session, theme)


def _figures(session: Session, theme: Theme) -> Page:
    from giaoban_desktop.ui.figures.page import FiguresPage

    return FiguresPage(session, theme)


def _directives(session: Session, theme: Theme) -> Page:
    from giaoban_desktop.ui.directives.page import DirectivesPage

    return DirectivesPage(session, theme)


def _documents(session: Session, theme: Theme) -> Page:
    from giaoban_desktop.ui.documents.page import DocumentsPage

    return DocumentsPage(session, theme)


def _exchange(session: Session, theme: Theme) -> Page:
    from giaoban_desktop.ui.exchange.page import ExchangePage

    return ExchangePage(session, theme)


def _settings(preferences: Preferences, session: Session, theme: Theme) -> Page:
    from giaoban_desktop.ui.settings.page import SettingsPage

    return SettingsPage(session, theme, preferences)


def _show(
    application: QApplication,
    book: books.Book,
    today: Callable[[], date],
    preferences: Preferences,
    said: str,
    *,
    is_new: bool,
) -> Leaving | None:
    left: list[Leaving] = []

    def leave(leaving: Leaving) -> None:
        left.append(leaving)
        window.close()

    try:
        window = make_window(book, today=today, preferences=preferences)
        window.leaving.connect(leave)
        window.show()
        QTimer.singleShot(0, lambda: IdleCollection(window))
        QTimer.singleShot(0, window.offer_past_figures if is_new else window.offer_drafts)
        if said:
            window.status.showMessage(said)
        application.exec()
        window.deleteLater()
    finally:
        books.close_book(book)
    return left[0] if left else None


def _opened(
    file: Path | None, preferences: Preferences, today: Callable[[], date]
) -> tuple[books.Book | None, Path | None]:
    """The book in a file, or in the one that is chosen or made when there is none; None when the person gives up."""
    while True:
        if file is not None and file.exists():
            try:
                return books.open_book(file, by=books.user_name()), file
            except UserError as error:
                logger.info("refused: %s", error.message)
                file = _chosen(file, preferences, today, error)
        else:
            file = _chosen(file, preferences, today)
        if file is None:
            return None, None


def _chosen(
    file: Path | None, preferences: Preferences, today: Callable[[], date], error: UserError | None = None
) -> Path | None:
    from giaoban_desktop.ui.first_start.dialog import choose_book  # a book that opens needs none of it

    return choose_book(file, preferences, today=today, error=error)


def _tell_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What went wrong in a slot of Qt, which nobody else would hear of: into the log, and to whoever sits there."""
    from giaoban_desktop.ui import messages

    if not issubclass(kind, Exception):
        sys.__excepthook__(kind, error, trace)
        return
    log.bug(error, __version__)
    window = QApplication.activeWindow()
    if window is not None:
        messages.show_crash(window, "".join(traceback.format_exception(kind, error, trace)))


def _done(between: Callable[[], object]) -> bool:
    from giaoban_desktop.ui import messages

    try:
        between()
    except UserError as error:
        logger.info("refused: %s", error.message)
        messages.tell(error)
        return False
    return True


def _last_book(preferences: Preferences) -> Path | None:
    name = preferences.text("book")
    return Path(name) if name and Path(name).exists() else None


def _language(preferences: Preferences) -> str:
    """The language chosen in the settings, else Vietnamese."""
    chosen = preferences.text("language")
    return chosen if chosen in i18n.LANGUAGES else "vi"


def _present_quarter(day: date) -> Period:
    return quarter(day.year, (day.month - 1) // 3 + 1)
