"""What figures are held against and what a clerk said of it, which periods are complete, and how an office cuts off."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

RULES = """
CREATE TABLE validation_rule (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    formula TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('hard', 'soft')),
    position INTEGER NOT NULL,
    UNIQUE (owner_id, formula)
) STRICT
"""

ACCEPTED = """
CREATE TABLE accepted_finding (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    rule TEXT NOT NULL,
    indicator_id TEXT NOT NULL REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED,
    unit_id TEXT REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
    period TEXT NOT NULL,
    period_first_on TEXT NOT NULL CHECK (period_first_on IS date(period_first_on)),
    period_last_on TEXT NOT NULL CHECK (period_last_on IS date(period_last_on)),
    dimension TEXT,
    member TEXT,
    value TEXT NOT NULL,
    sentence TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    accepted_on TEXT NOT NULL CHECK (accepted_on IS date(accepted_on)),
    CHECK ((dimension IS NULL) = (member IS NULL))
) STRICT
"""

ACCEPTED_KEY = """
CREATE UNIQUE INDEX accepted_finding_key ON accepted_finding (
    owner_id, period, rule, indicator_id, coalesce(unit_id, ''), coalesce(dimension, ''), coalesce(member, '')
)
"""

COMPLETENESS = """
CREATE TABLE completeness (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    period TEXT NOT NULL,
    period_first_on TEXT NOT NULL CHECK (period_first_on IS date(period_first_on)),
    period_last_on TEXT NOT NULL CHECK (period_last_on IS date(period_last_on)),
    state TEXT NOT NULL CHECK (state IN ('complete', 'locked', 'reopened')),
    noted_on TEXT NOT NULL CHECK (noted_on IS date(noted_on)),
    reason TEXT NOT NULL,
    UNIQUE (owner_id, period),
    CHECK (state <> 'reopened' OR reason <> '')
) STRICT
"""

CUT_OFF = """
CREATE TABLE cut_off_rule (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    rule TEXT NOT NULL CHECK (rule IN ('calendar', 'meeting', 'mid_month')),
    since_on TEXT NOT NULL CHECK (since_on IS date(since_on)),
    UNIQUE (owner_id, since_on)
) STRICT
"""


def apply(db: Database) -> None:
    """Make the tables."""
    for statement in (RULES, ACCEPTED, ACCEPTED_KEY, COMPLETENESS, CUT_OFF):
        db.execute(statement)
