"""A print that was taken back beside the minutes as they are now: words removed and added."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QTextBrowser, QVBoxLayout, QWidget

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.wording import Pair, Part
from giaoban_desktop.i18n import _, ngettext
from giaoban_desktop.services.papers import Paper
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.widgets import button, row, text_label

SIZE = 900, 560


class CompareDialog(QDialog):
    """At the left as it was printed, removed words struck through; at the right as it is now, new words underlined."""

    def __init__(self, parent: QWidget, theme: Theme, paper: Paper, pairs: Sequence[Pair]) -> None:
        super().__init__(parent)
        self._theme, self._pairs = theme, pairs
        self._then = _("Print taken back")
        if paper.reopened_on is not None:
            self._then += f" {short_date(paper.reopened_on)}: {paper.reason}"
        self.setWindowTitle(_("Compare two versions"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self.only_changes, self.text = QCheckBox(_("&Only what differs")), QTextBrowser()
        self.only_changes.setChecked(True)
        self.only_changes.toggled.connect(lambda _checked: self._show())
        self.text.setAccessibleName(_("Compare two versions"))
        self.text.setOpenLinks(False)
        count = sum(pair.differs for pair in pairs)
        self.told = text_label(
            ngettext("{count} paragraph differs.", "{count} paragraphs differ.", count).format(count=count)
            if count
            else _("Nothing differs: the minutes say the same as this print.")
        )
        close = button(_("C&lose"))
        close.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(10)
        layout.addWidget(text_label(paper.meeting.title, "section"))
        layout.addLayout(row(self.told, None, self.only_changes))
        layout.addWidget(self.text, 1)
        layout.addLayout(row(None, close))
        self._show()
        self.text.setFocus()

    def _show(self) -> None:
        shown = [pair for pair in self._pairs if pair.differs or not self.only_changes.isChecked()]
        head = f"<tr><th align='left'>{escape(self._then)}</th><th align='left'>{escape(_('Now'))}</th></tr>"
        rows = "".join(
            f"<tr><td>{self._written(pair.before, 'over', 'line-through')}</td>"
            f"<td>{self._written(pair.after, 'done', 'underline')}</td></tr>"
            for pair in shown
        )
        table = f"<table width='100%' cellspacing='0' cellpadding='6'>{head}{rows}</table>"
        self.text.setHtml(f"<style>td, th {{ width: 50%; }}</style>{table}" if shown else "")

    def _written(self, parts: Sequence[Part], color: str, line: str) -> str:
        """A wording as HTML, what the other one has not in a colour and with a line."""
        look = f"color: {self._theme.color(color).name()}; text-decoration: {line}"
        return "".join(
            f"<span style='{look}'>{escape(part.text)}</span>" if part.differs else escape(part.text) for part in parts
        )
