"""People who take part: officials in their function, never the persons behind the figures."""

from __future__ import annotations

from dataclasses import dataclass

from giaoban_desktop.domain.text import clean_fields


@dataclass(frozen=True, slots=True)
class Person:
    """An official as the office knows him or her today."""

    id: str
    name: str
    honorific: str = ""
    rank: str = ""
    position: str = ""
    unit_id: str | None = None
    order: int = 0
    """Place in lists of delegates, which go by unit and rank and not by the alphabet; the clerk may move it."""

    def __post_init__(self) -> None:
        clean_fields(self, lines=("honorific", "rank", "position"), required=("name",))

    def as_of_today(self) -> Participant:
        """The person as a participant of a meeting of today."""
        return Participant(self.name, self.honorific, self.rank, self.position, self.id, self.unit_id)


@dataclass(frozen=True, slots=True)
class Participant:
    """A person as of a meeting's day: what is kept here stays in the papers when the person moves on."""

    name: str
    honorific: str = ""
    rank: str = ""
    position: str = ""
    person_id: str | None = None
    unit_id: str | None = None

    def __post_init__(self) -> None:
        clean_fields(self, lines=("honorific", "rank", "position"), required=("name",))

    @property
    def addressed(self) -> str:
        """The name with what stands before it: the rank of an officer, else the honorific ("bà Trần Thị Mai")."""
        return f"{self.rank or self.honorific} {self.name}".strip()

    @property
    def introduced(self) -> str:
        """Name and position as a report introduces them: "bà Trần Thị Mai, Chủ tịch UBND phường"."""
        return f"{self.addressed}, {self.position}" if self.position else self.addressed

    @property
    def signed(self) -> str:
        """The name under a signature: rank where there is one, no honorific, no degree (Decree 30/2020)."""
        return f"{self.rank} {self.name}".strip()
