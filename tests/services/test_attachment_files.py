"""What is taken as an attachment, by what it holds; scans made smaller; hostile files."""

import random
import zipfile
from io import BytesIO

import PIL.Image
import pypdf
import pytest

from giaoban_desktop.domain.attachments import MediaType
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.services import attachment_files, scans
from tests.services.attachment_samples import picture_bytes, scan_pdf, word_bytes, written

SMALL = (620, 877)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("bien-ban.pdf", scan_pdf(), MediaType.PDF),
        ("anh.JPG", picture_bytes("JPEG", size=SMALL), MediaType.JPEG),
        ("anh.png", picture_bytes("PNG", size=SMALL), MediaType.PNG),
        ("quet.tiff", picture_bytes("TIFF", size=SMALL), MediaType.TIFF),
        ("báo cáo.docx", word_bytes(), MediaType.WORD),
    ],
)
def test_a_file_is_what_it_holds(tmp_path, name, content, kind):
    found = attachment_files.prepare(written(tmp_path, name, content))
    assert (found.media_type, found.content, found.file_name.lower()) == (kind, content, name.lower())


def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path):
    file = written(tmp_path, "bien-ban.pdf", picture_bytes("PNG", size=SMALL))
    with pytest.raises(InputError, match=r"not what its name says.*\.png"):
        attachment_files.prepare(file)


@pytest.mark.parametrize(
    "content", [b"MZ" + bytes(400), b"<html>", b"PK\x03\x04" + bytes(50), "chữ thường".encode()], ids=range(4)
)
def test_other_kinds_are_refused(tmp_path, content):
    with pytest.raises(InputError, match="of a kind that is not attached"):
        attachment_files.prepare(written(tmp_path, "x.docx", content))


def test_word_files_with_macros_are_refused(tmp_path):
    out = BytesIO(word_bytes())
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("word/vbaProject.bin", b"macro")
    with pytest.raises(InputError, match="without macros"):
        attachment_files.prepare(written(tmp_path, "x.docx", out.getvalue()))


def test_an_empty_file_a_folder_and_a_missing_file_are_told(tmp_path):
    for file, words in (
        (written(tmp_path, "a.pdf", b""), "is empty"),
        (tmp_path, "is empty or no file"),
        (tmp_path / "b.pdf", "cannot be read"),
    ):
        with pytest.raises(UserError, match=words):
            attachment_files.prepare(file)


def test_a_colour_scan_becomes_grey_at_200_dpi(tmp_path):
    found = attachment_files.prepare(written(tmp_path, "quet.jpg", picture_bytes("JPEG")))
    assert found.smaller is not None
    assert found.smaller.size < found.size / 2
    with PIL.Image.open(BytesIO(found.smaller.content)) as picture:
        assert (picture.mode, picture.size) == ("L", (1654, 2339))


def test_a_scanned_pdf_keeps_its_pages_and_becomes_smaller(tmp_path):
    found = attachment_files.prepare(written(tmp_path, "quet.pdf", scan_pdf(3)))
    assert found.smaller is not None
    assert found.smaller.size < found.size / 2
    reader = pypdf.PdfReader(BytesIO(found.smaller.content))
    assert len(reader.pages) == 3
    for page in reader.pages:
        (picture,) = page.images
        assert picture.image is not None
        assert picture.image.mode == "L"
        assert max(picture.image.size) == pytest.approx(2339, abs=2)
        assert (float(page.mediabox.width), float(page.mediabox.height)) == (595, 842)


def test_a_tiff_of_many_pages_becomes_a_pdf(tmp_path):
    pages = [PIL.Image.new("RGB", (2480, 3508), color) for color in ("white", "yellow")]
    out = BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:])
    found = attachment_files.prepare(written(tmp_path, "quet.tif", out.getvalue()))
    assert found.smaller is not None
    assert (found.smaller.file_name, found.smaller.media_type) == ("quet.pdf", MediaType.PDF)
    assert len(pypdf.PdfReader(BytesIO(found.smaller.content)).pages) == 2


def test_text_that_was_read_off_a_scan_stays_and_its_picture_keeps_its_colours(tmp_path):
    found = attachment_files.prepare(written(tmp_path, "a.pdf", scan_pdf(text="Noi nhan"))).smaller
    assert found is not None
    (page,) = pypdf.PdfReader(BytesIO(found.content)).pages
    assert page.extract_text().strip() == "Noi nhan"
    (picture,) = page.images
    assert picture.image is not None
    assert (picture.image.mode, max(picture.image.size)) == ("RGB", pytest.approx(2339, abs=2))


def test_a_photograph_keeps_its_colours(tmp_path):
    found = attachment_files.prepare(written(tmp_path, "anh.jpg", picture_bytes("JPEG")), is_scan=False).smaller
    assert found is not None
    with PIL.Image.open(BytesIO(found.content)) as picture:
        assert (picture.mode, picture.size) == ("RGB", (1654, 2339))


def test_a_large_picture_with_clear_parts_is_refused_before_it_is_unpacked(tmp_path):
    out = BytesIO()
    PIL.Image.new("RGBA", (9000, 9000)).save(out, "PNG")
    with pytest.raises(UserError, match="more dots than are read"):
        attachment_files.prepare(written(tmp_path, "a.png", out.getvalue()))


def test_a_locked_pdf_is_told(tmp_path):
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    writer.encrypt("bí mật", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    with pytest.raises(UserError, match="locked with a password"):
        attachment_files.prepare(written(tmp_path, "a.pdf", out.getvalue()))


def test_a_picture_that_unpacks_to_too_much_is_refused(tmp_path):
    out = BytesIO()
    PIL.Image.new("1", (20_000, 20_000)).save(out, "PNG")
    assert len(out.getvalue()) < 200_000
    with pytest.raises(UserError, match="more dots than are read"):
        attachment_files.prepare(written(tmp_path, "a.png", out.getvalue()))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "PDF"])
def test_damaged_files_are_refused_or_taken_whole(tmp_path, kind):
    content = scan_pdf() if kind == "PDF" else picture_bytes(kind, size=SMALL)
    name = {"JPEG": "a.jpg", "PNG": "a.png", "TIFF": "a.tif", "PDF": "a.pdf"}[kind]
    source = random.Random(7)
    for _attempt in range(25):
        broken = bytearray(content)
        if source.random() < 0.5:
            del broken[source.randrange(16, len(broken)) :]
        for _hit in range(20):
            broken[source.randrange(16, len(broken))] = source.randrange(256)
        try:
            found = attachment_files.prepare(written(tmp_path, name, bytes(broken)))
        except UserError:
            continue
        assert found.content == bytes(broken)


def test_black_and_white_scans_stay_as_they_are():
    out = BytesIO()
    PIL.Image.new("1", (2480, 3508), 1).save(out, "PDF", resolution=300)
    assert scans.reduce(out.getvalue(), MediaType.PDF, "a.pdf") is None
