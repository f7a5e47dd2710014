"""Two guided acts: handing the book to a successor, and moving it to another computer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QPlainTextEdit

from giaoban_desktop.errors import StorageError
from giaoban_desktop.i18n import _
from giaoban_desktop.services import handover
from giaoban_desktop.ui.leaving import Leaving
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.settings.part import Part
from giaoban_desktop.ui.widgets import button, heading, row, set_look, text_label

NOTE_NAME = "noi-dung-ban-giao.txt"


class HandoverPart(Part):
    """What is open is listed, the book is checked and copied, and the note goes with the copy."""

    def __init__(self, session: Session) -> None:
        purpose = _("Whoever takes over gets a checked copy of the whole book, and a list of what is not finished.")
        super().__init__(session, _("Hand the book over"), purpose)
        self.note = QPlainTextEdit()
        self.note.setReadOnly(True)
        self.note.setTabChangesFocus(True)
        self.note.setAccessibleName(_("What is not finished"))
        self.hand_over = button(_("&Check, copy and write the list…"), look="primary")
        self.hand_over.clicked.connect(self._choose)
        self.outcome = text_label("")
        self.column.addWidget(heading(_("1. Look through what is not finished")))
        self.column.addWidget(self.note, 1)
        self.column.addWidget(heading(_("2. Copy the book for the successor")))
        self.column.addLayout(row(self.hand_over, None))
        self.column.addWidget(self.outcome)
        steps = _("3. Print the list, let both sign, and show the successor Help (F1) and the backups.")
        self.column.addWidget(text_label(steps))

    def load(self) -> None:
        """Read what is open today."""
        self.note.setPlainText(self.session.read(lambda book: handover.note(book, self.session.today)))

    def write_to(self, folder: Path) -> None:
        """Check the book, copy it into a folder, and put the list beside the copy."""
        text = self.note.toPlainText()
        _copy(self, folder, lambda file: _write_note(file.with_name(f"{file.stem}-{NOTE_NAME}"), text), self._told)

    def _told(self, file: Path) -> None:
        set_look(self.outcome, "done")
        self.outcome.setText(_("Checked, copied and read back: {file}. The list lies beside it.").format(file=file))

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("Folder or stick for the copy"))
        if folder:
            self.write_to(Path(folder))


class MovingPart(Part):
    """The book is copied, and here it is set aside, so that two computers never write on in the same book."""

    def __init__(self, session: Session) -> None:
        purpose = _(
            "The book goes on on the new computer; here it is set aside, so that nobody writes on in it by mistake."
        )
        super().__init__(session, _("Move to another computer"), purpose)
        self.copy, self.set_aside = button(_("&Check and copy…"), look="primary"), button(_("&Set the book aside here"))
        self.copy.clicked.connect(self._choose)
        self.set_aside.clicked.connect(self._set_aside)
        self.set_aside.setEnabled(False)
        self.outcome = text_label("")
        self.why = text_label(_("This is possible as soon as a copy was made."), "secondary")
        self.column.addWidget(heading(_("1. Copy the book to a stick")))
        self.column.addLayout(row(self.copy, None))
        self.column.addWidget(self.outcome)
        self.column.addWidget(heading(_("2. On the new computer")))
        steps = _(
            "Copy the file from the stick to a folder there, start the program, choose Open a book,"
            " and look whether the last meeting is there."
        )
        self.column.addWidget(text_label(steps))
        self.column.addWidget(heading(_("3. When it is there")))
        self.column.addLayout(row(self.set_aside, None))
        self.column.addWidget(self.why)
        self.column.addStretch(1)

    def write_to(self, folder: Path) -> None:
        """Check the book and copy it into a folder."""
        _copy(self, folder, lambda file: None, self._told)

    def _told(self, file: Path) -> None:
        set_look(self.outcome, "done")
        self.outcome.setText(_("Checked, copied and read back: {file}").format(file=file))
        self.set_aside.setEnabled(True)
        self.why.setText(_("The file here is renamed and kept; the program asks for a book when it starts next."))

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("Folder or stick for the copy"))
        if folder:
            self.write_to(Path(folder))

    def _set_aside(self) -> None:
        book, today = self.session.book.path, self.session.today
        self.leaving.emit(Leaving(None, lambda: handover.set_aside(book, today)))


def _copy(part: Part, folder: Path, beside: Callable[[Path], None], told: Callable[[Path], None]) -> None:
    book, today = part.session.book.path, part.session.today

    def work(progress: Callable[[int, int], None]) -> Path:
        file = handover.copy_to(book, folder, today=today, progress=progress)
        beside(file)
        return file

    part.session.do_in_background(_("Checking and copying the book"), work, told)


def _write_note(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise StorageError("{file} could not be written: {error}", file=file, error=error.strerror or error) from error
