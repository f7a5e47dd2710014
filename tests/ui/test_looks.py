"""Every page in both languages, small and large: nothing is cut off, everything has a name, letters are unique."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QWidget,
)

from giaoban_desktop import i18n
from giaoban_desktop.domain.directives import DirectiveState
from giaoban_desktop.services import directives, documents, meetings
from giaoban_desktop.services.figure_cells import RowKey
from giaoban_desktop.ui import screens, start
from giaoban_desktop.ui.meetings.attendance_tab import PRESENCES
from giaoban_desktop.ui.preferences import Preferences
from giaoban_desktop.ui.rail import RailButton
from giaoban_desktop.ui.tabs import Tabs
from giaoban_desktop.ui.views.completeness_dialog import CompletenessDialog
from giaoban_desktop.ui.views.directive_table import DEADLINE, STATE, DirectiveModel, room_for_state
from giaoban_desktop.ui.views.figure_model import FIRST, MEASURE, FigureModel
from tests.builders import freeze, new_book

PAGES = ("today", "meetings", "figures", "directives", "documents", "exchange", "settings")
SIZES = {"1366x768": (1366, 768, 100), "1024x640": (1024, 640, 100), "1366x768 at 160": (1366, 768, 160)}
HEAD_PADDING, CELL_PADDING = 16, 16
NEVER_ELIDED = {
    "today": {STATE: 2, DEADLINE: 1},
    "directives": {STATE: 2, DEADLINE: 1},
    "conclusion": {DEADLINE: 1},
    "attendance": {2: 1},
    "legal-bases": {2: 1},
    "packages": {0: 1, 1: 1, 2: 1, 4: 1},
    "backups": {0: 1, 1: 1, 2: 1},
}
"""Columns of short words and numbers by the name of their table, and in how many lines they stand."""


@pytest.fixture
def shown(qtbot, book, tmp_path) -> Iterator:
    """Open the window in a language, at a size."""
    made = []

    def open_window(language: str, size: str, over=book):
        width, height, scale = SIZES[size]
        preferences = Preferences(tmp_path / "looks.ini")
        preferences.remember("scale", scale)
        i18n.set_language(language)
        window = start.make_window(over, today=lambda: date(2026, 3, 25), preferences=preferences)
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
            for at in range(page.editor.tabs.count()):
                page.editor.tabs.setCurrentIndex(at)
                screens.rest(50)
                yield f"{name} {page.editor.tabs.tabText(at)}", window
        elif name == "settings":
            for at in range(len(page.parts)):
                page.list.setCurrentRow(at)
                screens.rest(1)
                yield f"{name} {page.parts[at].title}", window
        else:
            screens.rest(1)
            yield name, window
        if name == "documents":
            page.to_register.click()
            screens.rest(1)
            yield "register", window
            page.register.left.emit()


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


def cut_off_in_tables(window) -> list[str]:
    return [found for table in visible(window, QTableView) for found in [*heads_cut_off(table), *cells_cut_off(table)]]


def heads_cut_off(table) -> list[str]:
    header, model = table.horizontalHeader(), table.model()
    words = [model.headerData(at, Qt.Orientation.Horizontal) or "" for at in range(header.count())]
    room = [header.sectionSize(at) - HEAD_PADDING for at in range(header.count())]
    return [
        f"head {text!r} of {table.accessibleName()} ({room[at]})"
        for at, text in enumerate(words)
        if not header.isHidden() and not header.isSectionHidden(at) and not fits(table, text, room[at], lines=1)
    ]


def cells_cut_off(table) -> list[str]:
    header, model = table.horizontalHeader(), table.model()
    name = header.objectName().removeprefix("columns/")
    numbers = dict.fromkeys((MEASURE, *range(FIRST, model.columnCount())), 1) if isinstance(model, FigureModel) else {}
    found = []
    for column, lines in {**numbers, **NEVER_ELIDED.get(name, {})}.items():
        if header.isSectionHidden(column):
            continue
        room = header.sectionSize(column) - CELL_PADDING
        if isinstance(model, DirectiveModel) and column == STATE:
            room = room_for_state(table.fontMetrics(), header.sectionSize(column))
        texts = [model.index(at, column).data() or "" for at in range(model.rowCount()) if not table.isRowHidden(at)]
        texts += VOCABULARIES[name, column]() if (name, column) in VOCABULARIES else []
        found += [
            f"cell {text!r} of {name or table.accessibleName()} ({room})"
            for text in texts
            if not fits(table, text, room, lines=lines)
        ]
    return found


def words_of_states() -> list[str]:
    counted = ("Overdue by {days} days", "{days} days left", "Done {days} days late")
    plain = [*map(i18n.label, DirectiveState), i18n._("Done in time"), i18n._("Standing")]
    return [*(i18n._(words).format(days=365) for words in counted), *(word[:1].upper() + word[1:] for word in plain)]


def words_of_days() -> list[str]:
    return ["30/11/2026", i18n._("Standing")]


VOCABULARIES = {
    ("today", STATE): words_of_states,
    ("directives", STATE): words_of_states,
    **{(name, DEADLINE): words_of_days for name in ("today", "directives", "conclusion")},
    ("attendance", 2): lambda: [i18n._(words) for words in PRESENCES.values()],
}
"""All that may stand in a column, besides what the book of the test happens to show."""


def fits(table, text, width, *, lines) -> bool:
    """True when words stand whole within a width and so many lines, which end between words."""
    wide = table.fontMetrics().horizontalAdvance
    needed, line = 1, ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        needed, line = (needed, longer) if wide(longer) <= width or not line else (needed + 1, word)
        if wide(line) > width:
            return False
    return needed <= lines


def tabs_cut_off(window) -> list[str]:
    found = [f"a bar of tabs that may scroll: {bar.accessibleName()}" for bar in visible(window, QTabBar)]
    for tabs in visible(window, Tabs):
        found += [
            f"tab {made.text()} at {made.geometry()} of {tabs.size()}"
            for made in tabs.findChildren(QAbstractButton)
            if not tabs.rect().contains(made.geometry()) or made.width() < made.sizeHint().width()
        ]
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_nothing_is_cut_off(shown, language, size):
    window = shown(language, size)
    looks = (cut_off, cut_off_in_tables, tabs_cut_off)
    wrong = [f"{name}: {found}" for name, view in views_of(window) for look in looks for found in look(view)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_nothing_is_cut_off_in_an_empty_book(shown, language, tmp_path):
    with new_book(tmp_path, "empty.db") as empty:
        window = shown(language, "1366x768 at 160", empty)
        wrong = []
        for name in PAGES:
            window.show_page(name)
            screens.rest(1)
            wrong += [f"{name}: {found}" for look in (cut_off, cut_off_in_tables) for found in look(window)]
        window.close()
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
        check_letters(name, view)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_alt_letters_are_unique_in_dialogs(shown, book, language):
    window = shown(language, "1366x768")
    (meeting,) = meetings.listed(book)
    window.show_page("documents")
    window.page.steps.actions["attach"].trigger()
    window.session.do(lambda opened: freeze(opened, meeting.id))
    window.page.steps.actions["issue"].trigger()
    day = date(2026, 3, 25)
    window.session.do(lambda opened: documents.issue(opened, meeting.id, number="5", issued_on=day))
    window.page.steps.actions["amend"].trigger()
    window.show_page("figures")
    page = window.page
    page.only_used.setChecked(False)
    row, period = RowKey("9.1", None), meeting.period
    page.table.go_to(page.model.index(page.model.line_of(row), page.model.column_of(period)))
    page.dialogs.ask_target()
    page.dialogs.ask_correction()
    CompletenessDialog(window.session, period, 1, page).show()
    window.show_page("directives")
    window.page.open_row(next(one.id for one in directives.listed(book, as_of=meeting.held_on) if one.deadline))
    window.page._put_off()
    dialogs = [found for found in QApplication.topLevelWidgets() if isinstance(found, QDialog) and found.isVisible()]
    assert len(dialogs) == 7
    for dialog in dialogs:
        check_letters(dialog.windowTitle(), dialog)
        dialog.close()


def check_letters(name, view):
    """Each letter leads to one field or button, and is typed as it stands."""
    texts = [made.text() for made in visible(view, QAbstractButton)]
    texts += [label.text() for label in visible(view, QLabel) if label.buddy()]
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
