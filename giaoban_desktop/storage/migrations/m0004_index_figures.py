"""The figures of an indicator are found at once, so that the rules can look them over while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

INDEX = "CREATE INDEX observation_indicator ON observation (indicator_id, period_first_on)"


def apply(db: Database) -> None:
    """Make the index."""
    db.execute(INDEX)
