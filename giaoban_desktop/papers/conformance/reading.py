"""A PDF as letters and drawn edges with their places on the page, whatever program wrote it.

Places are in millimetres from the upper left corner of the page, sizes in points.
"""

from __future__ import annotations

import logging
import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from typing import NamedTuple

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice, PDFTextSeq
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
from pdfminer.pdffont import PDFFont, PDFType3Font, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import stream_value
from pdfminer.psexceptions import PSException
from pdfminer.psparser import PSLiteral
from pdfminer.utils import Matrix, PathSegment, Rect, apply_matrix_pt

from giaoban_desktop.errors import OF_BROKEN_FILES, UserError
from giaoban_desktop.papers.conformance import guards
from giaoban_desktop.papers.page_style import FONT_FAMILIES, MM_PER_POINT

SIZE_LIMIT = 20 * 2**20
PAGE_LIMIT = 200
LETTER_LIMIT = 20_000
"""Letters on one page: a full page of a paper has 3 000."""
EDGE_LIMIT = 4_000
CONTENT_LIMIT = 2 * 2**20
"""Bytes of drawing operators on one page."""

_BROKEN = (PSException, *OF_BROKEN_FILES)
_THIN_MM = 1.0
_BLACK_LIMIT = 0.1
_SUBSET = re.compile(r"[A-Z]{6}\+")
_FAMILIES = tuple(family.replace(" ", "").lower() for family in FONT_FAMILIES)
_ITALIC_FLAG = 1 << 6
_BOLD_FLAG = 1 << 18
_FIGURE = "Figure"
"""How a file marks a picture. Source: ISO 32000-1, 14.8.4.5 (illustration elements)."""


class Face(NamedTuple):
    """A font of the file; `drawn` says whether a letter of it is printed."""

    name: str
    allowed: bool
    bold: bool
    italic: bool
    embedded: bool


class Letter(NamedTuple):
    """One printed letter (with its marks), from `x0` to `x1` on its baseline `y`."""

    text: str
    x0: float
    x1: float
    y: float
    size_pt: float
    face: Face
    black: bool


class Edge(NamedTuple):
    """A drawn straight line, level or upright, however it was drawn: line, thin box, curve, side of a box."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    """What is drawn on one page; `number` counts from 1.

    `pictures` are the boxes of what the file marks as figures (charts); their edges are not among `edges`.
    """

    number: int
    width: float
    height: float
    letters: list[Letter] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    pictures: list[Edge] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """All pages, and the fonts that the file declares, each with whether something is printed in it."""

    pages: tuple[Page, ...]
    fonts: tuple[tuple[Face, bool], ...]


def read(pdf: bytes, *, stop_at: float = float("inf"), at_page: Callable[[], None] = lambda: None) -> Reading:
    """The pages of a PDF; `at_page` is called before each and may break the reading off by an error of its own.

    Raises: UserError when the bytes are no PDF, are damaged, locked by a password, hold no text, or are more than can
    be read until the monotonic clock shows `stop_at`.
    """
    if not pdf.strip():
        raise UserError("The file is empty. Save it again from the program that wrote it.")
    if b"%PDF-" not in pdf[:1024]:
        raise UserError("The file is not a PDF. Choose the PDF of the paper.")
    if len(pdf) > SIZE_LIMIT:
        raise UserError(
            "The file is larger than {limit} MB. A paper without pictures is smaller.", limit=SIZE_LIMIT >> 20
        )
    # pdfminer's warnings repeat parts of the file, and the log holds nothing of a paper.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        reading = _read(pdf, stop_at, at_page)
    except UserError:
        raise
    except PDFEncryptionError:
        raise UserError("The file is locked with a password. Save it without one and check again.") from None
    except _BROKEN as error:
        raise UserError(
            "The file is damaged and cannot be read. Save it again from the program that wrote it."
        ) from error
    if all(letter.text.isspace() for page in reading.pages for letter in page.letters):
        raise UserError("The file holds no text; perhaps it was scanned. Check the PDF that was made for printing.")
    return reading


def _read(pdf: bytes, stop_at: float, at_page: Callable[[], None]) -> Reading:
    guards.check_streams(pdf)
    document = PDFDocument(PDFParser(BytesIO(pdf)))
    guards.check_references(document.xrefs)
    fonts = _Fonts()
    pen = _Pen(fonts, stop_at)
    interpreter = _Interpreter(fonts, pen)
    for count, page in enumerate(PDFPage.create_pages(document), 1):
        if count > PAGE_LIMIT:
            raise UserError("The file has more than {limit} pages. Check its parts one by one.", limit=PAGE_LIMIT)
        at_page()
        page.mediabox = page.cropbox  # what a reader sees and prints; places count from its corner
        interpreter.process_page(page)
    return Reading(tuple(pen.pages), tuple((face, key in pen.drawn) for key, face in fonts.faces.items()))


class _Fonts(PDFResourceManager):
    """pdfminer's fonts, with a face for each; a font whose tables are bombs is refused."""

    def __init__(self) -> None:
        super().__init__()
        self.faces: dict[int, Face] = {}
        self._kept: list[PDFFont] = []

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        guards.check_font(spec)
        font = super().get_font(objid, spec)
        if id(font) not in self.faces:
            self._kept.append(font)  # its id must not be given to another
            self.faces[id(font)] = _face(font)
        return font


class _Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter, which refuses pages that would take minutes."""

    device: _Pen

    def execute(self, streams: Sequence[object]) -> None:
        self.device.watch()
        if sum(len(stream_value(stream).get_data()) for stream in streams) > CONTENT_LIMIT:
            raise guards.too_large()
        super().execute(streams)


class _Pen(PDFTextDevice):
    """Collects what the interpreter draws."""

    def __init__(self, fonts: _Fonts, stop_at: float) -> None:
        super().__init__(fonts)
        self.pages: list[Page] = []
        self.drawn: set[int] = set()
        self._fonts = fonts
        self._stop_at = stop_at
        self._mode = 0
        self._marks: list[bool] = []
        self._figures = 0
        self._lines: list[Edge] = []
        self._words: list[Edge] = []

    def watch(self) -> None:
        """Raises: UserError when the time is over or the page holds more than a paper can."""
        page = self.pages[-1] if self.pages else None
        if page and (len(page.letters) > LETTER_LIMIT or len(page.edges) + len(self._lines) > EDGE_LIMIT):
            raise guards.too_large()
        guards.check_time(self._stop_at)

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        left, bottom, right, top = page.mediabox
        width, height = abs(right - left) * MM_PER_POINT, abs(top - bottom) * MM_PER_POINT
        if page.rotate in (90, 270):
            width, height = height, width
        self.pages.append(Page(len(self.pages) + 1, width, height))
        self._marks.clear()
        self._figures = 0

    def end_page(self, page: PDFPage) -> None:
        self._end_picture()

    def begin_tag(self, tag: PSLiteral, props: object = None) -> None:
        is_figure = tag.name == _FIGURE
        self._marks.append(is_figure)
        self._figures += is_figure

    def end_tag(self) -> None:
        if self._marks and self._marks.pop():
            self._figures -= 1
            if not self._figures:
                self._end_picture()

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        self.watch()

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        self.watch()
        self._mode = textstate.render
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        advance = font.char_width(cid) * fontsize * scaling
        a, b, c, d, e, f = matrix
        upright = a * fontsize > 0 and d * fontsize > 0 and abs(b) < 0.02 * abs(a)
        if self._mode not in (3, 7) and upright and not font.is_vertical():
            try:
                text = font.to_unichr(cid)
            except PDFUnicodeNotDefined:
                text = "\ufffd"
            face = self._face(font, slant=c / d)
            self._write(text, e, advance * a, f, abs(fontsize * d), face, _is_black(graphicstate.ncolor, ncs))
            if not text.isspace():
                self.drawn.add(id(font))
        return advance

    def paint_path(
        self, graphicstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Sequence[PathSegment]
    ) -> None:
        self.watch()
        if (not stroke and not fill) or self.ctm is None:
            return
        page = self.pages[-1]
        for shape in _shapes(path, self.ctm):
            places = [(x * MM_PER_POINT, page.height - y * MM_PER_POINT) for x, y in shape]
            kept = self._lines if self._figures else page.edges
            kept.extend(_edges(places, stroke))

    def _end_picture(self) -> None:
        """Keep the box of a figure with words in it; Word also marks as figures the lines that are drawn under text."""
        if self._words:
            self.pages[-1].pictures.append(box([*self._words, *self._lines]))
        else:
            self.pages[-1].edges.extend(self._lines)
        self._words.clear()
        self._lines.clear()

    def _face(self, font: PDFFont, *, slant: float) -> Face:
        face = self._fonts.faces.get(id(font)) or _face(font)
        if self._mode == 2 and not face.bold:  # stroked as well as filled: how programs make up a missing bold face
            face = face._replace(bold=True)
        if slant > 0.1 and not face.italic:
            face = face._replace(italic=True)
        return face

    def _write(self, text: str, x: float, advance: float, y: float, size: float, face: Face, black: bool) -> None:
        if not all(math.isfinite(number) for number in (x, advance, y, size)):
            return
        page = self.pages[-1]
        x0, x1 = x * MM_PER_POINT, (x + advance) * MM_PER_POINT
        baseline = page.height - y * MM_PER_POINT
        if text and all(map(unicodedata.combining, text)) and page.letters:
            last = page.letters[-1]
            if abs(last.y - baseline) < _THIN_MM and last.x0 - _THIN_MM <= x0 <= last.x1 + _THIN_MM:
                page.letters[-1] = last._replace(text=last.text + text)
                return
        letter = Letter(text.replace("\xa0", " "), x0, x1, baseline, size, face, black)
        if letter.text and (letter.text == " " or letter.text.isprintable()) and size > 0.5:
            page.letters.append(letter)
            if self._figures:
                self._words.append(Edge(x0, baseline - size * MM_PER_POINT, x1, baseline))


def box(edges: Sequence[Edge]) -> Edge:
    """The box around edges, at least one."""
    return Edge(
        min(edge.x0 for edge in edges),
        min(edge.y0 for edge in edges),
        max(edge.x1 for edge in edges),
        max(edge.y1 for edge in edges),
    )


def _face(font: PDFFont) -> Face:
    name = str(font.fontname)
    plain = re.sub(r"[^a-z]", "", _SUBSET.sub("", name).lower())
    descriptor = font.descriptor
    embedded = isinstance(font, PDFType3Font) or any(
        key in descriptor for key in ("FontFile", "FontFile2", "FontFile3")
    )
    return Face(
        name=name,
        allowed=plain.startswith(_FAMILIES),
        bold="bold" in plain or bool(font.flags & _BOLD_FLAG),
        italic="italic" in plain or "oblique" in plain or bool(font.flags & _ITALIC_FLAG),
        embedded=embedded or isinstance(font, PDFType3Font),
    )


def _is_black(color: object, space: PDFColorSpace) -> bool:
    parts = color if isinstance(color, tuple | list) else (color,)
    numbers = [float(part) for part in parts if isinstance(part, int | float)]
    if len(numbers) != len(parts):
        return False
    if len(numbers) == 4:
        return numbers[3] >= 1 - _BLACK_LIMIT or min(numbers[:3]) >= 1 - _BLACK_LIMIT
    if space.name in ("Separation", "Indexed", "DeviceN") and len(numbers) == 1:
        return True  # a tint or a place in a palette: its colour is not known here
    return max(numbers, default=0) <= _BLACK_LIMIT


def _shapes(path: Sequence[PathSegment], ctm: Matrix) -> Iterable[list[tuple[float, float]]]:
    """The corners of each part of a path, in page space; a closed part ends where it began."""
    shape: list[tuple[float, float]] = []
    for operator, *numbers in path:
        if operator == "m":
            if len(shape) > 1:
                yield shape
            shape = []
        if operator == "h":
            shape += shape[:1]
        elif len(numbers) >= 2:
            x, y = apply_matrix_pt(ctm, (float(numbers[-2]), float(numbers[-1])))
            if math.isfinite(x) and math.isfinite(y):
                shape.append((x, y))
    if len(shape) > 1:
        yield shape


def _edges(shape: list[tuple[float, float]], stroke: bool) -> Iterable[Edge]:
    """The level and upright edges of a shape: itself where it is thin, else its straight sides if they are drawn."""
    across, down = [x for x, _ in shape], [y for _, y in shape]
    whole = Edge(min(across), min(down), max(across), max(down))
    candidates = [whole]
    if stroke and not _is_thin(whole):
        candidates = [
            Edge(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)) for (x0, y0), (x1, y1) in pairwise(shape)
        ]
    return [edge for edge in candidates if _is_thin(edge) and max(edge.x1 - edge.x0, edge.y1 - edge.y0) > 0]


def _is_thin(edge: Edge) -> bool:
    return min(edge.x1 - edge.x0, edge.y1 - edge.y0) <= _THIN_MM
