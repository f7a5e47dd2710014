"""The text of a Word file: paragraphs and tables of its body in their order, each piece with its font.

Left out are headers, footnotes, comments, text boxes, pictures and whatever was struck out. Nothing outside the file is
opened: only its XML parts, checked for their size, are handed on to python-docx.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from giaoban_desktop.errors import OF_BROKEN_FILES, UserError
from giaoban_desktop.services.report_letters import Line, Piece

PART_LIMIT = 16 * 2**20
"""Bytes of one XML part, unpacked: a report of 300 pages has five million."""
TOTAL_LIMIT = 32 * 2**20
PARTS_LIMIT = 4000
CELLS_LIMIT = 63
"""Columns that one cell may span: as many as Word allows."""

_BROKEN = (zipfile.BadZipFile, *OF_BROKEN_FILES)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _TABLE, _ROW, _CELL, _RUN = (f"{_W}{name}" for name in ("p", "tbl", "tr", "tc", "r"))
_AROUND_BLOCKS = {f"{_W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}
_AROUND_RUNS = _AROUND_BLOCKS | {f"{_W}{name}" for name in ("hyperlink", "smartTag", "fldSimple", "dir", "bdo")}
_SIGNS = {
    f"{_W}tab": "\t", f"{_W}ptab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-",
    f"{_W}softHyphen": "\xad",
}  # fmt: skip
_ONE_LINE = str.maketrans("\t\n\r", "   ")
_TEXT_BOX = f"{_W}txbxContent"


@dataclass(frozen=True, slots=True)
class WordText:
    """Lines as they follow each other; `has_text_boxes` when something stands in boxes, which are not read."""

    lines: tuple[Line, ...]
    has_text_boxes: bool


def read_word(content: bytes, file: str) -> WordText:
    """The text of a .docx. Raises: UserError when it is damaged, no Word file, or too large to be a report."""
    try:
        package = _checked(content, file)
        import docx  # a fifth of a second: only when such a file is opened
        from docx.exceptions import PythonDocxError
        from docx.opc.exceptions import OpcError
    except UserError:
        raise
    except _BROKEN as error:
        raise _damaged(file) from error
    try:
        document = docx.Document(package)
        body: Any = document.element.body
        fonts = _Fonts(document.styles.element)
        lines = tuple(_lines(body, fonts))
        boxes = any("".join(box.itertext()).strip() for box in body.iter(_TEXT_BOX))
    except (*_BROKEN, OpcError, PythonDocxError) as error:
        raise _damaged(file) from error
    return WordText(lines, boxes)


def _checked(content: bytes, file: str) -> BytesIO:
    """The package with its XML parts only, unpacked; everything else in it is emptied.

    What the directory says of sizes may be false: no part is unpacked beyond what it claims and the limits allow.
    """
    written = BytesIO()
    total = 0
    with zipfile.ZipFile(BytesIO(content)) as packed, zipfile.ZipFile(written, "w") as checked:
        parts = packed.infolist()
        xml = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
        if len(parts) > PARTS_LIMIT or sum(part.file_size for part in xml) > TOTAL_LIMIT:
            raise _too_large(file)
        names: set[str] = set()
        for part in parts:
            data = b""
            if part in xml:
                data = _unpacked(packed, part, file)
                total += len(data)
            if total > TOTAL_LIMIT:
                raise _too_large(file)
            # Entities are declared in a document type, and no Word file has one.
            if b"<!DOCTYPE" in data.replace(b"\0", b"") or part.filename in names:
                raise _damaged(file)
            names.add(part.filename)
            checked.writestr(part.filename, data)
    written.seek(0)
    return written


def _unpacked(packed: zipfile.ZipFile, part: zipfile.ZipInfo, file: str) -> bytes:
    if part.file_size > PART_LIMIT:
        raise _too_large(file)
    pieces: list[bytes] = []
    left = PART_LIMIT
    with packed.open(part) as stream:
        while left > 0 and (piece := stream.read(2**16)):
            pieces.append(piece)
            left -= len(piece)
    return b"".join(pieces)


def _lines(block: Any, fonts: _Fonts) -> Iterator[Line]:
    for child in block:
        if child.tag == _PARAGRAPH:
            yield list(_pieces(child, fonts, fonts.of_paragraph(child)))
        elif child.tag == _TABLE:
            yield from (_row(row, fonts) for row in _inside(child, _ROW))
        elif child.tag in _AROUND_BLOCKS:
            yield from _lines(child, fonts)


def _row(row: Any, fonts: _Fonts) -> Line:
    """The cells parted by tabs; one that spans columns is followed by empty ones."""
    pieces: list[Piece] = []
    for number, cell in enumerate(_inside(row, _CELL)):
        if number:
            pieces.append(Piece("\t"))
        lines = [line for line in _lines(cell, fonts) if any(piece.text.strip() for piece in line)]
        for count, line in enumerate(lines):
            if count:
                pieces.append(Piece(" "))
            pieces += (Piece(piece.text.translate(_ONE_LINE), piece.font) for piece in line)
        pieces += [Piece("\t")] * (_columns(cell) - 1)
    return pieces


def _columns(cell: Any) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    value = span.get(f"{_W}val", "") if span is not None else ""
    return max(1, min(int(value), CELLS_LIMIT)) if value.isascii() and value.isdigit() and len(value) < 4 else 1


def _inside(element: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also those in a content control."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _AROUND_BLOCKS:
            yield from _inside(child, tag)


def _pieces(element: Any, fonts: _Fonts, font: str) -> Iterator[Piece]:
    for child in element:
        if child.tag == _RUN:
            own = fonts.of_run(child) or font
            yield from _run_pieces(child, own)
        elif child.tag in _AROUND_RUNS:
            yield from _pieces(child, fonts, font)


def _run_pieces(run: Any, font: str) -> Iterator[Piece]:
    for child in run:
        if child.tag == f"{_W}t":
            yield Piece((child.text or "").translate(_ONE_LINE), font)
        elif child.tag == f"{_W}sym":
            yield _symbol(child)
        elif child.tag in _SIGNS:
            yield Piece(_SIGNS[child.tag], font)


def _symbol(sign: Any) -> Piece:
    code = int(sign.get(f"{_W}char", "20"), 16)
    return Piece(chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE else "", sign.get(f"{_W}font", ""))


class _Fonts:
    """The font of a run: its own, else that of its style, of its paragraph's style, of the document."""

    def __init__(self, styles: Any) -> None:
        self._styles: dict[str, Any] = {}
        self._default = ""
        for style in styles.iter(f"{_W}style"):
            self._styles.setdefault(style.get(f"{_W}styleId", ""), style)
            if style.get(f"{_W}type") == "paragraph" and style.get(f"{_W}default") in ("1", "true", "on"):
                self._default = style.get(f"{_W}styleId", "")
        self._document = _font(styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr"))
        self._known: dict[str, str] = {}

    def of_run(self, run: Any) -> str:
        """The font that the run or its style names, "" where the paragraph decides."""
        properties = run.find(f"{_W}rPr")
        if properties is None:
            return ""
        return _font(properties) or self._of_style(properties.find(f"{_W}rStyle"), "")

    def of_paragraph(self, paragraph: Any) -> str:
        """The font of all runs that name none."""
        return self._of_style(paragraph.find(f"{_W}pPr/{_W}pStyle"), self._default) or self._document

    def _of_style(self, reference: Any, default: str) -> str:
        name = default if reference is None else reference.get(f"{_W}val", "")
        if name not in self._known:
            self._known[name] = next(filter(None, map(_style_font, self._chain(name))), "")
        return self._known[name]

    def _chain(self, name: str) -> Iterable[Any]:
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            yield style
            base = style.find(f"{_W}basedOn")
            name = base.get(f"{_W}val", "") if base is not None else ""


def _style_font(style: Any) -> str:
    return _font(style.find(f"{_W}rPr"))


def _font(properties: Any) -> str:
    """The font of letters with marks; a font of the theme hides a named one, and is never an old one."""
    fonts = properties.find(f"{_W}rFonts") if properties is not None else None
    if fonts is None:
        return ""
    for kind in ("hAnsi", "ascii"):
        theme = fonts.get(f"{_W}{kind}Theme")
        if theme:
            return f"theme {theme}"
        name = fonts.get(f"{_W}{kind}")
        if name:
            return str(name)
    return ""


def _damaged(file: str) -> UserError:
    return UserError(
        "{file} is damaged or is no Word file. Open it in Word, save it again as .docx, and open that file here.",
        file=file,
    )


def _too_large(file: str) -> UserError:
    return UserError(
        "{file} unpacks to more than a report can hold; nothing was read. Copy its text into a new Word file and open "
        "that one.",
        file=file,
    )
