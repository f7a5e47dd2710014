"""Tables of figures in files: one is chosen and looked over, or the figures of a year are written as one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from giaoban_desktop.domain.periods import whole_year
from giaoban_desktop.i18n import _, ngettext
from giaoban_desktop.services import figure_files, table_files
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.tasks import Progress
from giaoban_desktop.ui.views.figure_import import FigureImportDialog

KINDS = (table_files.XLSX, table_files.CSV)


class FigureFiles:
    """Asks for a file and does the work beside the window. `say` gets the sentence about what was done."""

    def __init__(self, session: Session, parent: QWidget, say: Callable[[str], None]) -> None:
        self._session, self._parent, self._say = session, parent, say
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        self._folder = folder if folder.is_dir() else Path.home()

    def ask_table(self) -> None:
        """Let a table be chosen, then show what it would do."""
        kinds = " ".join(f"*{kind}" for kind in KINDS)
        dialog = QFileDialog(
            self._parent, _("Figures from a table"), str(self._folder), _("Tables ({kinds})").format(kinds=kinds)
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda file: self.open_table(Path(file)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def open_table(self, file: Path) -> None:
        """Read a table and show what it would do."""
        self._folder = file.parent

        def read(_progress: Progress) -> list[list[str]]:
            return table_files.read(file)

        self._session.do_in_background(
            _("Reading {file}").format(file=file.name), read, lambda rows: self._show(file, rows)
        )

    def _show(self, file: Path, rows: list[list[str]]) -> None:
        dialog = FigureImportDialog(self._parent, self._session, file, rows)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(
            lambda: self._say(_("{file} was taken over. Ctrl+Z takes it back.").format(file=file.name))
        )
        dialog.open()

    def ask_where(self, year: int) -> None:
        """Let a file be named, then write the figures of a year into it."""
        proposed = self._folder / f"so-lieu-{year}{table_files.XLSX}"
        kinds = ";;".join(f"*{kind}" for kind in KINDS)
        dialog = QFileDialog(self._parent, _("Figures of the year as a table"), str(proposed), kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(table_files.XLSX.removeprefix("."))
        dialog.fileSelected.connect(lambda file: self.write(year, Path(file)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def write(self, year: int, file: Path) -> None:
        """Write the figures of a year, over a file that stands there: the system's dialog has asked."""
        self._folder = file.parent
        path = self._session.book.path

        def export(_progress: Progress) -> int:
            return figure_files.export_from(path, whole_year(year), file)

        def told(count: int) -> None:
            words = ngettext("{count} figure written: {file}", "{count} figures written: {file}", count)
            self._say(words.format(count=count, file=file.name))

        self._session.do_in_background(_("Writing {file}").format(file=file.name), export, told)
