"""Vietnamese text: clean on the way in, folded for search, ordered as in a dictionary."""

from __future__ import annotations

import re
import unicodedata

from giaoban_desktop.errors import InputError

LINE_LIMIT = 500
"""Characters in a title, a name, a place."""
TEXT_LIMIT = 200_000
"""Characters in a paragraph that someone typed or pasted."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff]")
_LINE_BREAKS = re.compile("\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"\s+")
_DIGITS_OR_CHARACTER = re.compile(r"\d+|.", re.DOTALL)

_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_MARKS = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_ALPHABET = {letter: index for index, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_STROKED_D = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"})
_ALIKE = str.maketrans(
    {"–": "-", "—": "-", "−": "-", "‑": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "Ð": "Đ", "ð": "đ"}
)


def clean_text(text: str, *, field: str = "", limit: int = TEXT_LIMIT) -> str:
    """The text as it is kept: NFC, `\\n` between lines, no control characters, no blanks at either end.

    Raises: InputError when it is longer than `limit` characters or holds half a surrogate pair.
    """
    if len(text) > limit:
        raise InputError(
            "The text has {length} characters; at most {limit} fit here. Shorten it or put it where text belongs.",
            field=field,
            length=len(text),
            limit=limit,
        )
    if _SURROGATE.search(text):
        raise InputError("The text holds a broken character. Type it again without it.", field=field)
    text = _LINE_BREAKS.sub("\n", unicodedata.normalize("NFC", text))
    return _CONTROL.sub("", text).strip()


def clean_line(text: str, *, field: str = "", limit: int = LINE_LIMIT) -> str:
    """The text as one line: like `clean_text`, every run of blanks and line breaks made one space."""
    return _SPACES.sub(" ", clean_text(text, field=field, limit=limit))


def required_line(text: str, *, field: str, limit: int = LINE_LIMIT) -> str:
    """Like `clean_line`, and not empty."""
    line = clean_line(text, field=field, limit=limit)
    if not line:
        raise InputError("This must not be empty. Fill it in.", field=field)
    return line


def clean_fields(
    value: object, *, lines: tuple[str, ...] = (), texts: tuple[str, ...] = (), required: tuple[str, ...] = ()
) -> None:
    """Clean the named text fields of a frozen dataclass that is being made: lines, texts, and lines not empty.

    Called from `__post_init__`, so that no value with raw text can exist. Raises: InputError naming the field.
    """
    for name in lines:
        if text := getattr(value, name):
            object.__setattr__(value, name, clean_line(text, field=name))
    for name in texts:
        if text := getattr(value, name):
            object.__setattr__(value, name, clean_text(text, field=name))
    for name in required:
        object.__setattr__(value, name, required_line(getattr(value, name), field=name))


def fold(text: str) -> str:
    """The text for searching without marks: no tones, hats or horns, đ as d, lower case, single spaces.

    Ð (U+00D0), often typed for Đ, counts as Đ.
    """
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text)).translate(_STROKED_D).translate(_ALIKE)
    return _SPACES.sub(" ", bare.casefold()).strip()


def marked(text: str) -> str:
    """The text for searching with marks: lower case, each word's tone written behind it.

    So `hòa` and `hoà` (two ways to place the tone of the same word) are equal, while `hoa` differs.
    """
    decomposed = unicodedata.normalize("NFD", text.translate(_ALIKE).casefold())
    return _SPACES.sub(" ", _WORD.sub(_tone_last, decomposed)).strip()


def sort_key(text: str) -> tuple[object, ...]:
    """A key that orders as a Vietnamese dictionary: by letters, then tones, then lower case first; numbers by value.

    Source: Unicode CLDR collation `vi` (standard): a < ă < â, d < đ, …; ngang, huyền, hỏi, ngã, sắc, nặng.
    """
    letters: list[tuple[int, int, str]] = []
    tones: list[int] = []
    cases: list[int] = []
    for piece in _DIGITS_OR_CHARACTER.findall(unicodedata.normalize("NFC", text.translate(_ALIKE))):
        if piece[0].isdecimal():
            letters.append((1, _value(piece), ""))
            continue
        for character in _split(piece):
            base, tone = character
            lower = base.lower()
            if lower in _ALPHABET:
                letters.append((2, _ALPHABET[lower], ""))
            elif lower.isalpha():
                letters.append((3, 0, lower))
            else:
                letters.append((0, 0 if lower.isspace() else 1, "" if lower.isspace() else lower))
            tones.append(tone)
            cases.append(base != lower)
    return (tuple(letters), tuple(tones), tuple(cases), text)


def name_sort_key(name: str) -> tuple[object, ...]:
    """A key that orders people by given name (the last word), then family name, then what stands between."""
    words = clean_line(name).split(" ")
    return (sort_key(words[-1]), sort_key(words[0]), sort_key(" ".join(words[1:-1])))


def shorten(text: str, limit: int) -> str:
    """The text cut at a word so that it fits `limit` characters, with … where something was left out."""
    line = _SPACES.sub(" ", text).strip()
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    head = cut.rsplit(" ", 1)[0] if " " in cut else cut
    return head.rstrip(" ,;:.") + "…"


def _value(digits: str) -> int:
    # int() refuses more than 4300 digits; such a run is no number anyone meant.
    return int(digits) if len(digits) <= 18 else 10**18


def _split(character: str) -> list[tuple[str, int]]:
    """Each letter of a character with hat or horn kept, and its tone 0 to 5."""
    found: list[tuple[str, int]] = []
    for mark in unicodedata.normalize("NFD", character):
        if mark in _TONES and found:
            found[-1] = (found[-1][0], _TONES[mark])
        elif unicodedata.combining(mark) and found:
            found[-1] = (unicodedata.normalize("NFC", found[-1][0] + mark), found[-1][1])
        else:
            found.append((mark, 0))
    return found


def _tone_last(word: re.Match[str]) -> str:
    tone = 0
    letters: list[str] = []
    for character in word.group():
        if character in _TONES:
            tone = _TONES[character]
        else:
            letters.append(character)
    bare = unicodedata.normalize("NFC", "".join(letters))
    return f"{bare}{tone}" if tone else bare
