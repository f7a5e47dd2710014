"""What a PDF from outside must not make us do: unpack a bomb, or count to two thousand million.

pdfminer unpacks every stream whole and fills every range that a file names. These checks run before it does. They
stop what is known, not what is imaginable: the limit of time in `reading` stands behind them.
"""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Iterable, Mapping

from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.pdfdocument import PDFBaseXRef, PDFXRefStream
from pdfminer.pdftypes import PDFStream, list_value, resolve1

from giaoban_desktop.errors import UserError

STREAM_LIMIT = 16 * 2**20
"""Bytes of a stream, unpacked; an image may hold more, because nobody unpacks it here."""
IMAGE_LIMIT = 16 * STREAM_LIMIT
TOTAL_LIMIT = 64 * 2**20
RANGE_LIMIT = 70_000
"""Entries in one range of a font's tables: a font has at most 65 536 glyphs."""
RANGES_LIMIT = 300_000

_STREAM = re.compile(rb"(?<!end)stream\r?\n?")
_IMAGE = re.compile(rb"/Subtype\s*/Image")
_WIDE = re.compile(rb"/(?:Columns|Colors|BitsPerComponent)\s+\d{6,}")
_SLOW_FILTER = re.compile(rb"/(?:LZWDecode|LZW|RunLengthDecode|RL|CCITTFaxDecode|CCF)\b")
_SLOW_FILTER_LIMIT = 2**18
_DICTIONARY_LENGTH = 2000
_NESTED = 4
_BROKEN_LIMIT = 2**16
"""pdfminer repairs a broken stream byte by byte, in quadratic time."""
_RANGE_BLOCK = re.compile(rb"begin(?:bf|cid|notdef)range(.*?)end(?:bf|cid|notdef)range", re.DOTALL)
_RANGE = re.compile(rb"<\s*([0-9A-Fa-f]{1,8})\s*>\s*<\s*([0-9A-Fa-f]{1,8})\s*>\s*(?:<[^>]*>|\[[^\]]*\]|\d+)")


def check_streams(pdf: bytes) -> None:
    """Raises: UserError when something in the file unpacks to more than a paper can need."""
    if _WIDE.search(pdf):
        raise too_large()
    total = 0
    locked = b"/Encrypt" in pdf
    for found in _STREAM.finditer(pdf):
        words = pdf[max(0, found.start() - _DICTIONARY_LENGTH) : found.start()].rpartition(b"obj")[2]
        end = pdf.find(b"endstream", found.end())
        data = pdf[found.end() : end if end >= 0 else len(pdf)]
        image = bool(_IMAGE.search(words))
        length = _unpacked_length(data, words, IMAGE_LIMIT if image else STREAM_LIMIT, locked=locked)
        total += 0 if image else length
        if total > TOTAL_LIMIT or (not image and _SLOW_FILTER.search(words) and len(data) > _SLOW_FILTER_LIMIT):
            raise too_large()


def check_references(tables: Iterable[PDFBaseXRef]) -> None:
    """Raises: UserError when a cross-reference table claims more objects than a paper can hold."""
    for table in tables:
        if isinstance(table, PDFXRefStream) and sum(count for _, count in table.ranges) > RANGES_LIMIT:
            raise too_large()


def check_font(spec: Mapping[str, object]) -> None:
    """Raises: UserError when a font's table of widths or of letters names ranges larger than any font."""
    lengths = list(_width_ranges(spec.get("W")))
    for part in _descendants(spec):
        lengths += _width_ranges(part.get("W"))
    letters = resolve1(spec.get("ToUnicode"))
    if isinstance(letters, PDFStream):
        for block in _RANGE_BLOCK.finditer(letters.get_data()):
            lengths += (int(found[2], 16) - int(found[1], 16) for found in _RANGE.finditer(block[1]))
    if any(length > RANGE_LIMIT for length in lengths) or sum(lengths) > RANGES_LIMIT:
        raise too_large()


def check_time(stop_at: float) -> None:
    """Raises: UserError when the monotonic clock is past `stop_at`."""
    if time.monotonic() > stop_at:
        raise too_large()


def too_large() -> UserError:
    """The refusal of a file that is too much work."""
    return UserError("The file is too large or too complicated to check. Save it again from the program that wrote it.")


def _unpacked_length(data: bytes, words: bytes, limit: int, *, locked: bool) -> int:
    try:
        if b"/ASCII85Decode" in words or b"/A85" in words:
            data = ascii85decode(data)
        elif b"/ASCIIHexDecode" in words or b"/AHx" in words:
            data = asciihexdecode(data)
    except ValueError:
        return len(data)  # broken or locked: pdfminer cannot unpack it either
    for depth in range(_NESTED):
        unpacker = zlib.decompressobj()
        try:
            unpacked = unpacker.decompress(data, limit + 1)
        except zlib.error:
            if depth == 0 and b"/FlateDecode" in words and len(data) > _BROKEN_LIMIT and not locked:
                raise too_large() from None
            break
        if len(unpacked) > limit:
            raise too_large()
        data = unpacked
    return len(data)


def _width_ranges(widths: object) -> Iterable[int]:
    """The lengths of the ranges `first last width` in a table of widths."""
    numbers: list[float] = []
    for value in list_value(widths) if widths else ():
        value = resolve1(value)
        if isinstance(value, int | float):
            numbers.append(value)
        else:
            numbers.clear()
        if len(numbers) == 3:
            yield int(numbers[1] - numbers[0])
            numbers.clear()


def _descendants(spec: Mapping[str, object]) -> Iterable[Mapping[str, object]]:
    for part in list_value(spec.get("DescendantFonts")) if spec.get("DescendantFonts") else ():
        part = resolve1(part)
        if isinstance(part, dict):
            yield part
