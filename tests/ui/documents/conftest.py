"""The page of papers over the book of one meeting."""

import pytest

from giaoban_desktop.services import meetings


@pytest.fixture
def page(window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.show_page("documents")
    return window.page


@pytest.fixture
def meeting_id(book):
    return meetings.listed(book)[0].id
