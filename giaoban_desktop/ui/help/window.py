"""The help window: topics at the left, the text at the right. It stays open beside the work."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QTextBrowser, QWidget

from giaoban_desktop import i18n, paths
from giaoban_desktop.i18n import N_, _

TOPICS = {
    "start": N_("The first start"),
    "today": N_("Today"),
    "meetings": N_("Meetings"),
    "figures": N_("Figures"),
    "directives": N_("Directives"),
    "documents": N_("Papers"),
    "exchange": N_("Send"),
    "settings": N_("Settings"),
    "keys": N_("Keys"),
    "trouble": N_("When something is wrong"),
}
WIDTH, HEIGHT, LIST_WIDTH = 860, 600, 216


def show_help(parent: QWidget, topic: str) -> None:
    """Show the help window at a topic; one window, however often it is asked for."""
    window = parent.findChild(HelpWindow)
    if window is None:
        window = HelpWindow(parent)
    window.show_topic(topic)
    window.show()
    window.raise_()
    window.activateWindow()


def text(topic: str, language: str) -> str:
    """The help on a topic, as Markdown."""
    return (paths.resources() / "help" / language / f"{topic}.md").read_text(encoding="utf-8")


class HelpWindow(QDialog):
    """Not modal: the clerk reads here and types there. Esc closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Help"))
        self.resize(WIDTH, HEIGHT)
        self.topics, self.text = QListWidget(), QTextBrowser()
        self.topics.setObjectName("settingsList")
        self.topics.setAccessibleName(_("Topics"))
        self.text.setAccessibleName(_("Help"))
        self.text.setOpenLinks(False)
        for words in TOPICS.values():
            self.topics.addItem(_(words))
        self.topics.setFixedWidth(max(LIST_WIDTH, self.topics.sizeHintForColumn(0) + 48))
        self.topics.currentRowChanged.connect(self._show)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.topics)
        layout.addWidget(self.text, 1)
        QShortcut(QKeySequence(Qt.Key.Key_F6), self, self._change_pane)

    def show_topic(self, topic: str) -> None:
        """Bring a topic to the front; the keys where there is none of that name."""
        names = list(TOPICS)
        self.topics.setCurrentRow(names.index(topic if topic in TOPICS else "keys"))
        self.text.setFocus()

    def _show(self, at: int) -> None:
        self.text.setMarkdown(text(list(TOPICS)[at], i18n.language()))
        self.text.document().setDocumentMargin(20)

    def _change_pane(self) -> None:
        (self.text if self.topics.hasFocus() else self.topics).setFocus()
