import pytest

from giaoban_desktop.storage import directives, search
from tests.builders import directive, new_book, record
from tests.storage.test_database import add_person


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


def test_words_are_found_with_and_without_marks(db):
    record(db)
    for words in ("diễn tập", "dien tap", "DIỄN TẬP", "diễn tâ"):
        assert [hit.kind for hit in search.find(db.connection, words)] == ["directive"], words


def test_exact_marks_come_first(db):
    for name in ("Hoa", "Hóa", "Hòa", "Hỏa"):
        add_person(db, f"Trần {name}")
    assert search.find(db.connection, "hoà")[0].title == "Trần Hòa"
    assert len(search.find(db.connection, "hoà")) == 4
    assert len(search.find(db.connection, "hoa")) == 4


@pytest.mark.parametrize("words", ["", "   ", '"', "a OR", "*", "NEAR(", "-", "(", "a:b", "'; DROP TABLE act"])
def test_any_words_may_be_typed(db, words):
    search.find(db.connection, words)


def test_every_kind_is_found_and_kept_up_to_date(db):
    record(db)
    kinds = {row[0] for row in db.rows("SELECT DISTINCT kind FROM search_entry")}
    assert {"meeting", "person", "directive", "narrative"} <= kinds
    assert search.stale_kinds(db.connection) == []


def test_a_changed_text_is_found_by_its_new_words_only(db):
    from dataclasses import replace

    given = directive(text="Kiểm tra bến đò")
    with db.act("directive.save", "x"):
        directives.save_directive(db, given)
    with db.act("directive.save", "x"):
        directives.save_directive(db, replace(given, text="Kiểm tra nhà trọ"))
    assert search.find(db.connection, "bến đò") == []
    assert len(search.find(db.connection, "nha tro")) == 1


def test_an_index_that_was_lost_can_be_built_anew(db):
    record(db)
    db.connection.execute("DELETE FROM search_entry")
    assert search.stale_kinds(db.connection)
    db.connection.execute("BEGIN")
    search.rebuild(db.connection)
    db.connection.execute("COMMIT")
    assert search.stale_kinds(db.connection) == []
