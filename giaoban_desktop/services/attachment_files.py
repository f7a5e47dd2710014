"""Files that are to be attached: what kind they are by what they hold, and scans made smaller. Needs no book.

Everything here is hostile until read: sizes are looked at before bytes are read, pictures before they are unpacked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from giaoban_desktop.domain.attachments import MEGABYTE, MediaType, check_name
from giaoban_desktop.errors import InputError, UserError

READ_LIMIT = 100 * MEGABYTE
"""Bytes that are read at all: a scan may be larger before it is made smaller."""
SMALL_ENOUGH = MEGABYTE // 2
"""Bytes up to which nobody is asked whether it should be smaller."""
WORTH_IT = 0.8
"""A smaller copy is proposed where it has at most this share of the bytes."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that was read and found to be what its name says; `smaller` is the same scan at 200 dpi in grey."""

    file_name: str
    media_type: MediaType
    content: bytes = field(repr=False)
    smaller: Prepared | None = None

    @property
    def size(self) -> int:
        """Its bytes."""
        return len(self.content)


def prepare(file: Path, *, is_scan: bool = True) -> Prepared:
    """Read a file that is to be attached; what is no scan keeps its colours. Long work.

    Raises: UserError when it cannot be read or is not taken.
    """
    from giaoban_desktop.services import scans  # loads the readers of pictures

    content = _read(file)
    media_type = media_type_of(content, file.name)
    name = check_name(file.name, media_type)
    scans.check_whole(content, media_type, name)
    smaller = scans.reduce(content, media_type, name, in_grey=is_scan) if len(content) > SMALL_ENOUGH else None
    if smaller is None or len(smaller[1]) > WORTH_IT * len(content):
        return Prepared(name, media_type, content)
    kind, less = smaller
    return Prepared(name, media_type, content, Prepared(f"{Path(name).stem}{kind.suffixes[0]}", kind, less))


def media_type_of(content: bytes, file: str) -> MediaType:
    """What the bytes are, whatever the file is called. Raises: InputError when it is no kind that is taken."""
    if content.startswith(b"\xff\xd8\xff"):
        return MediaType.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return MediaType.PNG
    if content.startswith((b"II*\x00", b"MM\x00*")):
        return MediaType.TIFF
    if b"%PDF-" in content[:1024]:
        return MediaType.PDF
    office = _office_type(content) if content.startswith(b"PK\x03\x04") else None
    if office is None:
        raise InputError(
            "{file} is of a kind that is not attached. PDF, pictures (JPEG, PNG, TIFF), Word (.docx) and Excel (.xlsx)"
            " without macros are.",
            field="file",
            file=file,
        )
    return office


def _office_type(content: bytes) -> MediaType | None:
    try:
        with ZipFile(BytesIO(content)) as packed:
            names = set(packed.namelist())
    except (BadZipFile, ValueError, NotImplementedError, RuntimeError, UnicodeDecodeError):
        return None
    if any("vbaproject" in name.lower() or "/activex/" in name.lower() for name in names):
        return None
    if "word/document.xml" in names:
        return MediaType.WORD
    return MediaType.EXCEL if "xl/workbook.xml" in names else None


def _read(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if not file.is_file() or size == 0:
            raise UserError("{file} is empty or no file. Choose another one.", file=file.name)
        if size > READ_LIMIT:
            raise UserError(
                "{file} has {size} MB, more than the {limit} MB that are read. Scan it again at 200 dpi.",
                file=file.name,
                size=round(size / MEGABYTE),
                limit=READ_LIMIT // MEGABYTE,
            )
        return file.read_bytes()
    except OSError as error:
        raise UserError("{file} cannot be read: {error}", file=file, error=error.strerror or str(error)) from error
