"""What the tests of the meetings share: the page over the book with one meeting, and steps in it."""

import pytest

from giaoban_desktop.services import meetings
from tests.ui.meetings.meeting_steps import shown_page


@pytest.fixture
def page(qtbot, book):
    made = shown_page(qtbot, book)
    yield made
    made.close()
    made.session.stop()


@pytest.fixture
def stored(book):
    return lambda: meetings.get(book, meetings.listed(book)[-1].id)


@pytest.fixture
def given(book):
    return lambda: meetings.directives_of(book, meetings.listed(book)[-1].id)
