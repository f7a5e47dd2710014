import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from giaoban_desktop import paths
from giaoban_desktop.errors import StorageError, UserError
from giaoban_desktop.services import backups, checks, meetings, office
from giaoban_desktop.storage.database import Database
from tests.builders import OFFICE, UNITS, fresh_book, new_book, record


def test_a_backup_restored_is_the_book_as_it_was(tmp_path):
    with new_book(tmp_path) as db:
        backups.make(db.path, tmp_path / "copy.db")
        record(db)
    kept = backups.restore(tmp_path / "giaoban.db", tmp_path / "copy.db")
    with Database.open(tmp_path / "giaoban.db") as db:
        assert meetings.listed(db) == []
    assert kept is not None
    with Database.open(kept) as db:
        assert len(meetings.listed(db)) == 1


def test_restoring_over_a_damaged_book_keeps_the_damaged_file(tmp_path):
    with new_book(tmp_path) as db:
        backups.make(db.path, tmp_path / "copy.db")
    book = tmp_path / "giaoban.db"
    book.write_bytes("hỏng".encode().ljust(5000))
    kept = backups.restore(book, tmp_path / "copy.db")
    assert kept is not None
    assert kept.read_bytes().startswith("hỏng".encode())
    assert checks.check(book) == []


def test_a_damaged_backup_is_refused_and_the_book_stays(tmp_path):
    with new_book(tmp_path) as db:
        backups.make(db.path, tmp_path / "copy.db")
    copy = bytearray((tmp_path / "copy.db").read_bytes())
    copy[40960:49152] = os.urandom(8192)
    (tmp_path / "copy.db").write_bytes(copy)
    before = (tmp_path / "giaoban.db").read_bytes()
    with pytest.raises(UserError):
        backups.restore(tmp_path / "giaoban.db", tmp_path / "copy.db")
    assert (tmp_path / "giaoban.db").read_bytes() == before


def test_an_open_book_is_not_restored_over(tmp_path):
    with new_book(tmp_path) as db:
        backups.make(db.path, tmp_path / "copy.db")
        with pytest.raises(StorageError, match="open in another window"):
            backups.restore(db.path, tmp_path / "copy.db")


def test_the_book_itself_is_no_backup(tmp_path):
    new_book(tmp_path).close()
    with pytest.raises(UserError, match="same file"):
        backups.restore(tmp_path / "giaoban.db", tmp_path / "giaoban.db")


def test_closing_after_a_change_makes_a_backup_and_without_one_none(tmp_path):
    with fresh_book(tmp_path / "giaoban.db") as db:
        assert backups.on_close(db) is not None
    with Database.open(tmp_path / "giaoban.db") as db:
        assert backups.on_close(db) is None
    assert len(list(paths.backups(tmp_path / "giaoban.db").iterdir())) == 1


def test_work_after_a_restore_is_backed_up_though_its_number_was_used_before(tmp_path):
    book = tmp_path / "giaoban.db"
    with new_book(tmp_path) as db:
        backups.make(db.path, tmp_path / "copy.db")
        record(db)
        backups.on_close(db)
    backups.restore(book, tmp_path / "copy.db")
    with Database.open(book) as db:
        record(db, figures=[])
        assert backups.on_close(db) is not None


def test_a_restore_that_fails_at_the_last_step_puts_the_book_back(tmp_path, monkeypatch):
    with fresh_book(tmp_path / "giaoban.db") as db:
        backups.make(db.path, tmp_path / "copy.db")
    book = tmp_path / "giaoban.db"
    before = book.read_bytes()
    replace = Path.replace

    def failing(self, target):
        if self.name.endswith(".restored"):
            raise PermissionError(13, "in use")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(StorageError, match="could not be written"):
        backups.restore(book, tmp_path / "copy.db")
    assert book.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir() if file.is_file()) == ["copy.db", "giaoban.db"]


def test_what_was_kept_by_one_restore_is_not_replaced_by_the_next(tmp_path):
    with new_book(tmp_path) as db:
        backups.make(db.path, tmp_path / "copy.db")
    kept = {backups.restore(tmp_path / "giaoban.db", tmp_path / "copy.db") for _ in range(3)}
    assert len(kept) == 3
    assert all(file is not None and file.exists() for file in kept)


def test_a_stray_journal_beside_a_lost_book_is_moved_aside(tmp_path):
    with new_book(tmp_path) as db:
        backups.make(db.path, tmp_path / "copy.db")
        record(db)
        journal = db.path.with_name("giaoban.db-wal").read_bytes()
    (tmp_path / "giaoban.db").unlink()
    (tmp_path / "giaoban.db-wal").write_bytes(journal)
    backups.restore(tmp_path / "giaoban.db", tmp_path / "copy.db")
    assert checks.check(tmp_path / "giaoban.db") == []
    with Database.open(tmp_path / "giaoban.db") as db:
        assert meetings.listed(db) == []


def test_a_fixed_day_does_not_rule_the_age_of_backups(tmp_path):
    far = datetime(2036, 1, 1, tzinfo=UTC)
    with Database.create(tmp_path / "giaoban.db", clock=lambda: far) as db:
        office.set_up(db, OFFICE, list(UNITS.values()))
        made = backups.on_close(db)
    assert made is not None
    assert not made.name.startswith("2036")


def test_what_a_program_left_that_was_cut_off_is_swept(tmp_path):
    with fresh_book(tmp_path / "giaoban.db") as db:
        folder = paths.backups(db.path)
        folder.mkdir(parents=True)
        (folder / ".x.db.partial").write_bytes(b"x")
        (folder / ".x.db.partial-journal").write_bytes(b"x")
        backups.on_close(db)
    assert [file.suffix for file in folder.iterdir()] == [".db"]
