"""Vietnamese from before Unicode: letters of the fonts .Vn… (TCVN3) and VNI-… (VNI-Windows) turned into Unicode.

Both kinds of font draw Vietnamese letters in the places of others, so that a program sees "B¶o Th¾ng" or "Baûo Thaéng"
where the paper shows "Bảo Thắng". The font's name tells surely; the letters alone only make it likely.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from enum import StrEnum


class Encoding(StrEnum):
    """How the letters of an old font stand for Vietnamese ones."""

    TCVN3 = "TCVN3"
    VNI = "VNI-Windows"


_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
"""Source: TCVN 5712:1993, its third set of codes, as glibc knows it; most capitals come from fonts ending in H."""

_TONES = "ùøûõï"
_VOWELS = {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ô": "ơ", "ö": "ư"}
_MARKS = "\u0301\u0300\u0309\u0303\u0323"
_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_letters() -> dict[str, str]:
    """Every written form of VNI-Windows and the letter it shows; the case is that of the vowel."""
    forms = dict(_VNI_ALONE)
    for vowel, letter in _VOWELS.items():
        forms |= {vowel + code: letter + mark for code, mark in zip(_TONES, _MARKS, strict=True)}
    for vowel in "aeo":
        hat = vowel + "\u0302"
        forms |= {vowel + "â": hat}
        forms |= {vowel + code: hat + mark for code, mark in zip("áàåãä", _MARKS, strict=True)}
    forms |= {"aê": "ă"} | {"a" + code: "ă" + mark for code, mark in zip("éèúüë", _MARKS, strict=True)}
    lower = {form: unicodedata.normalize("NFC", letter) for form, letter in forms.items()}
    both = dict(lower)
    for form, letter in lower.items():
        both[form.upper()] = letter.upper()
        both[form[0].upper() + form[1:]] = letter.upper()
        both[form[0] + form[1:].upper()] = letter
    return both


_VNI = _vni_letters()
_VNI_FORM = re.compile("|".join(sorted(_VNI, key=len, reverse=True)))
_TCVN3_TABLE = str.maketrans(_TCVN3)
_SYMBOL_AREA = {0xF000 + code: code for code in range(0x20, 0x100)}
"""Where Word keeps the letters of a font that calls itself a font of symbols."""

_FONT = {Encoding.TCVN3: re.compile(r"\.vn", re.IGNORECASE), Encoding.VNI: re.compile(r"vni-", re.IGNORECASE)}
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_CAPITALS = re.compile(r"(?i:\.vn).*H(?i:[ ,-]*(?:bold|italic|oblique|regular|normal))*")
_LONGEST_NAME = 100

_WORD = {
    Encoding.TCVN3: re.compile(f"[A-Za-z{re.escape(''.join(_TCVN3))}À-ÿ]+"),
    Encoding.VNI: re.compile("[A-Za-zÀ-ÖØ-öø-ÿ]+"),
    None: re.compile(r"[^\W\d_]+"),
}
_ASCII_LETTER = re.compile("[A-Za-z]")
_LONGEST = 14
"""Letters of the longest word looked at: nghiêng has 7, and its marks stand behind it in VNI."""
_ONLY_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ\u0300\u0301\u0303\u0309\u0323]")
_LEAST_WORDS = 4
"""Different words that must be Vietnamese in the old encoding only."""
_SHORTEST = 3 * _LEAST_WORDS - 1
_LEAST_FITTING, _MOST_FITTING_AS_IS, _LEAST_MARKED = 0.85, 0.5, 0.3
_MOST_UNICODE = 0.05

_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?(?:"
    "[aăâeêioôơuưy]|i[aê]|yê|u[aâêôơy]|uyê|ư[aơ]|o[aăeo])(?:ch|ng|nh|[cmnpt])?"
    "|(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?(?:"
    "[aâ][uy]|ai|a[ou]|e[ou]|êu|iu|[oôơu]i|ư[iu]|iêu|yêu|uôi|ươ[iu]|oa[iyo]|oeo|u(?:ây|ya|yu)|ya)"
)
_TONE_MARKS = frozenset(_MARKS)


def by_font(name: str) -> Encoding | None:
    """The encoding of a font by its name (`.VnTimeH`, `VNI-Times`, `ABCDEF+.VnTime`), None for any other font."""
    plain = _plain(name)
    return next((encoding for encoding, font in _FONT.items() if font.match(plain)), None)


def draws_capitals(name: str) -> bool:
    """True for a TCVN3 font that shows its small letters as capitals, as `.VnTimeH` does."""
    return _CAPITALS.fullmatch(_plain(name)) is not None


def by_letters(text: str) -> Encoding | None:
    """The encoding in which a text is Vietnamese and otherwise is not; None when that is not plain to see."""
    if len(text) < _SHORTEST:
        return None
    only_unicode = sum(1 for _ in _ONLY_UNICODE.finditer(text))
    for encoding in Encoding:
        words = Counter(word for word in _WORD[encoding].findall(text) if _ASCII_LETTER.search(word))
        marked = Counter({word: count for word, count in words.items() if not word.isascii()})
        total = marked.total()
        if only_unicode > _MOST_UNICODE * total or total < _LEAST_MARKED * words.total():
            continue
        fitting = {word for word in marked if _is_syllable(to_unicode(word[: _LONGEST + 1], encoding))}
        as_is = {word for word in marked if _is_syllable(word)}
        if (
            len(fitting - as_is) >= _LEAST_WORDS
            and sum(marked[word] for word in fitting) >= _LEAST_FITTING * total
            and sum(marked[word] for word in as_is) <= _MOST_FITTING_AS_IS * total
        ):
            return encoding
    return None


def is_vietnamese(text: str) -> bool:
    """True when most words with marks are Vietnamese syllables as they stand, in Unicode."""
    words = Counter(word for word in _WORD[None].findall(unicodedata.normalize("NFC", text)) if not word.isascii())
    return sum(n for word, n in words.items() if _is_syllable(word)) >= _LEAST_FITTING * sum(words.values())


def has_only_unicode_letters(text: str) -> bool:
    """True when a Vietnamese letter stands in the text that no old font can hold: it is Unicode, whatever its font."""
    return _ONLY_UNICODE.search(text) is not None


def has_old_letters(text: str, encoding: Encoding) -> bool:
    """True when something in the text would change if it were turned from this encoding."""
    return to_unicode(text, encoding) != unicodedata.normalize("NFC", text)


def to_unicode(text: str, encoding: Encoding, *, capitals: bool = False) -> str:
    """The text as the old font shows it, in Unicode (NFC); `capitals` for a font that shows capitals only."""
    text = text.translate(_SYMBOL_AREA)
    if encoding is Encoding.TCVN3:
        text = text.translate(_TCVN3_TABLE)
    else:
        text = _VNI_FORM.sub(lambda form: _VNI[form[0]], text)
    return unicodedata.normalize("NFC", text.upper() if capitals else text)


def _plain(name: str) -> str:
    return _SUBSET.sub("", name.strip()[:_LONGEST_NAME])


def _is_syllable(word: str) -> bool:
    """True for what can be a Vietnamese syllable: an opening, a rhyme, at most one tone."""
    if len(word) > _LONGEST:
        return False
    tones = 0
    letters: list[str] = []
    for character in unicodedata.normalize("NFD", word.lower()):
        if character in _TONE_MARKS:
            tones += 1
        else:
            letters.append(character)
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", "".join(letters))) is not None
