import os

import pytest

from giaoban_desktop import paths
from giaoban_desktop.errors import StorageError, UserError
from giaoban_desktop.services import backups, checks, meetings
from giaoban_desktop.storage.database import Database
from tests.builders import NOW, new_book, record


def test_a_backup_restored_is_the_book_as_it_was(tmp_path):
    with new_book(tmp_path) as db:
        backups.make(db.path, tmp_path / "copy.db")
        record(db)
    kept = backups.restore(tmp_path / "giaoban.db", tmp_path / "copy.db", now=NOW)
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
    kept = backups.restore(book, tmp_path / "copy.db", now=NOW)
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
    with new_book(tmp_path) as db:
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
    backups.restore(book, tmp_path / "copy.db", now=NOW)
    with Database.open(book) as db:
        record(db, figures=[])
        assert backups.on_close(db) is not None
