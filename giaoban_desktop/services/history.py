"""What was done, undone and done again."""

from __future__ import annotations

from giaoban_desktop.services import changes
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.storage import change_log
from giaoban_desktop.storage.change_log import ActRecord
from giaoban_desktop.storage.database import Database


def undoable(db: Database) -> ActRecord | None:
    """The newest act that undo takes back next; None when there is none it may reach."""
    undone: set[int] = set()
    for act in reversed(list(change_log.acts(db.connection))):
        if act.kind in change_log.IRREVERSIBLE:
            return None
        if act.seq in undone:
            continue  # an act that was taken back, or a taking back that was itself taken back: what it undid stands
        if act.undoes is None:
            return act
        undone.add(act.undoes)
    return None


def redoable(db: Database) -> ActRecord | None:
    """The undoing that redo takes back next; None when something else was done since."""
    undone: set[int] = set()
    for act in reversed(list(change_log.acts(db.connection))):
        if act.seq in undone:
            continue
        if act.undoes is None:
            return None
        target = change_log.get(db.connection, act.undoes)
        if target.undoes is None:
            return act
        undone.add(act.undoes)
    return None


def undo(db: Database, seq: int) -> Changes:
    """Take an act back in a new act (undoing an undoing does it again). Raises: UserError, with nothing changed."""
    target = change_log.get(db.connection, seq)
    with db.act(target.kind, target.summary, undoes=seq):
        change_log.restore_before(db.connection, seq)
    return changes.of(*Kind, summary=target.summary)
