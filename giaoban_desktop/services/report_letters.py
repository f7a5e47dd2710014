"""Text that came in pieces of known fonts as one Unicode text: old fonts by their name, what is left by its letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from giaoban_desktop.language.reading import old_fonts
from giaoban_desktop.language.reading.old_fonts import Encoding

_WORD = re.compile(r"[^\W\d_]+")
_LEAST_CAPITALS = 2


class Piece(NamedTuple):
    """Letters that stand in one font; "" where the font is not known."""

    text: str
    font: str = ""


Line = Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Letters:
    """A text in Unicode; the old encodings in it, those that fonts named and those that only letters gave away."""

    text: str
    by_font: frozenset[Encoding] = frozenset()
    by_letters: frozenset[Encoding] = frozenset()


def unicode_text(lines: Iterable[Line], *, convert: bool = True) -> Letters:
    """The lines as one text. Without `convert` what only its letters give away as old is left as it stands."""
    known: list[_Known] = [_Known(_named(line)) for line in lines]
    unicode_lines = sum(line.is_unicode for line in known)
    old_lines = sum(line.is_old for line in known)
    by_font: set[Encoding] = set()
    for line in known:
        # A document typed in Unicode may bear the name of an old font: Word draws its letters with another one.
        if line.encodings and not line.is_unicode and (line.is_old or old_lines >= unicode_lines):
            by_font |= line.turn()
    by_letters = _turn_by_letters(known, convert=convert)
    text = "\n".join(line.text for line in known)
    return Letters(text, frozenset(by_font), frozenset(by_letters))


class _Run(NamedTuple):
    text: str
    encoding: Encoding | None
    capitals: bool


class _Known:
    """A line whose runs' encodings are known by their fonts."""

    def __init__(self, runs: Sequence[_Run]) -> None:
        old = [run for run in runs if run.encoding]
        self._runs = runs
        self.encodings = frozenset(run.encoding for run in old if run.encoding)
        self.is_unicode = any(old_fonts.has_only_unicode_letters(run.text) for run in old)
        self.is_old = not self.is_unicode and any(
            run.encoding and old_fonts.has_old_letters(run.text, run.encoding) and not old_fonts.is_vietnamese(run.text)
            for run in old
        )
        self.is_turned = False
        self.text = "".join(run.text for run in runs)

    def turn(self) -> set[Encoding]:
        """What stands in old fonts becomes Unicode; the encodings of which something changed."""
        self.is_turned = True
        turned: set[Encoding] = set()
        parts: list[str] = []
        for run in self._runs:
            text = run.text
            if run.encoding:
                text = old_fonts.to_unicode(text, run.encoding, capitals=run.capitals)
                turned |= {run.encoding} if text != run.text else set()
            parts.append(text)
        self.text = "".join(parts)
        return turned


def _named(line: Line) -> list[_Run]:
    """Neighbours of one encoding joined: a letter and its mark may stand in two pieces."""
    runs = [_Run(piece.text, old_fonts.by_font(piece.font), old_fonts.draws_capitals(piece.font)) for piece in line]
    return [
        _Run("".join(run.text for run in same), encoding, capitals)
        for (encoding, capitals), same in groupby(runs, key=lambda run: (run.encoding, run.capitals))
    ]


def _turn_by_letters(lines: Sequence[_Known], *, convert: bool) -> set[Encoding]:
    left = [line for line in lines if not line.is_turned and not line.text.isascii()]
    whole = old_fonts.by_letters("\n".join(line.text for line in left))
    found: set[Encoding] = set()
    for line in left:
        encoding = old_fonts.by_letters(line.text)
        if encoding is None and whole and not old_fonts.has_only_unicode_letters(line.text):
            encoding = whole
        if encoding is not None:
            found.add(encoding)
            if convert:
                line.text = old_fonts.to_unicode(line.text, encoding)
                line.text = _with_capitals(line.text) if encoding is Encoding.TCVN3 else line.text
    return found


def _with_capitals(line: str) -> str:
    """Letters with marks made capital where all others are: without its font, "CéNG" has lost that it shows CỘNG."""
    plain = [letter for letter in line if letter.isascii() and letter.isalpha()]
    if len(plain) > _LEAST_CAPITALS and all(letter.isupper() for letter in plain):
        return line.upper()
    return _WORD.sub(lambda word: word[0].upper() if _is_capital(word[0]) else word[0], line)


def _is_capital(word: str) -> bool:
    plain = [letter for letter in word if letter.isascii()]
    return len(plain) >= _LEAST_CAPITALS and all(letter.isupper() for letter in plain)
