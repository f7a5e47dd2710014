"""What was half typed when the program was killed comes back, and what was done can be undone in the next session."""

import os
import subprocess
import sys

import pytest
from PySide6.QtWidgets import QApplication

from giaoban_desktop import paths
from giaoban_desktop.services import drafts, meetings
from giaoban_desktop.ui.recovery import RecoveryDialog

TEXT = "Kết luận đang viết dở thì mất điện"


def killed_while_typing(file):
    """Type in a process of its own until the draft is kept a second later, and kill it as a power cut would."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "tests.journeys.typing_until_killed", str(file), TEXT]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=paths.root(), env=environment
    ) as process:
        try:
            said = process.stdout.readline()
        finally:
            process.kill()
        assert said == b"kept\n", process.stderr.read().decode()


def conclusion(window):
    found = window.session.read(lambda book: meetings.get(book, meetings.listed(book)[-1].id))
    return found.conclusion


@pytest.fixture
def put_back(file, reopen, typist):
    """The window after a crash, in which the draft that was offered has been put back by Enter."""
    killed_while_typing(file)
    window = reopen()
    assert conclusion(window) == "Các lực lượng phối hợp tốt."
    (draft,) = window.session.read(drafts.listed)
    assert draft.place == f"meetings/{meetings.listed(window.session.book)[-1].id}#conclusion"
    window.offer_drafts()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RecoveryDialog)
    typist.until(dialog.isActiveWindow)
    assert dialog.text.toPlainText() == TEXT
    typist.press("Return")
    window.activateWindow()  # a screen without a window manager gives the keyboard back to nobody
    typist.until(window.isActiveWindow)
    return window


def test_what_was_half_typed_is_offered_put_back_and_kept(put_back, reopen, typist):
    field = put_back.pages["meetings"].editor.conclusion.conclusion
    assert QApplication.focusWidget() is field
    assert field.toPlainText() == TEXT
    typist.press("Tab")
    assert conclusion(put_back) == TEXT
    assert conclusion(reopen()) == TEXT


def test_what_was_put_back_and_kept_is_not_offered_again(put_back, typist):
    typist.press("Tab")
    assert conclusion(put_back) == TEXT
    assert put_back.session.read(drafts.listed) == []


def test_undo_and_redo_reach_over_the_end_of_the_program(reopen, typist):
    window = reopen()
    typist.press("Ctrl+2")
    page = window.page
    typist.follow(page.editor.tabs.tabText(page.editor.parts.index(page.editor.conclusion)))
    typist.reach(page.editor.conclusion.conclusion)
    typist.write_over("Kết luận mới.")
    typist.press("Tab", "Ctrl+Q")
    window = reopen()
    assert conclusion(window) == "Kết luận mới."
    typist.press("Ctrl+2", "Ctrl+Z")
    assert conclusion(window) == "Các lực lượng phối hợp tốt."
    window = reopen()
    typist.press("Ctrl+Y")
    assert conclusion(window) == "Kết luận mới."
    assert window.page.meeting.conclusion == "Kết luận mới."
