"""Targets of plans, as rows."""

from __future__ import annotations

from giaoban_desktop.domain.numbers import Quantity
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.domain.targets import Target
from giaoban_desktop.storage.database import Database, Row
from giaoban_desktop.storage.faults import stored
from giaoban_desktop.storage.values import period_columns, read_period


def save_target(db: Database, target: Target) -> None:
    """Keep a target; inside an act."""
    db.save(
        "target",
        {
            "id": target.id,
            "indicator_id": target.indicator,
            "unit_id": target.unit_id,
            **period_columns(target.period),
            "amount": target.quantity.amount,
            "scale": target.quantity.scale,
        },
    )


def delete_target(db: Database, target_id: str) -> None:
    """Take a target out; inside an act."""
    db.delete("target", target_id)


@stored
def find_target(db: Database, indicator: str, unit_id: str | None, period: Period) -> Target | None:
    """The target of one indicator, unit and period, or None."""
    row = db.row(
        "SELECT * FROM target WHERE owner_id = ? AND period = ? AND indicator_id = ? AND coalesce(unit_id, '') = ?",
        (db.owner_id, period.code, indicator, unit_id or ""),
    )
    return _target(row) if row else None


@stored
def list_of_periods(db: Database, *periods: Period) -> list[Target]:
    """The targets of some periods."""
    marks = ", ".join("?" * len(periods))
    codes = [period.code for period in periods]
    return [_target(row) for row in db.rows(f"SELECT * FROM target WHERE period IN ({marks}) ORDER BY id", codes)]


def _target(row: Row) -> Target:
    quantity = Quantity(row["amount"], row["scale"])
    return Target(row["id"], row["indicator_id"], row["unit_id"], read_period(row["period"]), quantity)
