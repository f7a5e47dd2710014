"""The program tries itself: a book, every page, a paper in the PDF view, a package. For a bundle just built."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument

from giaoban_desktop.domain.periods import quarter
from giaoban_desktop.services import book as books
from giaoban_desktop.services import documents, meetings, packages, sample
from giaoban_desktop.ui import screens

TODAY = date(2026, 3, 25)


def run(say: Callable[[str], None]) -> None:
    """Go through the main job; raises what goes wrong, tells each step that went well."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        files = sample.make(folder / "sample")
        say("sample office made")
        for picture in screens.draw(files[0], folder / "screens", today=TODAY, themes=("light",)):
            _check_picture(picture)
        say("every page drawn")
        with books.open_book(files[0]) as book:
            pdf = documents.minutes_pdf(book, meetings.listed(book)[-1].id)
            paper = folder / "minutes.pdf"
            paper.write_bytes(pdf)
            _check_paper(paper)
            say("minutes drawn and loaded in the PDF view")
            packages.export(book, quarter(2026, 1), folder / "package.gbn")
        counts = packages.inspect(folder / "package.gbn").counts
        if not counts["meeting"]:
            raise RuntimeError("the package holds no meeting")
        say(f"package made and inspected (meetings: {counts['meeting']})")


def _check_picture(file: Path) -> None:
    image = QImage(str(file))
    if image.isNull():
        raise RuntimeError(f"{file.name} was not drawn")
    colours = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
    if len(colours) < 5:
        raise RuntimeError(f"{file.name} is blank")


def _check_paper(file: Path) -> None:
    document = QPdfDocument()
    document.load(str(file))
    if document.status() is not QPdfDocument.Status.Ready or not document.pageCount():
        raise RuntimeError(f"the PDF view does not load the minutes: {document.error()}")
    document.close()
