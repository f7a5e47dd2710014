"""Papers on a printer: the PDF itself where the system takes it, else its pages as pictures at their true size.

Printing is long work: what is here runs beside the window and gets plain data and a printer nobody else touches.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from giaoban_desktop.errors import Cancelled, UserError
from giaoban_desktop.i18n import _
from giaoban_desktop.ui.tasks import Progress

DPI = 300
"""Resolution of the pictures; one page of A4 takes 35 MB of memory, and only one is held."""
POINTS_PER_INCH = 72
LP_SECONDS = 60
_SIDES = {
    QPrinter.DuplexMode.DuplexNone: "one-sided",
    QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
}


@dataclass(frozen=True, slots=True)
class Order:
    """What was chosen in the print dialog. `pages` count from 1, in the order in which they come out."""

    title: str
    pages: tuple[int, ...]
    copies: int
    collated: bool
    printer_name: str
    sides: str


def printer_for(pdf: bytes, title: str) -> QPrinter:
    """A printer set to the paper of a PDF: its size, the whole sheet, nothing scaled."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCreator("Sổ Giao ban")
    document, _buffer = _opened(pdf)
    size = document.pagePointSize(0)
    document.close()
    upright = QSizeF(min(size.width(), size.height()), max(size.width(), size.height()))
    page = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    layout = QPageLayout(page, _orientation(size), QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setFullPage(True)
    return printer


def order_of(printer: QPrinter, page_count: int, *, current: int = 1) -> Order:
    """What was chosen for a paper of so many pages, of which `current` is in sight."""
    pages = list(range(1, page_count + 1))
    if printer.printRange() is QPrinter.PrintRange.CurrentPage:
        pages = [current]
    elif printer.printRange() is QPrinter.PrintRange.PageRange:
        chosen = printer.pageRanges()
        if not chosen.isEmpty():
            pages = [page for page in pages if chosen.contains(page)]
        elif printer.fromPage():
            pages = [page for page in pages if printer.fromPage() <= page <= max(printer.toPage(), printer.fromPage())]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    return Order(
        title=printer.docName(),
        pages=tuple(pages),
        copies=max(1, printer.copyCount()),
        collated=printer.collateCopies(),
        printer_name=printer.printerName(),
        sides=_SIDES.get(printer.duplex(), ""),
    )


def takes_pdf(printer: QPrinter) -> bool:
    """True where the system prints PDFs by itself: CUPS on Linux."""
    is_real = printer.outputFormat() is QPrinter.OutputFormat.NativeFormat and bool(printer.printerName())
    return sys.platform.startswith("linux") and is_real and shutil.which("lp") is not None


def send(pdf: bytes, order: Order) -> None:
    """Give the PDF itself to CUPS, at its true size. Raises: UserError when it is not taken."""
    program = shutil.which("lp")
    if program is None:
        raise UserError("The printing service of this computer does not answer. Save the PDF and print it elsewhere.")
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, without a shell
            [program, *lp_arguments(order)], input=pdf, capture_output=True, timeout=LP_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _not_taken(order, error) from error
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip() or str(done.returncode)
        raise _not_taken(order, reason)


def lp_arguments(order: Order) -> list[str]:
    """The command line of `lp` for an order; the PDF comes by standard input."""
    options = ["-o", "print-scaling=none", "-o", f"page-ranges={_ranges(sorted(order.pages))}"]
    options += ["-o", f"collate={'true' if order.collated else 'false'}"]
    if order.sides:
        options += ["-o", f"sides={order.sides}"]
    if len(order.pages) > 1 and order.pages[0] > order.pages[-1]:
        options += ["-o", "outputorder=reverse"]
    return ["-d", order.printer_name, "-n", str(order.copies), "-t", order.title, *options]


def paint(pdf: bytes, printer: QPrinter, order: Order, progress: Progress) -> None:
    """Draw the pages of an order on a printer, each as a picture at its true size and place.

    Raises: UserError when the printer does not take them, Cancelled when the person broke it off.
    """
    document, _buffer = _opened(pdf)
    sheets = _sheets(order, printer)
    printer.setFullPage(True)  # the dialog may have put the driver's margins back
    painter = QPainter()
    try:
        for number, page in enumerate(sheets):
            progress(number, len(sheets))
            size = document.pagePointSize(page - 1)
            if printer.pageLayout().orientation() is not _orientation(size):
                printer.setPageOrientation(_orientation(size))
            if not (printer.newPage() if painter.isActive() else painter.begin(printer)):
                raise _not_taken(order, _("it is not ready"))
            painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
            dots = printer.resolution() / POINTS_PER_INCH
            painter.drawImage(QRectF(0, 0, size.width() * dots, size.height() * dots), picture(document, page - 1))
        progress(len(sheets), len(sheets))
    except Cancelled:
        printer.abort()
        painter.end()
        if printer.outputFileName():  # Qt writes what it has into the file all the same
            Path(printer.outputFileName()).unlink(missing_ok=True)
        raise
    finally:
        if painter.isActive():
            painter.end()
        document.close()


def picture(document: QPdfDocument, page: int) -> QImage:
    """A page (from 0) at 300 dots an inch, on white."""
    size = document.pagePointSize(page)
    image = document.render(page, QSize(_dots(size.width()), _dots(size.height())))
    white = QPainter(image)  # under what is drawn: a second picture of this size is spared
    white.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOver)
    white.fillRect(image.rect(), Qt.GlobalColor.white)
    white.end()
    return image


def _not_taken(order: Order, reason: object) -> UserError:
    return UserError(
        "The printer {printer} did not take the paper: {reason}. See that it is on and has paper, then print again.",
        printer=order.printer_name,
        reason=reason,
    )


def _sheets(order: Order, printer: QPrinter) -> list[int]:
    """The pages in the order in which they are drawn; the copies too, where the printer makes none by itself."""
    if order.copies == 1 or printer.supportsMultipleCopies():
        return list(order.pages)
    if order.collated:
        return list(order.pages) * order.copies
    return [page for page in order.pages for _copy in range(order.copies)]


def _orientation(size: QSizeF) -> QPageLayout.Orientation:
    is_turned = size.width() > size.height()
    return QPageLayout.Orientation.Landscape if is_turned else QPageLayout.Orientation.Portrait


def _opened(pdf: bytes) -> tuple[QPdfDocument, QBuffer]:
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    if document.error() is not QPdfDocument.Error.None_:
        raise UserError("The file is damaged and cannot be read. Save it again from the program that wrote it.")
    return document, buffer


def _dots(points: float) -> int:
    return round(points / POINTS_PER_INCH * DPI)


def _ranges(pages: Sequence[int]) -> str:
    """Pages as CUPS writes them: 1-3,5."""
    parts: list[list[int]] = []
    for page in pages:
        if parts and parts[-1][1] == page - 1:
            parts[-1][1] = page
        else:
            parts.append([page, page])
    return ",".join(f"{first}-{last}" if last > first else str(first) for first, last in parts)
