"""Backups: listed, checked, tried out beside the book, and brought back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QVBoxLayout

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.i18n import N_, _, translate
from giaoban_desktop.services import backups
from giaoban_desktop.services.backups import Backup, Rehearsal
from giaoban_desktop.ui.flow import Flow
from giaoban_desktop.ui.leaving import Leaving
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.settings.part import Part
from giaoban_desktop.ui.views.row_table import Column, RowEditor, RowModel
from giaoban_desktop.ui.widgets import button, heading, row, set_look, text_label

REASONS = {"close": N_("on closing"), "regular": N_("while working"), "migration": N_("before an update")}


class BackupsPart(Part):
    """One backup a row, the newest on top."""

    def __init__(self, session: Session) -> None:
        purpose = _(
            "A backup is made every half hour of work and on closing."
            " All of two days are kept, then one a day, then one a month."
        )
        super().__init__(session, _("Backups"), purpose)
        columns: list[Column[Backup]] = [
            Column(_("Made"), _moment, None, 180),
            Column(_("Why"), _reason, None, 160),
            Column(_("Size"), lambda backup: _size(backup.file), None, 100),
            Column(_("File"), lambda backup: str(backup.file), None),
        ]
        self.rows = RowEditor(self.title, RowModel(columns, lambda backup: False), place="backups")
        self.none = text_label(_("No backup yet"), "secondary")
        self.outcome = text_label("")
        self.make, self.check = button(_("&Back up now")), button(_("&Check the chosen one"))
        self.try_out, self.restore = button(_("&Rehearse a restore")), button(_("Restore the chosen &one…"))
        self.make.clicked.connect(self._make)
        self.check.clicked.connect(self._check)
        self.try_out.clicked.connect(self._try_out)
        self.restore.clicked.connect(self._restore)
        self.column.addWidget(self.none)
        self.column.addWidget(self.rows, 1)
        self.column.addWidget(self.outcome)
        buttons = Flow()
        for made in (self.make, self.check, self.try_out, self.restore):
            buttons.addWidget(made)
        self.column.addLayout(buttons)
        self.column.addStretch(0)  # without a backup there is no table that takes the room

    def load(self) -> None:
        """Read the folder of backups."""
        self.rows.fit()
        found = backups.listed(self.session.book.path)
        self.rows.model.set_rows(found)
        self.rows.setVisible(bool(found))
        self.none.setVisible(not found)
        for made in (self.check, self.try_out, self.restore):
            made.setEnabled(bool(found))
        if found and not self.rows.table.currentIndex().isValid():
            self.rows.table.setCurrentIndex(self.rows.model.index(0, 0))

    def _make(self) -> None:
        path = self.session.book.path

        def told(made: Path | None) -> None:
            self.load()
            self._say(
                _("Backed up and read back.") if made else _("The newest backup already holds everything."), "done"
            )

        self.session.do_in_background(_("Backing up"), lambda progress: backups.make_regular(path), told)

    def _check(self) -> None:
        backup = self.rows.chosen()
        if backup is None:
            return

        def told(sound: bool) -> None:
            if sound:
                self._say(_("The backup of {moment} is whole.").format(moment=_moment(backup)), "done")
            else:
                self._say(
                    _("The backup of {moment} is damaged. Choose another.").format(moment=_moment(backup)), "over"
                )

        file = backup.file
        self.session.do_in_background(_("Checking the backup"), lambda progress: backups.is_sound(file), told)

    def _try_out(self) -> None:
        backup = self.rows.chosen()
        if backup is None:
            return
        file = backup.file
        self.session.do_in_background(
            _("Rehearsing the restore"), lambda progress: backups.rehearse(file), self._tell_rehearsal
        )

    def _tell_rehearsal(self, found: Rehearsal) -> None:
        if found.problems:
            self._say(_("It comes back with faults: {reason}").format(reason=translate(found.problems[0])), "over")
            return
        sentence = _(
            "It would bring back {meetings} meetings, {figures} figures, {directives} directives. All of it is sound."
        )
        self._say(sentence.format(meetings=found.meetings, figures=found.figures, directives=found.directives), "done")

    def _restore(self) -> None:
        backup = self.rows.chosen()
        if backup is not None:
            dialog = RestoreDialog(self, backup)
            dialog.accepted.connect(lambda: self._leave_for(backup))
            dialog.open()

    def _leave_for(self, backup: Backup) -> None:
        book, source = self.session.book.path, backup.file
        said = _("The book is as it was on {moment}. What stood there is kept beside it.").format(
            moment=_moment(backup)
        )
        self.leaving.emit(Leaving(book, lambda: backups.restore(book, source), said))

    def _say(self, sentence: str, look: str) -> None:
        self.outcome.setText(sentence)
        set_look(self.outcome, look)


class RestoreDialog(QDialog):
    """One decision: put a backup in the place of the book, or not."""

    def __init__(self, parent: BackupsPart, backup: Backup) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Restore"))
        self.setFixedWidth(560)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(heading(_("Put back the book of {moment}?").format(moment=_moment(backup))))
        layout.addWidget(
            text_label(
                _(
                    "What was typed since then is not in it."
                    " The book as it is now is kept beside it under another name, so that nothing is lost."
                )
            )
        )
        cancel, restore = button(_("Cancel")), button(_("&Restore"), look="primary")
        cancel.clicked.connect(self.reject)
        restore.clicked.connect(self.accept)
        restore.setDefault(True)
        layout.addLayout(row(None, cancel, restore))


def _reason(backup: Backup) -> str:
    words = REASONS.get(backup.reason, backup.reason)
    return _(words)


def _moment(backup: Backup) -> str:
    local = backup.made_at.astimezone()
    return f"{short_date(local.date())} {local:%H:%M}"


def _size(file: Path) -> str:
    try:
        return f"{file.stat().st_size / 1e6:.1f} MB".replace(".", ",")
    except OSError:
        return ""
