"""A syllable that is still being composed survives whatever comes: another field, a shortcut, Enter, the end.

Real here: every event that a field gets (Qt's own), every field and its reaction, the moments at which the program and
Qt ask the input method to commit. Stood in for: the input method itself. The offscreen screen has none, so that
`QInputMethod.commit()` does nothing there; `InputMethod` below does what ibus and fcitx do when they are asked.
"""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication

from giaoban_desktop.services import book as books
from giaoban_desktop.services import meetings
from giaoban_desktop.storage import figures


class InputMethod(QObject):
    """Knows what it composes and in which control, and commits it when it is asked to.

    The program asks through `QGuiApplication.inputMethod()`; Qt asks before it takes the keyboard from a control, which
    the control sees as FocusAboutToChange.
    """

    def __init__(self) -> None:
        super().__init__()
        self.composing, self.place, self.asked = "", None, 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - the name is Qt's
        if isinstance(event, QInputMethodEvent):
            self.composing, self.place = event.preeditString(), watched
        elif event.type() is QEvent.Type.FocusAboutToChange and watched is self.place:
            self.commit()
        return False

    def commit(self) -> None:
        """What `QInputMethod.commit` brings about."""
        self.asked += 1
        text, self.composing = self.composing, ""
        if text:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(self.place, event)

    def reset(self) -> None:
        """What `QInputMethod.reset` brings about."""
        self.composing = ""


@pytest.fixture
def method(monkeypatch, qapp):
    stand_in = InputMethod()
    qapp.installEventFilter(stand_in)
    monkeypatch.setattr(QGuiApplication, "inputMethod", lambda: stand_in)
    yield stand_in
    qapp.removeEventFilter(stand_in)


@pytest.fixture
def stored(file):
    """The place and conclusion of the meeting and all figures, read from the closed file by whoever comes next."""

    def read():
        book = books.open_book(file)
        try:
            found = meetings.get(book, meetings.listed(book)[-1].id)
            return found.place, found.conclusion, [one.value.text for one in figures.list_all(book)]
        finally:
            books.close_book(book)

    return read


@pytest.fixture
def place(reopen, typist, method):
    """The field of the place, in which “tiê” is being composed after what stood there."""
    window = reopen()
    typist.press("Ctrl+2")
    typist.reach(window.page.editor.general.told["place"].control, at_most=30)
    typist.press("End")
    typist.compose("tiê")
    assert window.page.editor.general.told["place"].control.text() == "Hội trường UBND phường An Lạc"
    return window


AFTER = "Hội trường UBND phường An Lạctiê"


def test_going_to_another_field_keeps_it(place, typist, stored):
    typist.press("Tab")
    assert place.page.editor.general.told["place"].control.text() == AFTER
    place.close()
    place.session.book.close()
    assert stored()[0] == AFTER


def test_another_page_by_its_key_keeps_it(place, typist, stored):
    typist.press("Ctrl+4")
    assert place.page is not place.pages["meetings"]
    place.close()
    place.session.book.close()
    assert stored()[0] == AFTER


def test_another_part_of_the_meeting_keeps_it(place, typist, stored):
    page = place.page
    typist.follow(page.editor.tabs.tabText(page.editor.parts.index(page.editor.conclusion)))
    assert page.editor.tab is page.editor.conclusion
    place.close()
    place.session.book.close()
    assert stored()[0] == AFTER


def test_leaving_the_program_keeps_it(place, typist, stored):
    typist.press("Ctrl+Q")
    assert not place.isVisible()
    place.session.book.close()
    assert stored()[0] == AFTER


def test_leaving_the_program_keeps_it_in_text_of_several_lines(reopen, typist, method, stored):
    window = reopen()
    typist.press("Ctrl+2")
    page = window.page
    typist.follow(page.editor.tabs.tabText(page.editor.parts.index(page.editor.conclusion)))
    typist.reach(page.editor.conclusion.conclusion)
    typist.press("Ctrl+End")
    typist.compose("Tiế")
    typist.press("Ctrl+Q")
    window.session.book.close()
    assert stored()[1] == "Các lực lượng phối hợp tốt.Tiế"


@pytest.mark.parametrize("key", ["Return", "Tab", "Ctrl+2", "Ctrl+Q"])
def test_a_cell_of_figures_keeps_it(reopen, typist, method, stored, key):
    window = reopen()
    typist.press("Ctrl+3")
    table = window.page.table
    typist.press("F2", "Ctrl+A")
    typist.compose("gần 60")
    assert table.open_editor().text() == ""
    typist.press(key)
    window.close()
    window.session.book.close()
    assert "gần 60" in stored()[2]


def test_a_cell_takes_what_is_committed_without_composing(reopen, typist, method, stored):
    window = reopen()
    typist.press("Ctrl+3")
    typist.commit("gần 60")
    typist.press("Return")
    window.close()
    window.session.book.close()
    assert "gần 60" in stored()[2]
