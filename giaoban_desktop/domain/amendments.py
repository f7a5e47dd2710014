"""Amendments (đính chính): what is put right in an issued paper, by a paper of its own.

Source: Decree 30/2020/NĐ-CP, article 18.3: what is wrong in the content of an issued paper is put right by a paper of
the same form. So minutes are amended by minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.text import clean_fields
from giaoban_desktop.errors import InputError


@dataclass(frozen=True, slots=True)
class Replacement:
    """Words of the issued paper and those that are to be read instead; empty where they are left out.

    `place` names where they stand, as "mục 5.2".
    """

    id: str
    before: str
    after: str
    place: str = ""

    def __post_init__(self) -> None:
        clean_fields(self, lines=("place",), texts=("before", "after"))
        if not self.before:
            raise InputError("Choose the words that are wrong in the paper.", field="before")
        if self.before == self.after:
            raise InputError("Both say the same. Write how it must read.", field="after")


@dataclass(frozen=True, slots=True)
class Amendment:
    """An amendment of the minutes of a meeting, made on a day; `document_id` is its paper once that is frozen."""

    id: str
    meeting_id: str
    amends_id: str
    made_on: date
    reason: str = ""
    replacements: tuple[Replacement, ...] = ()
    document_id: str | None = None
    taken_back_ids: tuple[str, ...] = ()
    """Its prints that were taken back to be corrected, the oldest first."""

    def __post_init__(self) -> None:
        clean_fields(self, lines=("reason",))

    @property
    def is_draft(self) -> bool:
        """True while it may be changed."""
        return self.document_id is None


def check(amendment: Amendment, *, issued_on: date) -> Amendment:
    """The amendment of a paper that was issued on a day. Raises: InputError when it was made before, or words twice."""
    if amendment.made_on < issued_on:
        raise InputError(
            "The paper was issued on {issued}; it cannot be amended on {made}, before that.",
            field="made_on",
            issued=short_date(issued_on),
            made=short_date(amendment.made_on),
        )
    places = [(one.place, one.before) for one in amendment.replacements]
    if len(set(places)) != len(places):
        raise InputError("The same words are put right twice. Take one out.", field="replacements")
    return amendment


def amended(paragraphs: Sequence[tuple[str, str]], earlier: Iterable[Amendment]) -> list[tuple[str, str]]:
    """The paragraphs of a paper, each with its place, as they read after amendments that hold, the oldest first."""
    found = list(paragraphs)
    for amendment in earlier:
        wanted: dict[int, dict[str, str]] = {}
        for one in amendment.replacements:
            at = find_words(found, one)
            if at is not None:
                wanted.setdefault(at, {})[one.before] = one.after
        for at, words in wanted.items():
            place, text = found[at]
            found[at] = place, exchanged(text, words).strip()
    return found


def exchanged(text: str, words: Mapping[str, str]) -> str:
    """The text with words exchanged all at once, so that two names can change places."""
    if not words:
        return text
    longest_first = sorted(words, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, longest_first)), lambda found: words[found[0]], text)


def find_words(paragraphs: Sequence[tuple[str, str]], one: Replacement) -> int | None:
    """Which paragraph has the words that are put right; None where they do not stand any more."""
    return next((at for at, (place, text) in enumerate(paragraphs) if place == one.place and one.before in text), None)


def with_replacement(amendment: Amendment, one: Replacement) -> Amendment:
    """The amendment with one more place put right; the same words of a place are put right once, as was said last."""
    others = [other for other in amendment.replacements if (other.place, other.before) != (one.place, one.before)]
    return replace(amendment, replacements=(*others, one))
