import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from giaoban_desktop import paths
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.people import Person
from giaoban_desktop.errors import StorageError
from giaoban_desktop.storage import backup_files, backups, people
from giaoban_desktop.storage.book_file import APPLICATION_ID
from giaoban_desktop.storage.database import Database
from tests.builders import NOW, fresh_book, new_book


def person(name: str = "Trần Thị Mai") -> Person:
    return Person(new_id(), name)


def add_person(db: Database, name: str = "Trần Thị Mai") -> None:
    with db.act("person.save", name):
        people.save_person(db, person(name))


def add_many(db: Database) -> None:
    for index in range(1000):
        add_person(db, f"Người {index} " + "x" * 400)


def test_a_book_at_rest_is_one_file(tmp_path):
    db = fresh_book(tmp_path / "giaoban.db")
    assert (tmp_path / "giaoban.db-wal").exists()
    db.close()
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["giaoban.db"]
    with closing(sqlite3.connect(tmp_path / "giaoban.db")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"


def test_what_was_written_is_there_after_reopening(tmp_path):
    with new_book(tmp_path) as db:
        add_person(db)
    with Database.open(tmp_path / "giaoban.db") as db:
        assert [found.name for found in people.list_people(db)] == ["Trần Thị Mai"]


def test_closing_twice_does_nothing(tmp_path):
    db = new_book(tmp_path)
    db.close()
    db.close()


def test_a_second_opening_is_refused_and_names_the_file(tmp_path):
    with new_book(tmp_path), pytest.raises(StorageError, match=r"giaoban\.db is open in another window"):
        Database.open(tmp_path / "giaoban.db")


def test_an_open_book_can_be_read_beside(tmp_path):
    with new_book(tmp_path) as db:
        add_person(db)
        with Database.open_read_only(db.path) as reader:
            assert len(people.list_people(reader)) == 1
            with pytest.raises(StorageError, match="for reading only"):
                add_person(reader)


def test_an_existing_file_is_never_created_over(tmp_path):
    file = tmp_path / "giaoban.db"
    file.write_text("bài viết")
    with pytest.raises(StorageError, match="exists already"):
        Database.create(file)
    assert file.read_text() == "bài viết"


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(StorageError, match="does not exist"):
        Database.create(tmp_path / "nowhere" / "giaoban.db")


@pytest.mark.parametrize("opener", [Database.open, Database.open_read_only])
def test_a_missing_file_is_told(tmp_path, opener):
    with pytest.raises(StorageError, match="does not exist"):
        opener(tmp_path / "giaoban.db")


@pytest.mark.parametrize("opener", [Database.open, Database.open_read_only])
@pytest.mark.parametrize("content", [b"hello" * 1000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_told(tmp_path, opener, content):
    file = tmp_path / "giaoban.db"
    file.write_bytes(content)
    with pytest.raises(StorageError, match="Nothing was changed"):
        opener(file)
    assert file.read_bytes() == content


def test_an_empty_file_is_told(tmp_path):
    (tmp_path / "giaoban.db").touch()
    with pytest.raises(StorageError, match="is empty"):
        Database.open(tmp_path / "giaoban.db")


def test_the_database_of_another_program_is_left_alone(tmp_path):
    file = tmp_path / "khac.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE unit (id TEXT)")
    before = file.read_bytes()
    with pytest.raises(StorageError, match="not a book of this program"):
        Database.open(file)
    assert file.read_bytes() == before


def test_the_file_of_a_newer_version_is_left_alone(tmp_path):
    new_book(tmp_path).close()
    file = tmp_path / "giaoban.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StorageError, match="newer version"):
        Database.open(file)


def test_a_damaged_file_names_the_newest_good_backup(tmp_path):
    db = new_book(tmp_path)
    add_person(db)
    backup = backups.make(db.path, paths.backups(db.path), reason="close", now=NOW)
    assert backup is not None
    db.close()
    content = bytearray(db.path.read_bytes())
    content[100:4096] = os.urandom(3996)
    db.path.write_bytes(content)
    with pytest.raises(StorageError) as refused:
        Database.open(db.path)
    assert str(backup) in str(refused.value)


def test_a_damaged_newer_backup_is_passed_over(tmp_path):
    with new_book(tmp_path) as db:
        folder = paths.backups(db.path)
        good = backups.make(db.path, folder, reason="close", now=NOW)
    (folder / "20990101T000000000Z-9-close.db").write_bytes(b"SQLite format 3\0" + b"x" * 4096)
    assert backup_files.newest_good(folder) == good


def test_changed_tables_are_refused(tmp_path):
    new_book(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "giaoban.db")) as connection:
        connection.execute("DROP TRIGGER log_person_update")
    with pytest.raises(StorageError, match="changed them with another tool"):
        Database.open(tmp_path / "giaoban.db")


def test_a_read_only_file_is_told(tmp_path):
    new_book(tmp_path).close()
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from giaoban_desktop.storage import backups\n"
        "from giaoban_desktop.storage.database import Database\n"
        "from giaoban_desktop.errors import StorageError\n"
        "if hasattr(os, 'setuid') and os.getuid() == 0:\n    os.setuid(65534)  # root may write anything\n"
        "try:\n    Database.open(Path(sys.argv[1]))\n"
        "except StorageError as error:\n    print(error)\n"
    )
    file = tmp_path / "giaoban.db"
    copy = Path(f"/tmp/giaoban-read-only-{os.getpid()}") if os.name != "nt" else tmp_path / "copy"
    copy.mkdir()
    try:
        shutil.copy(file, copy / "giaoban.db")
        (copy / "giaoban.db").chmod(0o444)
        copy.chmod(0o755)
        result = subprocess.run(
            [sys.executable, "-c", script, str(copy / "giaoban.db")],
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(paths.root()), "GIAOBAN_HOME": str(copy), "PYTHONUTF8": "1"},
            check=False,
        )
    finally:
        shutil.rmtree(copy)
    assert "can only be read here" in result.stdout, result.stderr


def test_a_full_disk_loses_nothing_that_was_stored(tmp_path):
    with new_book(tmp_path) as db:
        add_person(db, "Trần Thị Mai")
        pages = db.connection.execute("PRAGMA page_count").fetchone()[0]
        db.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(StorageError, match="disk is full"):
            add_many(db)
        stored = len(people.list_people(db))
        db.connection.execute("PRAGMA max_page_count = 1000000")
        add_person(db, "Lê Văn An")
    with Database.open(tmp_path / "giaoban.db") as db:
        assert len(people.list_people(db)) == stored + 1


def test_a_file_removed_while_open_is_noticed(tmp_path):
    with new_book(tmp_path) as db:
        db.path.rename(tmp_path / "khac.db")
        with pytest.raises(StorageError, match="removed or replaced while it was open"):
            add_person(db)


def test_a_file_replaced_while_open_is_not_written_into(tmp_path):
    with new_book(tmp_path) as db, new_book(tmp_path, "other.db") as other:
        other.close()
        (tmp_path / "other.db").replace(db.path)
        before = db.path.read_bytes()
        with pytest.raises(StorageError, match="removed or replaced"):
            add_person(db)
        assert db.path.read_bytes() == before


def test_the_header_tells_whose_file_it_is(tmp_path):
    new_book(tmp_path).close()
    header = (tmp_path / "giaoban.db").read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID


def test_a_backup_of_a_book_that_was_only_opened_leaves_no_journal_behind(tmp_path):
    fresh_book(tmp_path / "giaoban.db").close()
    with Database.open(tmp_path / "giaoban.db") as db:
        backups.copy(db.path, tmp_path / "copy.db")
    assert sorted(file.name for file in tmp_path.iterdir() if file.is_file()) == ["copy.db", "giaoban.db"]
