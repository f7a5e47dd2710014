"""Which typeface papers are set in: Times New Roman where all its four faces lie, else our Liberation Serif 2.

Source: Decree 30/2020/NĐ-CP, annex I, part I, I.4 (Times New Roman, Unicode). Liberation Serif has the same widths, so
that lines and pages break alike. Version 1 of it lacks 92 Vietnamese letters; `resources/fonts` has version 2.
ReportLab is imported when a face is loaded, not before.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from giaoban_desktop import paths
from giaoban_desktop.papers.page_style import TextStyle

_TIMES_FILES = (
    ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"),
    (
        "times new roman.ttf",
        "times new roman bold.ttf",
        "times new roman italic.ttf",
        "times new roman bold italic.ttf",
    ),
    (
        "times_new_roman.ttf",
        "times_new_roman_bold.ttf",
        "times_new_roman_italic.ttf",
        "times_new_roman_bold_italic.ttf",
    ),
)
"""Regular, bold, italic, bold italic: as Windows, macOS and Linux name them, in lower case."""

_BASES = "aăâeêioôơuưy"
_TONES = ("\u0300", "\u0309", "\u0303", "\u0301", "\u0323")


@dataclass(frozen=True, slots=True)
class Family:
    """A typeface and the files of its four faces."""

    name: str
    regular: Path
    bold: Path
    italic: Path
    bold_italic: Path

    def file(self, *, bold: bool, italic: bool) -> Path:
        """The file of one face."""
        if bold:
            return self.bold_italic if italic else self.bold
        return self.italic if italic else self.regular


def system_folders() -> Sequence[Path]:
    """Where this kind of machine keeps its fonts; folders that are missing do no harm."""
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        return (windows / "Fonts", local / "Microsoft" / "Windows" / "Fonts")
    if sys.platform == "darwin":
        system = Path("/System/Library/Fonts")
        return (system / "Supplemental", system, Path("/Library/Fonts"), home / "Library" / "Fonts")
    share = Path("/usr/share/fonts")
    names = ("truetype/msttcorefonts", "msttcorefonts", "msttcore", "corefonts", "TTF", "truetype")
    return (*(share / name for name in names), home / ".local" / "share" / "fonts", home / ".fonts")


def choose(folders: Iterable[Path] | None = None) -> Family:
    """Times New Roman from the first folder that has all four faces with every Vietnamese letter, else ours.

    Without `folders` the machine's own are searched; with none (an empty sequence) it is always ours.
    """
    for folder in system_folders() if folders is None else folders:
        family = _times_in(folder)
        if family is not None and _is_complete(family):
            return family
    return liberation()


def liberation() -> Family:
    """Liberation Serif 2 as it ships with the program."""
    folder = paths.resources() / "fonts"
    faces = (folder / f"LiberationSerif-{face}.ttf" for face in ("Regular", "Bold", "Italic", "BoldItalic"))
    return Family("Liberation Serif", *faces)


class Fonts:
    """The faces of one typeface under the names by which ReportLab knows them; a face is loaded when first used."""

    def __init__(self, family: Family) -> None:
        self.family = family

    def face(self, *, bold: bool = False, italic: bool = False) -> str:
        """The name of a face that is ready for use."""
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont

        name = self._name(bold, italic)
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(self.family.file(bold=bold, italic=italic))))
            self._map_faces()
        return name

    def of(self, style: TextStyle) -> str:
        """The name of the face of a text style, ready for use."""
        return self.face(bold=style.bold, italic=style.italic)

    def has(self, sign: str) -> bool:
        """True when all four faces have a glyph for one character; those of Times New Roman differ."""
        from reportlab.pdfbase import pdfmetrics

        faces = (self.face(bold=bold, italic=italic) for bold in (False, True) for italic in (False, True))
        return all(ord(sign) in pdfmetrics.getFont(face).face.charToGlyph for face in faces)

    def _map_faces(self) -> None:
        # After each registration: ReportLab 5.1 then maps the four looks of that face to the face itself.
        from reportlab.lib.fonts import addMapping

        for bold in (False, True):
            for italic in (False, True):
                addMapping(self.family.name, bold, italic, self._name(bold, italic))

    def _name(self, bold: bool, italic: bool) -> str:
        return self.family.name + (" Bold" if bold else "") + (" Italic" if italic else "")


@cache
def default_fonts() -> Fonts:
    """The typeface of this machine, looked for once."""
    return Fonts(choose())


def vietnamese_letters() -> str:
    """All letters of Vietnamese that a typeface must have, small and capital, with every tone."""
    from unicodedata import normalize

    small = "abcdđeghiklmnopqrstuvxy" + _BASES
    toned = "".join(normalize("NFC", base + tone) for base in _BASES for tone in _TONES)
    letters = "".join(dict.fromkeys(small + toned))
    return letters + letters.upper()


def _times_in(folder: Path) -> Family | None:
    try:
        found = {entry.name.lower(): entry for entry in folder.iterdir()}
    except OSError:
        return None
    for names in _TIMES_FILES:
        if all(name in found for name in names):
            return Family("Times New Roman", *(found[name] for name in names))
    return None


def _is_complete(family: Family) -> bool:
    """True when ReportLab can read each face and finds all letters; old versions of Times lack some."""
    from reportlab.pdfbase.ttfonts import TTFError, TTFontFile

    letters = [ord(letter) for letter in vietnamese_letters()]
    for file in (family.regular, family.bold, family.italic, family.bold_italic):
        try:
            glyphs = TTFontFile(str(file)).charToGlyph
        except (OSError, TTFError):
            return False
        if any(letter not in glyphs for letter in letters):
            return False
    return True
