"""Signs that the typeface lacks, and what is printed in their place.

A sign without a glyph would print as an empty box and read back as NUL, and no typeface with pictures ships with the
program. So, from first to last:

- Another form of signs that the typeface has is printed as these: ﬃ as ffi, ③ as (3), Ⅳ as IV, ㎡ as m², １ as 1.
  The ligatures of Latin letters always are, so that what is read back can be searched.
- Every blank is a blank. Control characters and the frames of emoji leave nothing behind.
- A picture (emoji, tick, a bullet of Word's symbol fonts) that begins a paragraph becomes "-"; elsewhere it is left
  out, with the blank that would be one too many.
- Any other sign, like a letter of another script, is printed as "?", so that no name vanishes unseen.

The first two change nothing of what is said. `lacking` names the signs that the others replace, for the clerk.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol, Self, TypeVar

from giaoban_desktop.papers.fonts import Fonts, default_fonts, vietnamese_letters

_LIGATURES = range(0xFB00, 0xFB07)
_ALIKE = {"⇒": "→", "➔": "→", "➜": "→", "➡": "→", "✕": "×", "✖": "×", "〜": "~", "、": ",", "。": "."}
_BULLETS = "‣⁃⁌⁍"
_PICTURES = ("So", "Sk", "Co", "Cn")
_NOTHING = ("Cc", "Cf", "Me")
_PICTURE = "\0"
"""Stands for a picture while a text is changed; no text holds it."""
_FORMS = {"<circle>": "({})", "<super>": "^{}", "<sub>": "_{}", "<fraction>": " {}"}
"""Forms that would say something else without their look: ③ is no 3, 2⅐ no 21/7."""
_AT_BEGINNING = re.compile(r"^\s*\0[\0\s]*(?:-\s+)?")
_BEFORE_MARK = re.compile(r"\s*\0[\0\s]*(?=[.,;:!?…)”]|$)")
_BEHIND_BLANK = re.compile(r"(^|[\s(“])\0[\0\s]*")
_BETWEEN = re.compile(r"\0[\0\s]*")


class HasTexts(Protocol):
    """A paper of any kind: what changes its texts gives the same paper with others."""

    def with_texts(self, change: Callable[[str, bool], str]) -> Self:
        """The paper with every text changed; True goes with the text that begins a paragraph."""
        ...


_Paper = TypeVar("_Paper", bound=HasTexts)


@dataclass(frozen=True, slots=True)
class Lacking:
    """A sign that does not print as it was typed: what stands in its place ("", "-" or "?"), and the text around it."""

    sign: str
    printed: str
    text: str


def lacking(content: HasTexts, fonts: Fonts | None = None) -> Sequence[Lacking]:
    """The signs that the paper must print without, each once, in the order of the paper."""
    fonts = fonts or default_fonts()
    found: dict[str, Lacking] = {}

    def look(text: str, begins: bool) -> str:
        for place, sign in enumerate(text):
            if sign in _usual() or sign in found:
                continue
            printed = _printed(sign, fonts)
            at_beginning = begins and printed == _PICTURE and not text[:place].strip()
            if printed == _PICTURE:
                found[sign] = Lacking(sign, "-" if at_beginning else "", text)
            elif printed == "?" or (not printed and unicodedata.category(sign) == "Mn"):
                found[sign] = Lacking(sign, printed, text)
        return text

    content.with_texts(look)
    return list(found.values())


def printable(content: _Paper, fonts: Fonts) -> _Paper:
    """The paper with nothing but signs that the typeface has; the same object where nothing must change."""
    replaced: dict[int, str] = {}

    def gather(text: str, _begins: bool) -> str:
        for sign in set(text) - _usual():
            printed = _printed(sign, fonts)
            if printed != sign:
                replaced[ord(sign)] = printed
        return text

    content.with_texts(gather)
    if not replaced:
        return content

    def change(text: str, begins: bool) -> str:
        return _without_pictures(text.translate(replaced), begins)

    return content.with_texts(change)


@cache
def _usual() -> frozenset[str]:
    """Signs that every typeface has that we print in (Windows' western set and Vietnamese): most papers have no other.

    Asking the typeface loads all its faces, which takes longer than to print a page.
    """
    western = bytes(range(0xA0, 0x100)) + b"\x80\x85\x91\x92\x93\x94\x95\x96\x97"
    printed = string.ascii_letters + string.digits + string.punctuation + " " + western.decode("cp1252")
    return frozenset(printed + vietnamese_letters())


def _printed(sign: str, fonts: Fonts) -> str:
    """The sign itself, what stands for it, "" for nothing, or the mark of a picture."""
    category = unicodedata.category(sign)
    if ord(sign) not in _LIGATURES and category not in _NOTHING and fonts.has(sign):
        return sign
    if sign.isspace():
        return " "
    equal = _equal(sign, fonts)
    if equal is not None:
        return equal
    if category in _PICTURES or sign in _BULLETS:
        return _PICTURE
    return "" if category in (*_NOTHING, "Mn") else "?"


def _equal(sign: str, fonts: Fonts) -> str | None:
    """The sign in signs that the typeface has, None where there are none."""
    if sign in _ALIKE and fonts.has(_ALIKE[sign]):
        return _ALIKE[sign]
    form, codes = _decomposed(sign)
    if codes:
        parts = [_part(code, fonts) for code in codes]
        return None if None in parts else _FORMS.get(form, "{}").format("".join(filter(None, parts)))
    category = unicodedata.category(sign)
    value = unicodedata.numeric(sign, 0.5)
    if category not in ("Nd", "No") or value != int(value):
        return None
    return f"{int(value)}" if category == "Nd" else f"({int(value)})"


def _decomposed(sign: str) -> tuple[str, str]:
    """What kind of form the sign is ("<circle>", "" for a letter with marks) and of which signs."""
    words = unicodedata.decomposition(sign).split()
    form = words.pop(0) if words and words[0].startswith("<") else ""
    return form, "".join(chr(int(code, 16)) for code in words)


def _part(sign: str, fonts: Fonts) -> str | None:
    return sign if fonts.has(sign) else _equal(sign, fonts)


def _without_pictures(text: str, begins: bool) -> str:
    if _PICTURE not in text:
        return text
    if begins:
        text = _AT_BEGINNING.sub("- ", text)
    text = _BEFORE_MARK.sub("", text)
    text = _BEHIND_BLANK.sub(r"\1", text)
    return _BETWEEN.sub(" ", text)
