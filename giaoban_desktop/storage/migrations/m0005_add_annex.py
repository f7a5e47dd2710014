"""The annex that goes with the minutes of a meeting, and what a plan asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

ANNEX = """
CREATE TABLE annex (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    meeting_id TEXT NOT NULL UNIQUE REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    charts TEXT NOT NULL CHECK (json_valid(charts)),
    has_check_sheet INTEGER NOT NULL CHECK (has_check_sheet IN (0, 1))
) STRICT
"""

TARGET = """
CREATE TABLE target (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    indicator_id TEXT NOT NULL REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED,
    unit_id TEXT REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
    period TEXT NOT NULL,
    period_first_on TEXT NOT NULL CHECK (period_first_on IS date(period_first_on)),
    period_last_on TEXT NOT NULL CHECK (period_last_on IS date(period_last_on)),
    amount INTEGER NOT NULL CHECK (amount > 0),
    scale INTEGER NOT NULL CHECK (scale BETWEEN 0 AND 6)
) STRICT
"""

TARGET_KEY = """
CREATE UNIQUE INDEX target_key ON target (owner_id, period, indicator_id, coalesce(unit_id, ''))
"""


def apply(db: Database) -> None:
    """Make the tables."""
    for statement in (ANNEX, TARGET, TARGET_KEY):
        db.execute(statement)
