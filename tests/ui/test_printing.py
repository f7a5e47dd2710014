"""Papers on a printer: pages of the true size, in the order that was chosen, the PDF itself where CUPS takes it."""

import io
import os
import sys
from pathlib import Path

import pdfplumber
import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPageRanges
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from giaoban_desktop.errors import Cancelled, UserError
from giaoban_desktop.services import documents, meetings
from giaoban_desktop.ui.views import printing
from giaoban_desktop.ui.views.printing import Order

MM_PER_POINT = 25.4 / 72


@pytest.fixture
def pdf(window, book):
    return documents.minutes_pdf(book, meetings.listed(book)[0].id)


@pytest.fixture
def printer(pdf, tmp_path):
    made = printing.printer_for(pdf, "Biên bản")
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    return made


def nothing(_done, _of):
    return None


def order(**changed):
    values = {"title": "x", "pages": (1, 2), "copies": 1, "collated": True, "printer_name": "p", "sides": ""}
    return Order(**{**values, **changed})


def dark_box(pdf: bytes, page: int) -> list[float]:
    """The edges of what is dark on a page, in millimetres: left, top, right, bottom."""
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(pdf)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    image = printing.picture(document, page)
    dark = [
        (x, y)
        for y in range(0, image.height(), 2)
        for x in range(0, image.width(), 2)
        if image.pixelColor(x, y).lightness() < 100
    ]
    document.close()
    scale = 25.4 / printing.DPI
    across, down = [x for x, _y in dark], [y for _x, y in dark]
    return [min(across) * scale, min(down) * scale, max(across) * scale, max(down) * scale]


def test_pages_come_out_at_their_true_size_and_place(pdf, printer, tmp_path):
    printing.paint(pdf, printer, printing.order_of(printer, 2), nothing)
    printed = (tmp_path / "printed.pdf").read_bytes()
    with pdfplumber.open(io.BytesIO(printed)) as paper:
        sizes = [(float(page.width) * MM_PER_POINT, float(page.height) * MM_PER_POINT) for page in paper.pages]
    assert sizes == [pytest.approx((210, 297), abs=0.5)] * 2
    assert dark_box(printed, 1) == pytest.approx(dark_box(pdf, 1), abs=1)


def test_a_page_is_dark_on_white(pdf, printer):
    document, _buffer = printing._opened(pdf)
    image = printing.picture(document, 0)
    document.close()
    assert (image.width(), image.height()) == (2480, 3508)
    assert image.pixelColor(5, 5).getRgb() == (255, 255, 255, 255)


def test_only_the_chosen_pages_are_printed(pdf, printer, tmp_path):
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    ranges = QPageRanges()
    ranges.addPage(2)
    printer.setPageRanges(ranges)
    chosen = printing.order_of(printer, 2)
    assert chosen.pages == (2,)
    printing.paint(pdf, printer, chosen, nothing)
    assert dark_box((tmp_path / "printed.pdf").read_bytes(), 0) == pytest.approx(dark_box(pdf, 1), abs=1)


def test_the_page_in_sight_and_the_last_page_first(printer):
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert printing.order_of(printer, 3).pages == (3, 2, 1)
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert printing.order_of(printer, 3, current=2).pages == (2,)


def test_copies_are_drawn_where_the_printer_makes_none(pdf, printer, tmp_path):
    seen = []
    two = order(copies=2)
    assert not printer.supportsMultipleCopies()
    printing.paint(pdf, printer, two, lambda done, of: seen.append((done, of)))
    assert seen == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    assert printing._sheets(order(copies=2, collated=False), printer) == [1, 1, 2, 2]


def test_breaking_off_prints_no_more(pdf, printer, tmp_path):
    seen = []

    def stop(done, _of):
        seen.append(done)
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        printing.paint(pdf, printer, order(), stop)
    assert seen == [0, 1]
    assert not (tmp_path / "printed.pdf").exists()


@pytest.mark.qt_log_ignore("QPainter::begin")  # Qt's own word for it
def test_a_printer_that_takes_nothing_is_told(pdf, printer, tmp_path):
    printer.setOutputFileName(str(tmp_path / "nowhere" / "printed.pdf"))
    with pytest.raises(UserError, match="did not take the paper"):
        printing.paint(pdf, printer, order(), nothing)


def test_cups_is_told_everything_that_was_chosen():
    chosen = order(pages=(5, 3, 2, 1), copies=3, sides="two-sided-long-edge", printer_name="HP phòng họp")
    arguments = printing.lp_arguments(chosen)
    assert arguments[:6] == ["-d", "HP phòng họp", "-n", "3", "-t", "x"]
    options = arguments[7::2]
    assert options == [
        "print-scaling=none",
        "page-ranges=1-3,5",
        "collate=true",
        "sides=two-sided-long-edge",
        "outputorder=reverse",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands in for lp")
def test_cups_gets_the_pdf_itself(pdf, tmp_path, monkeypatch):
    _make_lp(tmp_path, f'cat > "{tmp_path}/got.pdf"\necho "$@" > "{tmp_path}/arguments"\n')
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    printing.send(pdf, order(printer_name="phòng-họp"))
    assert (tmp_path / "got.pdf").read_bytes() == pdf
    assert "-d phòng-họp -n 1" in (tmp_path / "arguments").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands in for lp")
def test_what_cups_refuses_is_told_in_its_words(pdf, tmp_path, monkeypatch):
    _make_lp(tmp_path, "cat > /dev/null\necho 'no such printer' >&2\nexit 1\n")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(UserError) as refused:
        printing.send(pdf, order())
    assert "no such printer" in str(refused.value)


def _make_lp(folder: Path, body: str) -> None:
    script = folder / "lp"
    script.write_text(f"#!/bin/sh\n{body}", encoding="utf-8")
    script.chmod(0o755)


def test_printing_from_the_page_goes_on_beside_the_window(window, pdf, printer, tmp_path, qtbot):
    window.show_page("documents")
    page = window.page
    page.output.print_on(printer, page._pdf)
    qtbot.waitUntil(lambda: page.panel.said.text() == "Sent to the printer: 2 pages.", timeout=15_000)
    with pdfplumber.open(tmp_path / "printed.pdf") as paper:
        assert len(paper.pages) == 2
