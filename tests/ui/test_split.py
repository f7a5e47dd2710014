"""Borders between the parts of a page: proposed, moved, remembered."""

import pytest

from giaoban_desktop.ui import start
from giaoban_desktop.ui.split import Split


@pytest.mark.parametrize("page", ["meetings", "figures", "directives", "documents"])
def test_a_border_that_was_moved_is_where_it_was_in_the_next_window(qtbot, window, book, page):
    window.show_page(page)
    (split,) = window.page.findChildren(Split)
    before = split.sizes()
    split.moveSplitter(split.widget(1).x() + 30, 1)
    moved = split.sizes()
    assert moved != before
    window.resize(window.width() + 1, window.height())  # a page that is laid out anew leaves it there
    window.close()
    again = start.make_window(book, today=lambda: window.session.today, preferences=window.preferences)
    qtbot.addWidget(again)
    again.resize(window.size())
    again.show()
    again.show_page(page)
    (split,) = again.page.findChildren(Split)
    assert all(abs(now - then) <= 10 for now, then in zip(split.sizes(), moved, strict=True))
    again.close()


def test_a_border_that_nobody_moved_follows_the_window(window):
    window.show_page("meetings")
    (split,) = window.page.findChildren(Split)
    wide = split.sizes()[0]
    window.resize(1024, 640)
    assert split.sizes()[0] < wide
    assert split.saveState().isEmpty()
