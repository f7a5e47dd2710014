"""Which typeface is chosen, and that ours has every letter."""

from __future__ import annotations

import shutil

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from giaoban_desktop.papers import fonts

WINDOWS_NAMES = ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf")
LINUX_NAMES = (
    "Times_New_Roman.ttf",
    "Times_New_Roman_Bold.ttf",
    "Times_New_Roman_Italic.ttf",
    "Times_New_Roman_Bold_Italic.ttf",
)


def faces(family):
    return (family.regular, family.bold, family.italic, family.bold_italic)


@pytest.fixture
def folder(tmp_path):
    """A folder of fonts like that of Windows; Liberation Serif plays Times New Roman."""
    for name, file in zip(WINDOWS_NAMES, faces(fonts.liberation()), strict=True):
        shutil.copy(file, tmp_path / name.upper())
    return tmp_path


def test_without_folders_it_is_our_own():
    assert fonts.choose(()).name == "Liberation Serif"


def test_all_four_faces_of_times_are_taken(folder):
    family = fonts.choose((folder / "missing", folder))
    assert family.name == "Times New Roman"
    assert [file.name.lower() for file in faces(family)] == list(WINDOWS_NAMES)


def test_the_names_of_linux_are_known_too(tmp_path):
    for name, file in zip(LINUX_NAMES, faces(fonts.liberation()), strict=True):
        shutil.copy(file, tmp_path / name)
    assert fonts.choose((tmp_path,)).bold_italic.name == LINUX_NAMES[3]


def test_three_faces_are_not_enough(folder):
    (folder / "TIMESBI.TTF").unlink()
    assert fonts.choose((folder,)).name == "Liberation Serif"


def test_a_damaged_face_is_not_taken(folder):
    (folder / "TIMESBI.TTF").write_bytes(b"no font")
    assert fonts.choose((folder,)).name == "Liberation Serif"


def test_there_are_29_letters_and_60_with_tones_small_and_capital():
    letters = fonts.vietnamese_letters()
    assert len(letters) == len(set(letters)) == 2 * (29 + 60)
    assert set("ạẳỗợữỹỵĐƯỠ") <= set(letters)


@pytest.mark.parametrize("file", faces(fonts.liberation()), ids=lambda file: file.stem)
def test_our_typeface_has_every_vietnamese_letter(file):
    glyphs = TTFontFile(str(file)).charToGlyph
    assert not [letter for letter in fonts.vietnamese_letters() if ord(letter) not in glyphs]


def test_the_licence_lies_beside_the_fonts():
    licence = (fonts.liberation().regular.parent / "LICENSE-LiberationSerif.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE" in licence
