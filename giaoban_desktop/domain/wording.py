"""Two wordings of one paper beside each other: which paragraphs, and which words in them, came and went."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

ALIKE = 0.5
"""From this share of words in common, two paragraphs are one that was changed (`difflib` ratio, 0 to 1)."""
LABEL = 40
"""So many letters may stand before a colon, where lines with the same label are one that was changed."""
_STOPS = frozenset(",;:")
PATIENT = 1500
"""Up to so many words that changed, the shortest account of what differs is looked for; above, a quick one."""
_SPACED = re.compile(r"\s+|(?:\w+|[^\s\w])\s*")
"""A word or sign with the blanks behind it: blanks by themselves are alike everywhere, and matching them takes long."""
_WORDS = re.compile(r"\s+|[^\s\w]|\w+")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a paragraph; `differs` where the other wording has it not."""

    text: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph as it was and as it is; one of the two is empty where it came or went as a whole."""

    before: tuple[Part, ...]
    after: tuple[Part, ...]

    @property
    def differs(self) -> bool:
        """True where anything was added or removed."""
        return any(part.differs for part in (*self.before, *self.after))


def compare(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """The paragraphs of two wordings in their order, beside each other; every paragraph of both stands in one pair."""
    pairs: list[Pair] = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pairs += [Pair((Part(text),), (Part(text),)) for text in before[start:end]]
        else:
            pairs += _changed(before[start:end], after[new_start:new_end])
    return pairs


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterator[Pair]:
    """Paragraphs that replace each other: those that are alike side by side, the others alone."""
    taken = 0
    said, labels = [_said(new) for new in after], [_label(new) for new in after]
    for old in before:
        at = _most_alike(_said(old), said, taken)
        if at is None and (label := _label(old)) and label in labels[taken:]:
            at = labels.index(label, taken)
        if at is None:
            yield Pair((Part(old, differs=True),), ())
            continue
        yield from (Pair((), (Part(new, differs=True),)) for new in after[taken:at])
        yield _beside(old, after[at])
        taken = at + 1
    yield from (Pair((), (Part(new, differs=True),)) for new in after[taken:])


def _most_alike(old: Sequence[str], said: Sequence[Sequence[str]], since: int) -> int | None:
    """The first place of the paragraph that has most words in common with one; None where none has enough."""
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(old)
    best, found = 0.0, None
    for at in range(since, len(said)):
        matcher.set_seq1(said[at])
        least = max(best, ALIKE)
        # each is an upper bound of the next one, and cheaper
        if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
            continue
        share = matcher.quick_ratio() if max(len(old), len(said[at])) > PATIENT else matcher.ratio()
        if share >= ALIKE and share > best:
            best, found = share, at
    return found


def _label(text: str) -> str:
    """What stands before the colon of a line like "Địa điểm: …"; empty for other lines."""
    label, sign, _rest = text.partition(": ")
    return label if sign and len(label) <= LABEL else ""


def _said(text: str) -> list[str]:
    """The words and signs of a paragraph without the blanks between them."""
    return [word for word in _WORDS.findall(text) if not word.isspace()]


def _beside(old: str, new: str) -> Pair:
    """Two wordings of one paragraph with the words that differ."""
    left, right = _SPACED.findall(old), _SPACED.findall(new)
    words, others = [one.strip() for one in left], [one.strip() for one in right]
    shorter = min(len(left), len(right))
    start = next((at for at in range(shorter) if words[at] != others[at]), shorter)
    end = next((at for at in range(shorter - start) if words[-1 - at] != others[-1 - at]), shorter - start)
    upto, new_upto = len(left) - end, len(right) - end
    before, after = [Part("".join(left[:start]))], [Part("".join(right[:start]))]
    middle, other = words[start:upto], others[start:new_upto]
    matcher = SequenceMatcher(None, middle, other, autojunk=max(len(middle), len(other)) > PATIENT)
    for kind, at, to, new_at, new_to in matcher.get_opcodes():
        is_other = kind != "equal"
        before.append(Part("".join(left[start + at : start + to]), is_other))
        after.append(Part("".join(right[start + new_at : start + new_to]), is_other))
    before.append(Part("".join(left[upto:])))
    after.append(Part("".join(right[new_upto:])))
    return Pair(_joined(before), _joined(after))


def _joined(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts without empty ones, those beside each other that are alike in one."""
    found: list[Part] = []
    for part in parts:
        if found and part.text and found[-1].differs == part.differs:
            found[-1] = Part(found[-1].text + part.text, part.differs)
        elif part.text:
            found.append(part)
    return tuple(found)


def narrowed(before: str, after: str, *, beside: int = 4) -> tuple[str, str]:
    """The stretch of two wordings of a paragraph in which they differ, with a few words that both have beside it.

    As many words are kept as make the stretch stand but once in the paragraph.
    """
    left, right = _WORDS.findall(before), _WORDS.findall(after)
    shorter = min(len(left), len(right))
    start = next((at for at in range(shorter) if left[at] != right[at]), shorter)
    end = next((at for at in range(shorter - start) if left[-1 - at] != right[-1 - at]), shorter - start)
    while True:
        first = max(0, start - 2 * beside)
        kept = max(0, end - 2 * beside)
        old, new = ("".join(words[first : len(words) - kept]).strip() for words in (left, right))
        if old[-1:] == new[-1:] and old[-1:] in _STOPS:
            old, new = old[:-1], new[:-1]
        if before.count(old) == 1 or not (first or kept):
            return old, new
        beside *= 2
