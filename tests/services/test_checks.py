"""`check` finds what is wrong with a book; each fault is planted in a whole one."""

import sqlite3
from contextlib import closing

import pytest

from giaoban_desktop.services import checks
from tests.builders import freeze, new_book, record


@pytest.fixture
def file(tmp_path):
    with new_book(tmp_path) as db:
        freeze(db, record(db))
    return tmp_path / "giaoban.db"


def change(file, *statements):
    """Change the file as another tool would, with our triggers out of the way and back in place after."""
    with closing(sqlite3.connect(file)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.executescript(statement)
        for _, sql in triggers:
            connection.execute(sql)
        connection.commit()


def test_a_whole_book_has_no_problem(file):
    assert checks.check(file) == []


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE observation SET amount = 89 WHERE indicator_id = '9.1'", "observation .* not as the log says"),
        ("DELETE FROM directive", "not as the log says"),
        ("PRAGMA ignore_check_constraints = ON; UPDATE observation SET amount = -5", "CHECK constraint failed"),
        ("UPDATE act SET by = 'khác' WHERE seq = 2", "log of changes is not whole from act 2"),
        ("UPDATE change SET after = NULL WHERE act_seq = 2 AND n = 1", "not whole from act 2"),
        ("UPDATE blob SET bytes = x'00'", "stored paper is damaged"),
        ("DELETE FROM search_entry", "search index"),
        ("UPDATE search_entry SET folded = 'zzz'", "search index"),
        ("INSERT INTO search_entry_fts (search_entry_fts) VALUES ('delete-all')", "search index does not hold"),
        ("UPDATE unit SET name = CAST(x'c328' AS TEXT)", "damaged"),
        ("UPDATE meeting SET period = 'nonsense'", "damaged|not as the log"),
        ("DELETE FROM unit WHERE code = 'QS'", "names a row of unit that does not exist"),
        ("DROP INDEX directive_open", "changed them with another tool"),
    ],
)
def test_each_fault_is_found(file, statement, sentence):
    import re

    change(file, statement)
    problems = [str(problem) for problem in checks.check(file)]
    assert any(re.search(sentence, problem) for problem in problems), problems


def test_damaged_pages_are_found(file):
    content = bytearray(file.read_bytes())
    for page in range(30, 60):
        content[page * 4096 + 100 : page * 4096 + 600] = b"\xff" * 500
    file.write_bytes(content)
    assert checks.check(file)


def test_a_missing_book_is_a_problem_and_no_crash(tmp_path):
    (problem,) = checks.check(tmp_path / "nothing.db")
    assert "does not exist" in str(problem)
