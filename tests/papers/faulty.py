"""Papers drawn letter by letter with bare ReportLab, right by default, so that one fault at a time can be planted.

Nothing here comes from the program's own renderer or its numbers: the checker is held against the decree itself.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random

from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
PLAIN, BOLD, ITALIC, BOLD_ITALIC = (f"Checked {face}" for face in ("Regular", "Bold", "Italic", "BoldItalic"))
OTHER_NAMES = {
    "Word": {
        PLAIN: "TimesNewRomanPSMT",
        BOLD: "TimesNewRomanPS-BoldMT",
        ITALIC: "TimesNewRomanPS-ItalicMT",
        BOLD_ITALIC: "TimesNewRomanPS-BoldItalicMT",
    },
    "Windows": {
        PLAIN: "TimesNewRoman",
        BOLD: "TimesNewRoman,Bold",
        ITALIC: "TimesNewRoman,Italic",
        BOLD_ITALIC: "TimesNewRoman,BoldItalic",
    },
}
"""The names under which other programs embed the typeface."""

OPENING = (
    "Thời gian bắt đầu: 08 giờ 00, ngày 25 tháng 02 năm 2026.",
    "Địa điểm: Hội trường Ban Chỉ huy Quân sự phường Bình Minh.",
    "Thành phần tham dự:",
    (
        "- Ủy ban nhân dân phường: ông Trần Văn An, Phó Chủ tịch, dự và chỉ đạo hội nghị; cùng dự có bà Lê Thị Bình, "
        "công chức văn phòng, người giúp việc cho lãnh đạo Ủy ban trong lĩnh vực nội chính."
    ),
    "Chủ trì (chủ tọa): Trung tá Nguyễn Văn Cường, Chỉ huy trưởng.",
    "Thư ký (người ghi biên bản): Thiếu tá Phạm Văn Dũng, trợ lý.",
    "Nội dung (theo diễn biến hội nghị):",
)
COURSE = (
    (
        "Trong tháng 02 năm 2026, ba lực lượng đã tổ chức 12 cuộc tuần tra đêm với 84 lượt cán bộ, chiến sĩ tham gia; "
        "không phát sinh vụ việc phức tạp về an ninh trật tự trên địa bàn phường."
    ),
    (
        "Công an phường báo cáo kết quả phối hợp trong tháng, đề nghị các lực lượng giữ vững chế độ trao đổi thông tin "
        "hằng ngày, nắm chắc tình hình địa bàn, nhất là các khu nhà trọ, bến tàu và kho xăng dầu ven sông."
    ),
    (
        "Đồn Biên phòng nhất trí với báo cáo và bổ sung số liệu tàu thuyền ra vào cảng, đồng thời đề nghị mở thêm một "
        "đợt tuyên truyền cho ngư dân trước ngày 24 tháng 3 năm 2026."
    ),
)
CLOSING = "Hội nghị kết thúc vào 10 giờ 30, ngày 25 tháng 02 năm 2026./."


@dataclass
class Paper:
    """What a paper says and how it is drawn, in points and millimetres; every value right until a test changes it."""

    left: float = 30
    right: float = 15
    top: float = 20
    bottom: float = 20
    width: float = 210
    height: float = 297
    national_name: str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    national_name_font: str = BOLD
    motto: str = "Độc lập - Tự do - Hạnh phúc"
    motto_font: str = BOLD
    motto_line: float = 1.0
    motto_shift: float = 0
    superior: str = "CÔNG AN TỈNH AN GIANG"
    superior_font: str = PLAIN
    issuer: str = "CÔNG AN PHƯỜNG BÌNH MINH"
    issuer_font: str = BOLD
    issuer_line: float = 0.4
    issuer_shift: float = 0
    number: str = "Số: 05/BB-CAP"
    number_font: str = PLAIN
    place_date: str = ""
    place_date_font: str = ITALIC
    type: str = "BIÊN BẢN"
    type_size: float = 14
    abstract: tuple[str, ...] = ("Hội nghị giao ban tháng 02 năm 2026",)
    abstract_font: str = BOLD
    abstract_line: float = 0.4
    opening: tuple[str, ...] = OPENING
    opening_font: str = PLAIN
    course: tuple[str, ...] = COURSE * 4
    closing: str = CLOSING
    size: float = 14
    font: str = PLAIN
    pitch: float = 16.1
    gap: float = 6
    indent: float = 10
    justified: bool = True
    ink: tuple[float, float, float] = (0, 0, 0)
    page_number: Callable[[int], str] = field(default=lambda page: str(page) if page > 1 else "")
    page_number_font: str = PLAIN
    page_number_y: float = 14
    page_number_shift: float = 0
    secretary: str = "THƯ KÝ"
    chair: str = "CHỦ TỌA"
    swap_signers: bool = False
    title_font: str = BOLD
    secretary_name: str = "Phạm Văn Dũng"
    chair_name: str = "Nguyễn Văn Cường"
    name_font: str = BOLD
    signatures_on_new_page: bool = False
    recipients_label: str = "Nơi nhận:"
    recipients_label_font: str = BOLD_ITALIC
    recipients: tuple[str, ...] = ("- Ủy ban nhân dân phường;", "- Đồn Biên phòng;", "- Lưu: VT, Hồ sơ.")
    recipients_size: float = 11
    recipients_shift: float = 0
    recipients_first: bool = False
    recipients_beside: bool = False
    initial_font: str = PLAIN
    family: str = "Checked"
    rule_shape: str = "line"
    scattered: bool = False
    extra: Callable[["Pen"], None] | None = None

    def pdf(self) -> bytes:
        """The paper as a file."""
        return Pen(self).draw()


class Pen:
    """Draws a paper from the top down; `y` is the next baseline's distance from the top edge, in points."""

    def __init__(self, paper: Paper) -> None:
        _register()
        self.paper = paper
        self.target = BytesIO()
        size = (paper.width * mm, paper.height * mm)
        self.canvas = Canvas(self.target, pagesize=size, initialFontName=paper.initial_font)
        self.left, self.right = paper.left * mm, (paper.width - paper.right) * mm
        self.page = 1
        self.y = 0.0
        self._scattered: list[tuple[str, float, float, str, float]] = []

    def draw(self) -> bytes:
        paper = self.paper
        self._number_page()
        self._header()
        for text in paper.opening:
            self.paragraph(text, font=paper.opening_font)
        for text in paper.course:
            self.paragraph(text)
        self.room_for(18)
        if paper.extra:
            paper.extra(self)
        if paper.closing:
            self.paragraph(paper.closing)
        self._ending()
        self._gather()
        self.canvas.save()
        return self.target.getvalue()

    def write(self, text: str, x: float, font: str, size: float, *, word_space: float = 0.0) -> None:
        """Text on the baseline, from x on; justified text word by word, as Word and LibreOffice do."""
        for word in text.split(" ") if word_space else [text]:
            if self.paper.scattered:
                self._scatter(word, x, font, size)
            else:
                self._show(word, x, self.y, font, size)
            x += pdfmetrics.stringWidth(word + " ", font, size) + word_space

    def _show(self, text: str, x: float, y: float, font: str, size: float) -> None:
        line = self.canvas.beginText(x, self.paper.height * mm - y)
        line.setFont(font.replace("Checked", self.paper.family), size)
        line.setFillColorRGB(*self.paper.ink)
        line.textOut(text)
        self.canvas.drawText(line)

    def _scatter(self, text: str, x: float, font: str, size: float) -> None:
        for letter in text:
            self._scattered.append((letter, x, self.y, font, size))
            x += pdfmetrics.stringWidth(letter, font, size)

    def _gather(self) -> None:
        Random(7).shuffle(self._scattered)
        for letter in self._scattered:
            self._show(*letter)
        self._scattered.clear()

    def centred(self, text: str, centre: float, font: str, size: float) -> None:
        self.write(text, centre - pdfmetrics.stringWidth(text, font, size) / 2, font, size)

    def rule(self, centre: float, width: float, below: float = 4) -> None:
        """A drawn line, centred, a little below the baseline."""
        start, end, y = centre - width / 2, centre + width / 2, self.paper.height * mm - self.y - below
        self.canvas.setLineWidth(0.75)
        if not width:
            return
        if self.paper.rule_shape == "line":
            self.canvas.line(start, y, end, y)
        elif self.paper.rule_shape == "box":
            self.canvas.rect(start, y, width, 0.75, stroke=0, fill=1)
        elif self.paper.rule_shape == "curve":
            self.canvas.bezier(start, y, start + width / 3, y, end - width / 3, y, end, y)
        elif self.paper.rule_shape == "pieces":
            for piece in range(4):
                self.canvas.line(start + piece * width / 4, y, start + (piece + 1) * width / 4, y)

    def paragraph(self, text: str, *, font: str = "", size: float = 0.0) -> None:
        """A paragraph of the content."""
        paper = self.paper
        font, size = font or paper.font, size or paper.size
        x = self.left + paper.indent * mm
        self.y += paper.gap
        words, line = text.split(" "), ""
        while words:
            line = words.pop(0)
            while words and pdfmetrics.stringWidth(f"{line} {words[0]}", font, size) <= self.right - x:
                line += f" {words.pop(0)}"
            self._next_line()
            free = self.right - x - pdfmetrics.stringWidth(line, font, size)
            stretched = paper.justified and words and " " in line
            self.write(line, x, font, size, word_space=free / line.count(" ") if stretched else 0.0)
            x = self.left

    def room_for(self, lines: int) -> None:
        """Go to a new page unless so many lines fit on this one."""
        if self.y + lines * self.paper.pitch > (self.paper.height - self.paper.bottom) * mm:
            self.new_page()

    def new_page(self) -> None:
        self._gather()
        self.canvas.showPage()
        self.page += 1
        self.y = self.paper.top * mm + 0.9 * self.paper.size - self.paper.pitch
        self._number_page()

    def _next_line(self) -> None:
        self.y += self.paper.pitch
        if self.y + 0.22 * self.paper.size > (self.paper.height - self.paper.bottom) * mm:
            self.new_page()
            self.y += self.paper.pitch

    def _number_page(self) -> None:
        text, kept = self.paper.page_number(self.page), self.y
        self.y = self.paper.page_number_y * mm
        if text:
            middle = (self.left + self.right) / 2 + self.paper.page_number_shift * mm
            self.centred(text, middle, self.paper.page_number_font, 13)
        self.y = kept

    def _header(self) -> None:
        paper = self.paper
        left, right = self.left + 33 * mm, self.right - 48 * mm
        self.y = paper.top * mm + 0.9 * 13
        self.centred(paper.national_name, right, paper.national_name_font, 12)
        self.centred(paper.superior, left, paper.superior_font, 12)
        self.y += 15
        self.centred(paper.motto, right + paper.motto_shift * mm, paper.motto_font, 13)
        self.rule(right + paper.motto_shift * mm, paper.motto_line * _width(paper.motto, paper.motto_font, 13))
        self.centred(paper.issuer, left + paper.issuer_shift * mm, paper.issuer_font, 12)
        self.rule(left + paper.issuer_shift * mm, paper.issuer_line * _width(paper.issuer, paper.issuer_font, 12))
        self.y += 24
        self.centred(paper.number, left, paper.number_font, 13)
        self.centred(paper.place_date, right, paper.place_date_font, 13)
        middle = (self.left + self.right) / 2
        self.y += 32
        self.centred(paper.type, middle, BOLD, paper.type_size)
        for line in paper.abstract:
            self.y += 16.1
            self.centred(line, middle, paper.abstract_font, 14)
        widest = max((_width(line, paper.abstract_font, 14) for line in paper.abstract), default=0)
        self.rule(middle, paper.abstract_line * widest, below=5)
        self.y += 12

    def _ending(self) -> None:
        paper = self.paper
        left, right = self.left + 30 * mm, self.right - 48 * mm
        if paper.swap_signers:
            left, right = right, left
        if paper.signatures_on_new_page:
            self.new_page()
        if paper.recipients_first:
            self._recipients()
        self.y += 30
        if paper.recipients_beside:
            kept, self.y = self.y, self.y - 26
            self._recipients()
            self.y = kept
        self.centred(paper.secretary, left, paper.title_font, 14)
        self.centred(paper.chair, right, paper.title_font, 14)
        self.y += 85
        self.centred(paper.secretary_name, left, paper.name_font, 14)
        self.centred(paper.chair_name, right, paper.name_font, 14)
        if not paper.recipients_first and not paper.recipients_beside:
            self._recipients()

    def _recipients(self) -> None:
        paper = self.paper
        self.y += 26
        x = self.left + paper.recipients_shift * mm
        self.write(paper.recipients_label, x, paper.recipients_label_font, 12)
        for line in paper.recipients:
            self.y += 13
            self.write(line, x, PLAIN, paper.recipients_size)


def report(**changes: object) -> Paper:
    """A report of a ward, right in everything: another type of paper than minutes."""
    values: dict[str, object] = {
        "number": "Số: 12/BC-CAP",
        "place_date": "Bình Minh, ngày 05 tháng 02 năm 2026",
        "type": "BÁO CÁO",
        "abstract": ("Kết quả công tác phối hợp tháng 01 năm 2026",),
        "opening": (),
        "closing": "Trên đây là báo cáo kết quả công tác phối hợp tháng 01 năm 2026./.",
        "secretary": "",
        "secretary_name": "",
        "chair": "TRƯỞNG CÔNG AN PHƯỜNG",
        "recipients_beside": True,
    }
    return Paper(**{**values, **changes})  # type: ignore[arg-type]


def _width(text: str, font: str, size: float) -> float:
    return pdfmetrics.stringWidth(text, font, size)


@cache
def _register() -> None:
    for name in (PLAIN, BOLD, ITALIC, BOLD_ITALIC):
        file = FONTS / f"LiberationSerif-{name.split()[1]}.ttf"
        pdfmetrics.registerFont(TTFont(name, file))
        for family, names in OTHER_NAMES.items():
            font = TTFont(name.replace("Checked", family), file)
            font.face.name = names[name].encode()
            pdfmetrics.registerFont(font)
