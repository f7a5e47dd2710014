"""The office's cut-off rules, as rows."""

from __future__ import annotations

from giaoban_desktop.domain.cut_off import CutOffRule, CutOffSetting
from giaoban_desktop.storage.database import Database
from giaoban_desktop.storage.faults import stored
from giaoban_desktop.storage.values import read_day


def save_setting(db: Database, setting: CutOffSetting) -> None:
    """Keep a rule and the day from which it holds; inside an act."""
    db.save(
        "cut_off_rule",
        {"id": setting.id, "rule": setting.rule.value, "since_on": setting.since_on.isoformat()},
    )


def delete_setting(db: Database, setting_id: str) -> None:
    """Remove a rule, so that the one before holds on; inside an act."""
    db.delete("cut_off_rule", setting_id)


@stored
def list_settings(db: Database) -> list[CutOffSetting]:
    """The rules of the office in the order of the days from which they hold."""
    rows = db.rows("SELECT * FROM cut_off_rule WHERE owner_id = ? ORDER BY since_on", (db.owner_id,))
    return [CutOffSetting(row["id"], CutOffRule(row["rule"]), read_day(row["since_on"])) for row in rows]
