"""The shown paper elsewhere: as a file, in the system's reader of PDFs, on a printer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from giaoban_desktop.i18n import _
from giaoban_desktop.services import printing
from giaoban_desktop.services.changes import Changes, of
from giaoban_desktop.services.papers import Paper
from giaoban_desktop.ui.documents.paper_list import name
from giaoban_desktop.ui.period_words import period_words
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.tasks import Progress
from giaoban_desktop.ui.views import printing as printers
from giaoban_desktop.ui.views.opened_files import OpenedFiles
from giaoban_desktop.ui.views.paper_preview import PaperPreview


class PaperOutput(QObject):
    """`said` tells in a sentence what was done."""

    said = Signal(str)

    def __init__(self, parent: QWidget, session: Session, preview: PaperPreview) -> None:
        super().__init__(parent)
        self._parent, self._session, self._preview = parent, session, preview
        self._files = OpenedFiles(session)

    def ask_file(self, paper: Paper, pdf: bytes, *, is_annex: bool) -> None:
        """Ask where the paper is to be saved."""
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        folder = folder if folder.is_dir() else Path.home()
        dialog = QFileDialog(
            self._parent, _("Save as PDF…"), str(folder / _file_name(paper, is_annex=is_annex)), "PDF (*.pdf)"
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(lambda file: self._save_as(pdf, Path(file)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _save_as(self, pdf: bytes, file: Path) -> None:
        if self._session.do(lambda _book: _write(pdf, file)):
            self.said.emit(_("Saved as {file}.").format(file=file.name))

    def open(self, paper: Paper, pdf: bytes, *, is_annex: bool) -> None:
        """Show the paper in the system's reader of PDFs."""
        self._files.show(pdf, _file_name(paper, is_annex=is_annex))

    def ask_printer(self, paper: Paper, pdf: bytes, *, is_annex: bool) -> None:
        """Ask for a printer, pages and copies."""
        named = _("Annex of figures") if is_annex else name(paper)
        printer = printers.printer_for(pdf, f"{named} {period_words(paper.meeting.period)}")
        dialog = QPrintDialog(printer, self._parent)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintCurrentPage)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintCollateCopies)
        dialog.setMinMax(1, self._preview.page_count)
        dialog.accepted.connect(lambda: self.print_on(printer, pdf))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()  # QPrintDialog hides the plain `open` of other dialogs

    def print_on(self, printer: QPrinter, pdf: bytes) -> None:
        """Print what was chosen for a printer, beside the window."""
        order = printers.order_of(printer, self._preview.page_count, current=self._preview.page_number)

        def work(progress: Progress) -> None:
            if printers.takes_pdf(printer):
                printers.send(pdf, order)
            else:
                printers.paint(pdf, printer, order, progress)

        def told(_done: object) -> None:
            self.said.emit(_("Sent to the printer: {count} pages.").format(count=len(order.pages) * order.copies))

        self._session.do_in_background(_("Printing"), work, told)


def _file_name(paper: Paper, *, is_annex: bool) -> str:
    number = paper.reference.partition("/")[0]
    parts = [
        "phu-luc" if is_annex else "bien-ban" if paper.is_minutes else "dinh-chinh",
        paper.meeting.period.code.replace("..", "-den-"),
        f"so-{number}" if number else "",
    ]
    return "-".join(part for part in parts if part) + ".pdf"


def _write(pdf: bytes, file: Path) -> Changes:
    printing.write_pdf(pdf, file, overwrite=True)  # the system's dialog has asked
    return of()
