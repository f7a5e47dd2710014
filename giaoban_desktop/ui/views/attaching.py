"""Attaching a file: chosen, read and made sure of beside the window, made smaller where the clerk agrees, kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QRadioButton, QWidget

from giaoban_desktop.domain.attachments import MEGABYTE, MediaType
from giaoban_desktop.i18n import _
from giaoban_desktop.services import attachment_files, attachments
from giaoban_desktop.services.attachment_files import Prepared
from giaoban_desktop.services.attachments import Stored
from giaoban_desktop.ui.keep_dialog import KeepDialog
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.tasks import Progress
from giaoban_desktop.ui.widgets import text_label

WIDTH = 440


def size_words(size: int) -> str:
    """The size of a file for people: 640 KB, 1,2 MB."""
    if size < MEGABYTE:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / MEGABYTE:.1f} MB".replace(".", ",")


def ask_file(parent: QWidget, session: Session, take: Callable[[Stored], object], *, is_scan: bool = False) -> None:
    """Ask which file is to be attached; `take` gets it once its bytes are kept beside the book."""
    endings = " ".join(f"*{suffix}" for kind in MediaType for suffix in kind.suffixes)
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, _("Attach a file"), folder, f"{_('PDF, pictures, Word, Excel')} ({endings})")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda file: attach(parent, session, Path(file), take, is_scan=is_scan))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def attach(
    parent: QWidget, session: Session, file: Path, take: Callable[[Stored], object], *, is_scan: bool = False
) -> None:
    """Read a file and keep it; whether a scan is kept smaller is asked in between."""
    path, megabytes = session.book.path, session.read(attachments.megabytes)

    def work(progress: Progress) -> Prepared | Stored:
        progress(0, 2)
        found = attachment_files.prepare(file, is_scan=is_scan)
        progress(1, 2)
        return found if found.smaller else attachments.store(path, found, megabytes=megabytes)

    def then(found: Prepared | Stored) -> None:
        if isinstance(found, Stored):
            take(found)
            return
        dialog = ShrinkDialog(parent, found, megabytes, is_scan=is_scan)
        dialog.accepted.connect(lambda: keep(dialog.chosen))
        dialog.open()

    def keep(chosen: Prepared) -> None:
        session.do_in_background(
            _("Keeping the attachment"),
            lambda _progress: attachments.store(path, chosen, megabytes=megabytes),
            take,
        )

    session.do_in_background(_("Reading the file to attach"), work, then)


class ShrinkDialog(KeepDialog):
    """`chosen` is the scan as it is, or smaller; only smaller where the office takes no larger one."""

    def __init__(self, parent: QWidget, found: Prepared, megabytes: int, *, is_scan: bool = True) -> None:
        super().__init__(parent, _("Attach a file"), found.file_name)
        assert found.smaller is not None
        self._found, self._smaller = found, found.smaller
        self.setMinimumWidth(WIDTH)
        words = _("At &200 dpi in grey, to read and print: {size}") if is_scan else _("At &200 dpi: {size}")
        self.smaller = QRadioButton(words.format(size=size_words(self._smaller.size)))
        self.as_it_is = QRadioButton(_("As it &is: {size}").format(size=size_words(found.size)))
        self.smaller.setChecked(True)
        self.as_it_is.setEnabled(found.size <= megabytes * MEGABYTE)
        self.column.addWidget(text_label(_("The file is larger than it needs to be. How is it kept?"), "secondary"))
        self.column.addWidget(self.smaller)
        self.column.addWidget(self.as_it_is)
        note = "" if self.as_it_is.isEnabled() else _("This office takes {limit} MB at most.").format(limit=megabytes)
        self.finish(note)

    @property
    def chosen(self) -> Prepared:
        """What is to be kept."""
        return self._found if self.as_it_is.isChecked() else self._smaller
