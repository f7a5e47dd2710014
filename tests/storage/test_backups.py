from datetime import UTC, datetime, timedelta

import pytest

from giaoban_desktop import paths
from giaoban_desktop.errors import StorageError
from giaoban_desktop.storage import backup_files, backups
from giaoban_desktop.storage.backup_files import Backup
from tests.builders import NOW, new_book
from tests.storage.test_database import add_person


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


def test_a_backup_is_a_whole_book(db):
    file = backups.make(db.path, paths.backups(db.path), reason="close", now=NOW)
    assert file is not None
    assert backup_files.is_good(file)


def test_nothing_changed_makes_no_second_backup(db):
    folder = paths.backups(db.path)
    assert backups.make(db.path, folder, reason="close", now=NOW) is not None
    assert backups.make(db.path, folder, reason="close", now=NOW) is None
    add_person(db)
    assert backups.make(db.path, folder, reason="close", now=NOW + timedelta(seconds=1)) is not None
    assert len(backup_files.listed(folder)) == 2


def test_a_copy_replaces_nothing(db, tmp_path):
    target = tmp_path / "copy.db"
    target.write_text("quan trọng")
    with pytest.raises(StorageError, match="exists already"):
        backups.copy(db.path, target)
    assert target.read_text() == "quan trọng"


def test_a_copy_that_fails_leaves_no_half_file(db, tmp_path):
    with pytest.raises(StorageError):
        backups.copy(db.path, tmp_path / "missing" / "copy.db")
    assert not list(tmp_path.rglob("*.partial"))


def test_backups_are_thinned_by_age(tmp_path):
    now = datetime(2026, 3, 25, 12, tzinfo=UTC)
    made = [now - timedelta(hours=6 * step) for step in range(4 * 100)]
    listed = [Backup(tmp_path / str(n), moment, n, "close") for n, moment in enumerate(made)]
    going = set(backups.superfluous(listed, now))
    kept = [backup for backup in listed if backup not in going]
    ages = [now - backup.made_at for backup in kept]
    assert sum(age <= timedelta(days=2) for age in ages) == 9
    assert sum(timedelta(days=2) < age <= timedelta(days=31) for age in ages) in (29, 30)
    assert sum(age > timedelta(days=31) for age in ages) <= 4
    assert kept[0] == listed[0]


def test_a_backup_made_before_a_migration_stays(tmp_path):
    now = datetime(2026, 3, 25, 12, tzinfo=UTC)
    old = [Backup(tmp_path / str(n), now - timedelta(days=400, hours=n), n, "migration") for n in range(3)]
    assert backups.superfluous(old, now) == []
