"""What a service changed, so that whoever shows it knows what to load again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The nouns of the program."""

    OFFICE = "office"
    PEOPLE = "people"
    INDICATORS = "indicators"
    MEETINGS = "meetings"
    FIGURES = "figures"
    DIRECTIVES = "directives"
    DOCUMENTS = "documents"
    PACKAGES = "packages"


@dataclass(frozen=True, slots=True)
class Changes:
    """The kinds of things that changed, and the name of the one thing it was about."""

    kinds: frozenset[Kind]
    summary: str = ""


def of(*kinds: Kind, summary: str = "") -> Changes:
    """Changes of these kinds."""
    return Changes(frozenset(kinds), summary)
