import shutil

import pytest

from giaoban_desktop.errors import StorageError
from giaoban_desktop.storage import people
from giaoban_desktop.storage.database import Database
from tests.builders import new_book
from tests.storage.test_database import add_person


def cut_off(folder, target, count=3):
    """A book as a power cut leaves it: file and journal, no proper close."""
    folder.mkdir(exist_ok=True)
    target.mkdir(exist_ok=True)
    db = new_book(folder)
    for index in range(count):
        add_person(db, f"Người {index}")
    for suffix in ("", "-wal"):
        shutil.copy(folder / f"giaoban.db{suffix}", target / f"giaoban.db{suffix}")
    db.close()
    return target / "giaoban.db"


def test_a_journal_left_by_a_power_cut_is_taken_in(tmp_path):
    file = cut_off(tmp_path / "a", tmp_path / "b")
    with Database.open(file) as db:
        assert len(people.list_people(db)) == 3


def test_a_journal_of_another_book_is_refused_and_nothing_changed(tmp_path):
    file = cut_off(tmp_path / "a", tmp_path / "b")
    with new_book(tmp_path, "other.db") as other:
        add_person(other, "Của sổ khác")
    shutil.copy(tmp_path / "other.db", file)
    before = file.read_bytes()
    with pytest.raises(StorageError, match="belongs to another file"):
        Database.open(file)
    assert file.read_bytes() == before
    assert file.with_name("giaoban.db-wal").exists()


def test_a_journal_newer_than_a_backup_put_in_its_place_is_refused(tmp_path):
    folder = tmp_path / "a"
    folder.mkdir()
    with new_book(folder) as db:
        add_person(db, "Trước")
    old = folder / "old.db"
    shutil.copy(folder / "giaoban.db", old)
    with Database.open(folder / "giaoban.db") as db:
        for index in range(200):  # more than fits in the pages that the last act changes
            add_person(db, f"Giữa {index}")
    db = Database.open(folder / "giaoban.db")
    add_person(db, "Sau")
    shutil.copy(folder / "giaoban.db-wal", tmp_path / "giaoban.db-wal")
    db.close()
    shutil.copy(old, tmp_path / "giaoban.db")
    with pytest.raises(StorageError, match="belongs to another file"):
        Database.open(tmp_path / "giaoban.db")
