"""Opens a book in the window, types into the conclusion, says when the draft is in the file, and types no more.

`python -m tests.journeys.typing_until_killed FILE TEXT` on a screen that nobody sees; it waits to be killed.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from giaoban_desktop import i18n
from giaoban_desktop.services import book as books
from giaoban_desktop.services import drafts
from giaoban_desktop.ui import constants, start
from giaoban_desktop.ui.preferences import Preferences
from tests.journeys.quarter import TODAY
from tests.journeys.typist import Typist


def main(file: str, text: str) -> None:
    """Never ends by itself."""
    constants.keep()
    application = QApplication(["giaoban"])
    i18n.set_language("vi")
    book = books.open_book(Path(file))
    window = start.make_window(book, today=lambda: TODAY, preferences=Preferences())
    window.show()
    typist = Typist()
    typist.until(window.isActiveWindow)
    typist.press("Ctrl+2")
    page = window.page
    typist.follow(page.editor.tabs.tabText(page.editor.parts.index(page.editor.conclusion)))
    typist.reach(page.editor.conclusion.conclusion)
    typist.write_over(text)

    def tell() -> None:
        if [draft.text for draft in drafts.listed(book)] == [text]:
            told.stop()
            print("kept", flush=True)

    told = QTimer()
    told.timeout.connect(tell)
    told.start(20)
    application.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
