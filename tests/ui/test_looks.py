"""Every page in both languages, small and large: nothing is cut off, everything has a name, letters are unique."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from giaoban_desktop import i18n
from giaoban_desktop.ui import screens, start
from giaoban_desktop.ui.preferences import Preferences
from giaoban_desktop.ui.rail import RailButton

PAGES = ("today", "meetings", "figures", "directives", "documents", "exchange", "settings")
SIZES = {"1366x768": (1366, 768, 100), "1024x640": (1024, 640, 100), "1366x768 at 160": (1366, 768, 160)}


@pytest.fixture
def shown(qtbot, book, tmp_path) -> Iterator:
    """Open the window in a language, at a size."""
    made = []

    def open_window(language: str, size: str):
        width, height, scale = SIZES[size]
        preferences = Preferences(tmp_path / "looks.ini")
        preferences.remember("scale", scale)
        i18n.set_language(language)
        window = start.make_window(book, today=lambda: date(2026, 3, 25), preferences=preferences)
        qtbot.addWidget(window)
        window.resize(width, height)
        window.show()
        made.append(window)
        return window

    yield open_window
    for window in made:
        window.close()
    i18n.set_language("en")


def views_of(window) -> Iterator[tuple[str, QWidget]]:
    """Each page, and each part of those that have several."""
    for name in PAGES:
        window.show_page(name)
        page = window.page
        if name == "meetings":
            for at in range(len(page.parts)):
                page.tabs.setCurrentIndex(at)
                screens.rest(50)
                yield f"{name} {page.tabs.tabText(at)}", window
        elif name == "settings":
            for at in range(len(page.parts)):
                page.list.setCurrentRow(at)
                screens.rest(1)
                yield f"{name} {page.parts[at].title}", window
        else:
            screens.rest(1)
            yield name, window


def visible(window, kind):
    return [one for one in window.findChildren(kind) if one.isVisible() and one.window() is window]


def cut_off(window) -> list[str]:
    found = []
    for label in visible(window, QLabel):
        if not label.text() or label.toolTip() or label.pixmap().width():
            continue  # what is shortened on purpose says the whole in its tooltip
        if label.wordWrap():
            if label.height() + 2 < label.heightForWidth(label.width()):
                found.append(f"{label.text()} ({label.height()} < {label.heightForWidth(label.width())})")
        elif label.width() + 1 < label.sizeHint().width():
            found.append(f"{label.text()} ({label.width()} < {label.sizeHint().width()})")
    for button in visible(window, QAbstractButton):
        inside = button.parentWidget()
        needed = button.fontMetrics().horizontalAdvance(button.text().replace("&", ""))
        is_of_qt = isinstance(inside, QAbstractItemView | QLineEdit)
        if button.text() and not is_of_qt and not isinstance(button, RailButton) and button.width() < needed:
            found.append(f"[{button.text()}] ({button.width()} < {needed})")
        if isinstance(button, RailButton) and button.width() < button.needed_width():
            found.append(f"[{button.text()}]")
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_label_is_cut_off(shown, language, size):
    window = shown(language, size)
    wrong = [f"{name}: {found}" for name, view in views_of(window) for found in cut_off(view)]
    assert not wrong, "\n".join(wrong)


def test_every_control_has_a_name(shown):
    window = shown("vi", "1366x768")
    nameless = []
    for name, view in views_of(window):
        for button in visible(view, QAbstractButton):
            inside = button.parentWidget()
            if not isinstance(inside, QAbstractItemView | QLineEdit) and not (button.text() or button.accessibleName()):
                nameless.append((name, button))
        for kind in (QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView):
            for control in visible(view, kind):
                inside = control.parentWidget()
                is_part = isinstance(inside, QAbstractItemView | QComboBox) or "View" in type(inside).__name__
                if not is_part and not control.accessibleName():
                    nameless.append((name, type(control).__name__, control.objectName()))
    assert nameless == []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_alt_letters_are_unique_and_typed_without_an_input_method(shown, language):
    window = shown(language, "1366x768")
    for name, view in views_of(window):
        texts = [made.text() for made in visible(view, QAbstractButton)]
        texts += [label.text() for label in visible(view, QLabel) if label.buddy()]
        if name.startswith("meetings"):
            texts += [view.page.tabs.tabText(at) for at in range(len(view.page.parts))]
        letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text.replace("&&", "")]
        doubled = {letter for letter in letters if letters.count(letter) > 1}
        assert not doubled, (name, [text for text in texts if "&" in text])
        assert all(letter.isascii() for letter in letters), (name, [text for text in texts if "&" in text])


def test_text_is_never_smaller_than_it_can_be_read(shown):
    window = shown("vi", "1366x768")
    for _name, view in views_of(window):
        for widget in visible(view, QWidget):
            assert widget.font().pointSizeF() >= 10.5 or widget.font().pixelSize() > 0, widget


def test_the_keyboard_reaches_every_part_of_each_page(qtbot, shown):
    window = shown("en", "1366x768")
    qtbot.waitUntil(window.isActiveWindow)
    for name in PAGES:
        window.show_page(name)
        panes = [pane for pane in window.page.panes() if pane.isVisible()]
        reached = set()
        for _step in range(len(panes) + 1):
            qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_F6)
            focus = window.focusWidget()
            reached |= {pane for pane in panes if pane is focus or (focus and pane.isAncestorOf(focus))}
        assert reached == set(panes), name
