"""Scans: looked at whether they open, and made smaller: 200 dots an inch in grey, which a page reads well in."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from giaoban_desktop.domain.attachments import MediaType
from giaoban_desktop.errors import OF_BROKEN_FILES, UserError

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 200
LONGEST, SHORTEST = 2339, 1654
"""Dots of an A4 page at 200 dpi, 297 by 210 mm."""
QUALITY = 75
PIXEL_LIMIT = 120_000_000
"""A page of A3 at 600 dpi has 70 million."""
BYTES_LIMIT = 240_000_000
"""What a picture may unpack to: 80 million dots in colour; an office PC has 4 GB."""
PAGE_LIMIT = 200
STREAM_LIMIT = 400_000_000
POINTS_AN_INCH = 72


def check_whole(content: bytes, media_type: MediaType, file: str) -> None:
    """Refuse a picture or PDF that does not open. Raises: UserError."""
    if media_type.is_picture:
        with _pictures(file) as opened:
            opened(content).load()
    elif media_type is MediaType.PDF:
        with _pdfs(file) as reader:
            found = reader(content)
            if found.is_encrypted:
                raise UserError("{file} is locked with a password. Save it without one and attach it again.", file=file)
            if not 1 <= len(found.pages) <= PAGE_LIMIT:
                raise UserError(
                    "{file} has no page or more than {limit}. Attach its parts.", file=file, limit=PAGE_LIMIT
                )


def reduce(content: bytes, media_type: MediaType, file: str, *, in_grey: bool = True) -> tuple[MediaType, bytes] | None:
    """A scan at 200 dpi, in grey or as it is; the kind it then is. None for what is no scan or cannot be made smaller.

    Raises: UserError when it does not open.
    """
    if media_type.is_picture:
        with _pictures(file) as opened:
            return _smaller_picture(opened(content), media_type, in_grey=in_grey)
    if media_type is MediaType.PDF:
        with _pdfs(file) as reader:
            smaller = _smaller_pdf(reader(content), in_grey=in_grey)
            return (MediaType.PDF, smaller) if smaller else None
    return None


def _smaller_picture(picture: Image, media_type: MediaType, *, in_grey: bool) -> tuple[MediaType, bytes]:
    from PIL import ImageOps

    out = BytesIO()
    if media_type is MediaType.TIFF:
        pages = []
        for number in range(min(getattr(picture, "n_frames", 1), PAGE_LIMIT)):
            picture.seek(number)
            pages.append(_page(picture, in_grey=in_grey))
        pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=DPI, quality=QUALITY)
        return MediaType.PDF, out.getvalue()
    upright = ImageOps.exif_transpose(picture)
    _page(upright, in_grey=in_grey).save(out, "JPEG", quality=QUALITY, dpi=(DPI, DPI), optimize=True)
    return MediaType.JPEG, out.getvalue()


def _page(picture: Image, *, in_grey: bool) -> Image:
    """No larger than a page of A4 at 200 dpi."""
    share = min(1.0, LONGEST / max(picture.size), SHORTEST / min(picture.size))
    return _scaled(picture, share, in_grey=in_grey)


def _scaled(picture: Image, share: float, *, in_grey: bool) -> Image:
    import PIL.Image

    if share <= 1 / 2 and picture.mode in ("L", "LA", "RGB", "RGBA", "CMYK"):
        picture = picture.reduce(int(1 / share))  # what is unpacked is never held twice
        share = min(1.0, share * int(1 / share))
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        white = PIL.Image.new("RGBA", picture.size, "white")
        picture = PIL.Image.alpha_composite(white, picture.convert("RGBA"))
    found = picture.convert("L" if in_grey or picture.mode in ("1", "L", "LA") else "RGB")
    if share >= 1:
        return found
    wanted = (max(1, round(found.width * share)), max(1, round(found.height * share)))
    return found.resize(wanted, PIL.Image.Resampling.LANCZOS)


def _smaller_pdf(reader: Any, *, in_grey: bool) -> bytes | None:
    """The one picture of each page that has one, at 200 dpi, and in grey where no text stands on the page.

    None where there is no such page. Text that was read off a scan stays.
    """
    import pypdf

    writer = pypdf.PdfWriter()
    writer.append(reader)
    changed = False
    for page in writer.pages:
        pictures = list(page.images)
        if len(pictures) != 1:
            continue
        greyed = in_grey and not (page.extract_text() or "").strip()
        held = pictures[0]
        picture = held.image
        if picture is None or picture.mode == "1":  # black and white is as small as it gets
            continue
        longest = max(float(page.mediabox.width), float(page.mediabox.height)) / POINTS_AN_INCH
        share = DPI * longest / max(picture.size)
        if share >= 1 and (picture.mode == "L" or not greyed):
            continue
        held.replace(_scaled(picture, min(1.0, share), in_grey=greyed), quality=QUALITY)
        changed = True
    if not changed:
        return None
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@contextmanager
def _pictures(file: str) -> Iterator[Any]:
    """Opens pictures, with whatever is wrong with them told in words."""
    import PIL.Image

    def opened(content: bytes) -> Image:
        picture = PIL.Image.open(BytesIO(content), formats=("JPEG", "PNG", "TIFF"))
        dots = picture.width * picture.height
        if dots > PIXEL_LIMIT or dots * len(picture.getbands()) > BYTES_LIMIT:
            raise _too_large(file)
        return picture

    PIL.Image.MAX_IMAGE_PIXELS = PIXEL_LIMIT
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd tags; whether it opens is what counts
            yield opened
    except UserError:
        raise
    except PIL.Image.DecompressionBombError as error:
        raise _too_large(file) from error
    except OF_BROKEN_FILES as error:
        raise _damaged(file) from error


@contextmanager
def _pdfs(file: str) -> Iterator[Any]:
    """Opens PDFs with limits on what they may unpack to, with whatever is wrong with them told in words."""
    import PIL.Image
    import pypdf
    from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings repeat parts of the file
    limits: dict[str, Any] = {
        "zlib_maximum_output_length": STREAM_LIMIT,
        "lzw_maximum_output_length": STREAM_LIMIT,
        "run_length_maximum_output_length": STREAM_LIMIT,
        "array_based_stream_maximum_output_length": STREAM_LIMIT,
    }
    PIL.Image.MAX_IMAGE_PIXELS = PIXEL_LIMIT
    try:
        with pypdf.apply_configuration(**limits), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield lambda content: pypdf.PdfReader(BytesIO(content))
    except UserError:
        raise
    except (LimitReachedError, PIL.Image.DecompressionBombError) as error:
        raise _too_large(file) from error
    except (*OF_BROKEN_FILES, PyPdfError, DependencyError) as error:
        raise _damaged(file) from error


def _too_large(file: str) -> UserError:
    return UserError("{file} has more dots than are read. Scan it again at 200 dpi.", file=file)


def _damaged(file: str) -> UserError:
    return UserError("{file} is damaged and does not open. Scan or save it again.", file=file)
