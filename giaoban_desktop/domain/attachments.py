"""Attachments: files that belong to a paper, a meeting or a progress note, told apart by what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath, PureWindowsPath
from unicodedata import category

from giaoban_desktop.domain.text import clean_fields
from giaoban_desktop.errors import InputError

MEGABYTE = 1_000_000
"""As the file manager counts them."""
DEFAULT_MEGABYTES, MOST_MEGABYTES = 5, 20
NAME_LENGTH = 120
_NOT_IN_NAMES = frozenset('<>:"/\\|?*')
_DEVICES = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{name}{n}" for name in ("COM", "LPT") for n in range(1, 10))})
"""Names that Windows keeps for itself."""


class MediaType(StrEnum):
    """The kinds of files that are taken. Source of the names: IANA media types."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    TIFF = "image/tiff"
    WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The ends of file names that go with it, the usual one first."""
        return _SUFFIXES[self]

    @property
    def is_picture(self) -> bool:
        """True for a picture without text or pages of its own kind."""
        return self in (MediaType.JPEG, MediaType.PNG, MediaType.TIFF)


_SUFFIXES = {
    MediaType.PDF: (".pdf",),
    MediaType.JPEG: (".jpg", ".jpeg", ".jpe", ".jfif"),
    MediaType.PNG: (".png",),
    MediaType.TIFF: (".tif", ".tiff"),
    MediaType.WORD: (".docx",),
    MediaType.EXCEL: (".xlsx",),
}


class Holder(StrEnum):
    """What an attachment belongs to."""

    DOCUMENT = "document"
    """A frozen or issued paper: the scan of it as it was signed."""
    MEETING = "meeting"
    """A meeting: photographs, reports that were handed in."""
    NOTE = "note"
    """A progress note of a directive: its evidence."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to `holder_id`; its bytes lie in the companion file under `digest` (SHA-256 in hex)."""

    id: str
    holder: Holder
    holder_id: str
    file_name: str
    media_type: MediaType
    size: int
    digest: str
    added_on: date

    def __post_init__(self) -> None:
        clean_fields(self, required=("file_name",))


def safe_name(name: str, media_type: MediaType) -> str:
    """A name under which a file can be written on every system, in one folder, with the ending of what it holds."""
    stem = PurePosixPath(PureWindowsPath(name).name).stem
    stem = "".join("-" if sign in _NOT_IN_NAMES or category(sign)[0] == "C" else sign for sign in stem).strip(" .")
    if not stem or stem.split(".")[0].upper() in _DEVICES:
        stem = f"tep-{stem}" if stem else "tep"
    suffix = PurePosixPath(name).suffix.lower()
    return f"{stem[:NAME_LENGTH]}{suffix if suffix in media_type.suffixes else media_type.suffixes[0]}"


def check_name(name: str, media_type: MediaType) -> str:
    """The name of a file without its folder, cut to a length that every disk takes.

    Raises: InputError when the end of the name says another kind than the file is.
    """
    name = PurePosixPath(PureWindowsPath(name).name).name
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in media_type.suffixes:
        raise InputError(
            "{file} is not what its name says: it holds {kind}. Nothing was taken. Check that it is the right file,"
            " and give it the ending {suffix}.",
            field="file",
            file=name,
            kind=media_type,
            suffix=media_type.suffixes[0],
        )
    return safe_name(name, media_type)


def check_megabytes(value: int) -> int:
    """The largest attachment that an office takes, in megabytes. Raises: InputError outside 1 to 20."""
    if not 1 <= value <= MOST_MEGABYTES:
        raise InputError(
            "An attachment may have from 1 to {most} MB. Write a number between them.",
            field="megabytes",
            most=MOST_MEGABYTES,
        )
    return value
