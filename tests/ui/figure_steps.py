"""Steps that the tests of the figures share: choosing cells, composing words, reading what was kept."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent

from giaoban_desktop.domain.periods import month
from giaoban_desktop.services import figure_grid
from giaoban_desktop.services.figure_cells import RowKey
from tests.builders import UNITS

CA, QS = UNITS["CA"].id, UNITS["QS"].id
PATROLS = RowKey("9.1", CA)
MARCH = month(2026, 3)
KEYS, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def shown(window):
    """The page of figures with every row."""
    window.show_page("figures")
    window.page.only_used.setChecked(False)
    return window.page


def go(page, key=PATROLS, period=MARCH):
    index = page.model.index(page.model.line_of(key), page.model.column_of(period))
    page.table.setFocus()
    page.table.go_to(index)
    return index


def compose(text, commit=""):
    """What an input method sends to whoever has the keyboard: a syllable being composed, or committed."""
    event = QInputMethodEvent(text, [])
    if commit:
        event.setCommitString(commit)
    QCoreApplication.sendEvent(QGuiApplication.focusObject(), event)


def begin(page, *, committed="", composing=""):
    """Type into the chosen cell as Telex does: some words are there already, a syllable is still being composed."""
    go(page)
    if committed:
        compose(committed[:1])
        compose(committed.strip())
        compose("", commit=committed)
    compose(composing[:1])
    compose(composing)
    return page.table.open_editor()


def kept(book, period=MARCH, key=PATROLS):
    return figure_grid.year_grid(book, period.year).cell(key, period).value.text
