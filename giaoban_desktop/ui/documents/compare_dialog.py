"""Two wordings of a paper beside each other: words removed and added."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QGridLayout, QTextBrowser, QVBoxLayout, QWidget

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.documents import DocumentState
from giaoban_desktop.domain.wording import Pair, Part
from giaoban_desktop.i18n import _, ngettext
from giaoban_desktop.services import wordings
from giaoban_desktop.services.papers import Paper
from giaoban_desktop.services.wordings import Version
from giaoban_desktop.ui.fields import combo_box
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.widgets import button, field, row, text_label

SIZE = 900, 560


class CompareDialog(QDialog):
    """At the left the one, removed words struck through; at the right the other, new words underlined.

    Either can be any print of the paper, or what it says now.
    """

    def __init__(self, parent: QWidget, session: Session, theme: Theme, paper: Paper) -> None:
        super().__init__(parent)
        self._session, self._theme, self._paper = session, theme, paper
        self._versions = session.read(lambda book: wordings.versions(book, paper))
        self._pairs: list[Pair] = []
        self.setWindowTitle(_("Compare two versions"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self.before, self.after = self._choice(self._at_first()), self._choice(len(self._versions) - 1)
        self.only_changes, self.text = QCheckBox(_("&Only what differs")), QTextBrowser()
        self.only_changes.setChecked(True)
        self.only_changes.toggled.connect(lambda _checked: self._show())
        self.text.setAccessibleName(_("Compare two versions"))
        self.text.setOpenLinks(False)
        self.told = text_label("")
        close = button(_("C&lose"))
        close.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(10)
        layout.addWidget(text_label(paper.meeting.title, "section"))
        chosen = QGridLayout()
        chosen.setHorizontalSpacing(12)
        for column, (words, choice) in enumerate(((_("&First version"), self.before), (_("&Second"), self.after))):
            chosen.addWidget(field(words, choice), 0, column)
            chosen.setColumnStretch(column, 1)
        layout.addLayout(chosen)
        layout.addLayout(row(self.told, None, self.only_changes))
        layout.addWidget(self.text, 1)
        layout.addLayout(row(None, close))
        self._compare()
        self.text.setFocus()

    def _at_first(self) -> int:
        """The print that was asked about, or the one before what holds now."""
        asked = (at for at, one in enumerate(self._versions) if one.is_taken_back and self._shows_paper(at))
        return next(asked, max(0, len(self._versions) - 2))

    def _shows_paper(self, at: int) -> bool:
        document = self._versions[at].document
        return document is not None and document.id == self._paper.document_id

    def _choice(self, chosen: int) -> QComboBox:
        made = combo_box()
        for at, version in enumerate(self._versions):
            made.addItem(_words(version), at)
        made.setCurrentIndex(chosen)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.activated.connect(lambda _at: self._compare())
        return made

    def _compare(self) -> None:
        before, after = self._versions[self.before.currentIndex()], self._versions[self.after.currentIndex()]
        self._pairs = self._session.read(lambda book: wordings.compared(book, self._paper, before, after))
        count = sum(pair.differs for pair in self._pairs)
        differ = ngettext("{count} paragraph differs.", "{count} paragraphs differ.", count).format(count=count)
        self.told.setText(differ if count else _("Nothing differs: both say the same."))
        self._show()

    def _show(self) -> None:
        shown = [pair for pair in self._pairs if pair.differs or not self.only_changes.isChecked()]
        rows = "".join(
            f"<tr><td>{self._written(pair.before, 'over', 'line-through')}</td>"
            f"<td>{self._written(pair.after, 'done', 'underline')}</td></tr>"
            for pair in shown
        )
        table = f"<table width='100%' cellspacing='0' cellpadding='6'>{rows}</table>"
        self.text.setHtml(f"<style>td {{ width: 50%; }}</style>{table}" if shown else "")

    def _written(self, parts: Sequence[Part], color: str, line: str) -> str:
        """A wording as HTML, what the other one has not in a colour and with a line."""
        look = f"color: {self._theme.color(color).name()}; text-decoration: {line}"
        return "".join(
            f"<span style='{look}'>{escape(part.text)}</span>" if part.differs else escape(part.text) for part in parts
        )


def _words(version: Version) -> str:
    """A version by what it was: a print taken back on a day, the frozen one, the issued one, or the draft of now."""
    document = version.document
    if document is None:
        return _("Now, as a draft")
    if document.state is DocumentState.ISSUED and document.issued_on is not None:
        return _("Number {number}, {day}").format(number=document.reference, day=short_date(document.issued_on))
    if document.reopened_on is not None:
        return _("Print taken back {day}: {reason}").format(
            day=short_date(document.reopened_on), reason=document.reason
        )
    return _("Print taken back") if version.is_taken_back else _("Frozen for signature")
