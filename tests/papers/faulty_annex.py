"""Annexes drawn letter by letter with bare ReportLab, right by default, so that one fault at a time can be planted."""

from collections.abc import Callable
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics

from tests.papers.faulty import BOLD, COURSE, ITALIC, PLAIN, Paper, Pen

HEAD = ("TT", "Chỉ tiêu", "Đơn vị tính", "Cộng")
_SHARES = (0.1, 0.5, 0.2, 0.2)
_ROW_PT = 22


@dataclass
class AnnexPaper(Paper):
    """What an annex says and how it is drawn; `more` are the words of further annexes in the same file.

    `table_width` is in millimetres, 0 for as wide as the text; `rows` fill more than a page.
    """

    word: str = "Phụ lục"
    more: tuple[str, ...] = ()
    word_font: str = BOLD
    word_size: float = 14
    word_shift: float = 0
    title: tuple[str, ...] = ("SỐ LIỆU CÔNG TÁC PHỐI HỢP", "THÁNG 02 NĂM 2026")
    title_font: str = BOLD
    title_size: float = 14
    title_shift: float = 0
    attached: tuple[str, ...] = (
        "(Kèm theo Biên bản số 05/BB-CAP ngày 25 tháng 02 năm 2026",
        "của Công an phường Bình Minh)",
    )
    attached_font: str = ITALIC
    attached_size: float = 14
    attached_shift: float = 0
    attached_first: bool = False
    attached_line: float = 0.25
    attached_line_shift: float = 0
    page_restarts: bool = True
    course: tuple[str, ...] = COURSE
    closing: str = "Số liệu được tính đến hết ngày 25 tháng 02 năm 2026./."
    rows: int = 40
    head: tuple[str, ...] = HEAD
    head_font: str = BOLD
    head_again: bool = True
    table_width: float = 0
    after: Callable[[Pen], None] | None = None

    def pdf(self) -> bytes:
        """The annex as a file."""
        return AnnexPen(self).draw()


class AnnexPen(Pen):
    """Draws an annex: its head, paragraphs, a table over as many pages as it needs, and the end."""

    paper: AnnexPaper

    def draw(self) -> bytes:
        paper = self.paper
        self._number_page()
        for number, word in enumerate((paper.word, *paper.more)):
            if number:
                self._next_annex()
            self._head(word)
            for text in paper.course:
                self.paragraph(text, font=paper.font)
            if paper.rows:
                self._table()
            if paper.after:
                paper.after(self)
            if paper.closing:
                self.paragraph(paper.closing)
        self._gather()
        self.canvas.save()
        return self.target.getvalue()

    def _next_annex(self) -> None:
        if self.paper.page_restarts:
            self.page = 0
        self.new_page()

    def _head(self, word: str) -> None:
        paper = self.paper
        middle = (self.left + self.right) / 2
        self.y = paper.top * mm + 0.9 * paper.word_size
        self.centred(word, middle + paper.word_shift * mm, paper.word_font, paper.word_size)
        parts = [
            (paper.title, paper.title_font, paper.title_size, paper.title_shift),
            (paper.attached, paper.attached_font, paper.attached_size, paper.attached_shift),
        ]
        for lines, font, size, shift in reversed(parts) if paper.attached_first else parts:
            for line in lines:
                self.y += 16.1
                self.centred(line, middle + shift * mm, font, size)
        font = paper.attached_font
        widest = max((pdfmetrics.stringWidth(line, font, paper.attached_size) for line in paper.attached), default=200)
        self.rule(middle + paper.attached_line_shift * mm, paper.attached_line * widest, below=5)
        self.y += 18

    def _table(self) -> None:
        """Rows of a table, its head above those of each page."""
        self.y += 14
        self._row(self.paper.head, self.paper.head_font)
        for number in range(1, self.paper.rows + 1):
            if self.y + _ROW_PT > (self.paper.height - self.paper.bottom) * mm:
                self.new_page()
                self.y = self.paper.top * mm
                if self.paper.head_again:
                    self._row(self.paper.head, self.paper.head_font)
            self._row((str(number), f"Cuộc tuần tra đêm {number}", "cuộc", str(10 + number)), PLAIN)

    def _row(self, cells: tuple[str, ...], font: str) -> None:
        canvas, top = self.canvas, self.paper.height * mm - self.y
        width = (self.paper.table_width * mm) or self.right - self.left
        x = self.left
        for share, cell in zip(_SHARES, cells, strict=True):
            canvas.rect(x, top - _ROW_PT, share * width, _ROW_PT)
            self.y += 15
            self.centred(cell, x + share * width / 2, font, 13)
            self.y -= 15
            x += share * width
        self.y += _ROW_PT


def lying(**changes: object) -> AnnexPaper:
    """An annex on sheets that lie, for a table as wide as they are."""
    return AnnexPaper(**{"width": 297, "height": 210, **changes})  # type: ignore[arg-type]
