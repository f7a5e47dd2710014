"""Files to attach, made here: pictures, scans as PDF, Word files."""

import random
from io import BytesIO
from pathlib import Path

import docx
import PIL.Image
import PIL.ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

A4_AT_300 = 2480, 3508


def page(size: tuple[int, int] = A4_AT_300, *, mode: str = "RGB") -> PIL.Image.Image:
    """A scanned page: rules, letters, and the grain of paper that makes scans large."""
    noise = random.Random(1)
    grain = PIL.Image.frombytes("L", (size[0] // 4, size[1] // 4), noise.randbytes((size[0] // 4) * (size[1] // 4)))
    paper = grain.point(lambda value: 236 + value // 16).resize(size).convert(mode)
    draw = PIL.ImageDraw.Draw(paper)
    for line in range(200, size[1] - 200, 90):
        draw.text((250, line), "Biên bản hội nghị giao ban " * 4, fill="black")
    return paper


def picture_bytes(kind: str, **options: object) -> bytes:
    """A page as JPEG, PNG or TIFF."""
    out = BytesIO()
    page(**options).save(out, kind, dpi=(300, 300))  # type: ignore[arg-type]
    return out.getvalue()


def scan_pdf(pages: int = 1, *, text: str = "") -> bytes:
    """A PDF whose pages are pictures at 300 dpi, or with text above them."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    picture = BytesIO()
    page().save(picture, "JPEG", quality=95)
    for _number in range(pages):
        canvas.drawImage(ImageReader(BytesIO(picture.getvalue())), 0, 0, 595, 842)
        if text:
            canvas.drawString(72, 72, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def word_bytes() -> bytes:
    """A Word file."""
    out = BytesIO()
    document = docx.Document()
    document.add_paragraph("Báo cáo")
    document.save(out)
    return out.getvalue()


def written(folder: Path, name: str, content: bytes) -> Path:
    """The content as a file."""
    file = folder / name
    file.write_bytes(content)
    return file
