"""Steps that the tests of the meetings share: showing the page or a part, composing words, counting acts."""

from datetime import date

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from giaoban_desktop.domain.periods import quarter
from giaoban_desktop.storage import change_log
from giaoban_desktop.ui.meetings.page import MeetingsPage
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.theme import LIGHT

TODAY = date(2026, 3, 25)


def shown_page(qtbot, book):
    session = Session(book, today=lambda: TODAY, period=quarter(2026, 1))
    page = MeetingsPage(session, LIGHT)
    qtbot.addWidget(page)
    session.changed.connect(lambda changes, who: None if who is page else (page.mark_stale(), page.refresh_if_stale()))
    session.broke.connect(pytest.fail)
    page.resize(1180, 720)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.refresh_if_stale()
    return page


def show(page, part):
    """Bring a tab to the front."""
    page.editor.tabs.setCurrentIndex(page.editor.parts.index(part))


def compose(control, text):
    """Type as an input method does: first composing, then committed."""
    control.setFocus()
    QApplication.sendEvent(control, QInputMethodEvent(text, []))
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(control, event)


def acts(book):
    return change_log.last(book.connection).seq
