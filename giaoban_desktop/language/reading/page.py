"""A text laid out for reading: cleaned and folded character by character, so that every place is a place in the text.

`words` and `bare` are as long as `text`, and `Page.raw_span` leads back to the text as it was given.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from giaoban_desktop import paths
from giaoban_desktop.language.reading.trie import trie

SENTENCE_LIMIT = 4_000
"""Characters; a sentence that goes on for longer is cut at a blank, so that reading takes linear time."""

_COMPOSED = re.compile("[^\u0300-\u036f][\u0300-\u036f]+")
_SIGNS = (
    "\u2460-\u2473\u2600-\u27bf\u25a0-\u25a9\u25ac-\u25c9\u2b00-\u2bff\uf000-\uf0ff\ufe0f\ufeff\u200b-\u200f"
    "\U0001f000-\U0001faff"
)
"""Signs that adorn a text; at the beginning of a line they are bullets."""
_BULLET = re.compile(rf"(?m)^([ \t]*)[{_SIGNS}](?=[ {_SIGNS}]*\S)")
_DEBRIS = re.compile(rf"@(?=[A-ZĐ])|\[bookmark:[^\]\n]{{0,80}}\]|\[\d{{1,3}}\]|[{_SIGNS}]")
_KEYCAP = re.compile("([0-9])\ufe0f?\u20e3")
LETTER = "a-zà-ỹ"
"""Small letters with all their marks, for a class of a pattern over `Page.words`."""
YEAR = r"(?:19|20)\d\d"
_VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
LOWER = f"a-zđ{_VOWELS}"
"""Small letters of Vietnamese, for a class of a pattern over `Page.text`; a range of code points mixes both cases."""
UPPER = f"A-ZĐ{_VOWELS.upper()}"
_MARK_SIGN = re.compile(
    r"(?m)^([ \t]*(?:\d{1,2}|[a-hđA-HĐ](?=/)|[+-](?=\))))"
    rf"(,|:|\)|\.[-/]|/-|/| [-–](?![^\n]* [-–] ))(?= +[{UPPER}\"“])"
)
"""What stands for the stop behind the mark of an item: "1, Công an xã", "1 - Ban CHQS xã", "a/ Rà soát", "+) Nắm"."""


_BARE_MARK = re.compile(rf"(?m)^[ \t]*\d{{1,2}}\.(?:\d{{1,2}}\.)?(\d{{1,2}})(?= +[{UPPER}][{LOWER}])")
"""The number of an item of a lower level without a stop behind it: "3.1 Công an xã"."""


def _one_sign_for_each() -> dict[str, str]:
    table = dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f\t\x0b\x0c\u00ad", " ") | dict.fromkeys("“”„«»", '"')
    table |= dict.fromkeys("‘’‚`´", "'") | dict.fromkeys("–—−‑‐‒―", "-") | dict.fromkeys("•●▪◦·*", "•")
    return table | dict.fromkeys("\r\u2028\u2029", "\n") | {"ð": "đ", "…": "."}


def _without_marks() -> dict[str, str]:
    table = {"đ": "d"}
    for letter in map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))):
        base = unicodedata.normalize("NFD", letter)[0].lower()
        if base.isascii():
            table[letter] = base
    return table


_SIGN, _BARE = _one_sign_for_each(), _without_marks()
_SIGN_OF_MANY = re.compile(f"[{re.escape(''.join(_SIGN))}]")
_MOVED = {
    **{f"o{b}": f"{a}a" for a, b in zip("òóỏõọ", "àáảãạ", strict=True)},
    **{f"o{b}": f"{a}e" for a, b in zip("òóỏõọ", "èéẻẽẹ", strict=True)},
    **{f"u{b}": f"{a}y" for a, b in zip("ùúủũụ", "ỳýỷỹỵ", strict=True)},
}
_TONE_BEHIND = re.compile(rf"(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?![{LETTER}])")
_U_MISREAD = re.compile(rf"u(?<!q.)(?=[ơờớởỡợ][{LETTER}])")
"""A scanner reads "phuờng" for "phường"; no syllable is written so."""
_Y = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")
_Y_FOR_I = re.compile(rf"[yỳýỷỹỵ](?:(?<=[hklmstv].)|(?<=qu.))(?<![{LETTER}][aeou]h.)(?![{LETTER}])")


def normal(text: str) -> str:
    """Lower case, one kind of quotes, dashes and blanks, and one way to write a syllable: hòa, sĩ, quí, tỉ.

    As long as `text`, which is in NFC.
    """
    lower = text.lower()
    if len(lower) != len(text):  # a letter with a dot above, which grows
        lower = "".join(letter if len(letter.lower()) > 1 else letter.lower() for letter in text)
    lower = _SIGN_OF_MANY.sub(lambda found: _SIGN[found.group()], lower)
    lower = _U_MISREAD.sub("ư", lower)
    moved = _TONE_BEHIND.sub(lambda found: _MOVED[found.group()], lower)
    return _Y_FOR_I.sub(lambda found: found.group().translate(_Y), moved)


def bare(text: str) -> str:
    """Without marks, as long as `text`, which is `normal`."""
    return "".join(map(_BARE.get, text, text))


def is_in_capitals(text: str) -> bool:
    """True for a heading: nearly all of its letters are capitals, and there are some."""
    capitals = sum(map(str.isupper, text))
    return capitals > 5 and capitals > 0.8 * sum(map(str.isalpha, text))


def matches_at(
    starts: re.Pattern[str], pattern: re.Pattern[str], text: str, end: int = 2**62
) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` finds, by a quick pattern for the places where it can begin."""
    reached = 0
    for start in starts.finditer(text, 0, min(end, len(text))):
        if start.start() >= reached and (found := pattern.match(text, start.start(), min(end, len(text)))):
            reached = max(found.end(), start.start() + 1)
            yield found


class Span(NamedTuple):
    """Characters from `start` up to, not including, `end`."""

    start: int
    end: int

    def overlaps(self, other: tuple[int, int]) -> bool:
        """True when they share a character."""
        return self.start < other[1] and other[0] < self.end


class Sentence(NamedTuple):
    """A sentence, or a line that is none; `line` is the number of the line in which it stands."""

    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Page:
    """A text ready to be read. `text` is NFC without debris; `words` and `bare` are it in lower case and unmarked."""

    raw: str
    text: str
    words: str
    bare: str
    origins: array[int] | None = field(repr=False)
    starts: array[int] = field(repr=False)
    """Where each sentence begins; `ends` and `lines` belong to it."""
    ends: array[int] = field(repr=False)
    lines: array[int] = field(repr=False)

    @property
    def count(self) -> int:
        """How many sentences there are."""
        return len(self.starts)

    def sentence(self, number: int) -> Sentence:
        """A sentence by its number, from 0."""
        return Sentence(self.starts[number], self.ends[number], self.lines[number])

    def sentences(self) -> Iterator[Sentence]:
        """All sentences in their order."""
        return map(Sentence, self.starts, self.ends, self.lines)

    def sentence_at(self, at: int) -> int:
        """The number of the sentence in which a character stands, or of the one before it."""
        return max(0, bisect_right(self.starts, at) - 1)

    def raw_span(self, start: int, end: int) -> Span:
        """The place in the text as it was given."""
        if self.origins is None:
            return Span(start, end)
        return Span(self.origins[start], self.origins[end])

    def trimmed(self, start: int, end: int) -> Span:
        """The span without blanks at its ends."""
        while start < end and self.words[start] in " \n":
            start += 1
        while end > start and self.words[end - 1] in " \n":
            end -= 1
        return Span(start, end)


_MISREAD = str.maketrans("lo", "10")
_MISREAD_DAY = re.compile(
    r"2[o0][\dol]{2}(?<![\wà-ỹ].{4})(?<=o...|.o..|..o.|...o|..l.|...l)(?![\wà-ỹ])|"
    r"[\dlo](?:(?<![a-zà-ỹđ\d].)(?:(?<=[lo])|(?=[\dlo/.-]{0,9}[lo]))(?:(?<=\d)|(?=[lo/.-]{0,9}\d))"
    r"[\dlo]?[/.-][\dlo]{1,2}(?:[/.-][\dlo]{4})?|(?<=tháng .)(?:(?<=\d)[\dlo]|\d)|(?<=quí l))(?![a-zà-ỹđ\d])"
    r"|(?m:^[ \t]*l)(?=[.)] )"
)
"""Days, months and numbers of items in which a scanner read l for 1, or O for 0."""


def lay_out(raw: str) -> Page:
    """The page of any text."""
    text, origins = _composed(raw)
    text = _KEYCAP.sub(lambda found: (found.group(1) + ".").ljust(len(found.group())), text)
    text = _BULLET.sub(r"\1•", text)
    text = _MARK_SIGN.sub(_with_stop, text)
    text = _BARE_MARK.sub(lambda found: f"{found.group(1)}.".rjust(len(found.group())), text)
    text = _DEBRIS.sub(lambda found: " " * len(found.group()), text)
    words = normal(text)
    unmarked = bare(words)
    words = _MISREAD_DAY.sub(lambda found: found.group().translate(_MISREAD), _with_marks(words, unmarked))
    parts = array("L"), array("L"), array("L")
    for sentence in _sentences(text, words):
        for part, value in zip(parts, sentence, strict=True):
            part.append(value)
    broken = _breaks(words, parts[0], parts[1])
    if broken:
        text, words, unmarked = (_without_breaks(one, broken) for one in (text, words, unmarked))
    return Page(raw, text, words, unmarked, origins, *parts)


def _with_stop(found: re.Match[str]) -> str:
    """The number or letter of an item with a stop behind it, or the sign alone; as long as it was."""
    mark = found.group(1)
    return (mark if mark[-1] in "+-" else f"{mark}.").ljust(len(found.group()))


_BREAK = re.compile(r"\n(?=[^\n]{24}|[^\n]*[.;,:])")
"""The end of a line in the middle of a sentence; not before what may be a cell of a table by lines."""


def _breaks(words: str, starts: array[int], ends: array[int]) -> list[int]:
    """Where lines were broken in the middle of a sentence."""
    broken: list[int] = []
    for start, end in zip(starts, ends, strict=True):
        first = end - len(words[start:end].lstrip())
        if words.find("\n", first, end) >= 0:
            broken += (found.start() for found in _BREAK.finditer(words, first, end))
    return broken


def _without_breaks(text: str, broken: list[int]) -> str:
    letters = list(text)
    for at in broken:
        letters[at] = " "
    return "".join(letters)


def _with_marks(words: str, unmarked: str) -> str:
    """The words with the marks that a scanner lost or mistook in the phrases on which reading rests."""
    pattern, phrases = _phrases()
    pieces: list[str] = []
    done = 0
    for found in pattern.finditer(unmarked):
        phrase = phrases[found.group()]
        if words[found.start() : found.end()] != phrase:
            pieces += (words[done : found.start()], phrase)
            done = found.end()
    return "".join((*pieces, words[done:])) if pieces else words


@cache
def _phrases() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """The phrases of resources/reading/scanned.txt by their letters without marks."""
    lines = (paths.resources() / "reading" / "scanned.txt").read_text(encoding="utf-8").split("\n")
    phrases = {bare(normal(line)): normal(line) for line in lines if line and not line.startswith("#")}
    return re.compile(rf"(?<![a-z])(?:{trie(phrases, blank=' ')})(?![a-z])"), phrases


def _composed(raw: str) -> tuple[str, array[int] | None]:
    """The text with letters and their marks in one character, and where each character began; None for all where it
    began anyway."""
    pieces: list[str] = []
    origins = array("L")
    done = 0
    for found in _COMPOSED.finditer(raw):
        made = unicodedata.normalize("NFC", found.group())
        pieces += (raw[done : found.start()], made)
        origins.extend(range(done, found.start()))
        origins.extend(min(found.start() + n, found.end() - 1) if n else found.start() for n in range(len(made)))
        done = found.end()
    if not pieces:
        return raw, None
    pieces.append(raw[done:])
    origins.extend(range(done, len(raw) + 1))
    return "".join(pieces), origins


_ENDS = re.compile(r"[.!?]+[\"')]*(?=\s|$)|\n")
_NO_END = re.compile(
    r"(?:\b(?:tp|tx|tt|p|q|đ/c|đc|đ|ts|ths|gs|pgs|bs|ks|st|vd|v\.v|ub|th|thg|s|no|tr|nxb|k|h)|(?:^|\n)[ "
    r"\t]*(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,5}|[a-zđ]))$"
)
_ITEM = re.compile(
    r"[ \t]*(?:[-–+•*]|\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)/:]|[ivxIVX]{1,5}[.)]|[a-zđA-ZĐ][.)])(?=\s|[A-ZĐÀ-Ỹ])"
)


def _sentences(text: str, words: str) -> Iterator[Sentence]:
    start = line = 0
    for found in _ENDS.finditer(words):
        is_line = found.group() == "\n"
        if is_line:
            ends = not _goes_on(text, words, start, found.start())
        else:
            ends = not _NO_END.search(words, max(start, found.start() - 12), found.start())
            ends = ends and _begins(text, found.end())
        if ends:
            end = found.start() if is_line else found.end()
            yield from _cut(words, start, end, line)
            start, line = end, line + is_line
    yield from _cut(words, start, len(words), line)


def _cut(words: str, start: int, end: int, line: int) -> Iterator[Sentence]:
    """The sentence in pieces that are not too long; nothing where only blanks are."""
    while end - start > SENTENCE_LIMIT:
        cut = words.rfind(" ", start + SENTENCE_LIMIT // 2, start + SENTENCE_LIMIT)
        cut = cut if cut > start else start + SENTENCE_LIMIT
        yield Sentence(start, cut, line)
        start = cut
    if words[start:end].strip():
        yield Sentence(start, end, line)


def _begins(text: str, at: int) -> bool:
    """True when what follows a full stop begins a sentence: a capital, a digit, a quote, a new line, the end."""
    while at < len(text) and text[at] in " \u00a0\t":
        at += 1
    return at >= len(text) or not text[at].islower()


FULL_LINE = 40
"""Characters; so long a line that ends with a comma was broken there."""
_HANGS = re.compile(
    r"\s(?:đồn|ủy ban|(?<!giao )ban|bộ|phó|ban chỉ huy|bộ chỉ huy|với|và|của|cho|các|(?<!tồn )(?<!hiện )tại|trong|về"
    r"|cùng|từ|đến|ông|bà|số)\s*$"
)
"""Words that no line ends with on purpose."""


_NAME_HANGS = re.compile(rf"(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à|tá|úy|tướng)(?: [{UPPER}][{LOWER}]+){{1,3}} *$")
_NAME_ENDS = re.compile(rf" *[{UPPER}][{LOWER}]+(?: [{UPPER}][{LOWER}]+)?,")
"""A person's name that a line divides."""


def _goes_on(text: str, words: str, start: int, end: int) -> bool:
    """True when a line was broken in the middle of a sentence: the next begins small and this one has no end."""
    at = end + 1
    if at >= len(text) or text[at] in "\n\r" or (end - start < 30 and _ITEM.match(text, start) is None):
        return False
    before = words[max(start, end - 2) : end].rstrip()
    if not before or before[-1] in ".;:!?" or _ITEM.match(text, at):
        return False
    if _HANGS.search(words, max(start, end - 14), end) or (before[-1] == "," and end - start >= FULL_LINE):
        return True
    if _NAME_HANGS.search(text, max(start, end - 36), end) and _NAME_ENDS.match(text, at):
        return True
    return text[at].islower()
