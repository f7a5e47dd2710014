from dataclasses import replace
from datetime import date

import pytest

from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.people import Person
from giaoban_desktop.services import documents, history, meetings, people, search, series
from tests.builders import UNITS, new_book, record

TODAY = date(2026, 4, 2)
POLICE, ARMY = UNITS["CA"].id, UNITS["QS"].id


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


def add(db, name, unit_id=None, rank=""):
    made = Person(new_id(), name, rank=rank, unit_id=unit_id)
    people.save(db, made)
    return made


def listed(db):
    return [one.name for one in people.listed(db)]


def four(db):
    add(db, "Phạm Văn Khoa", ARMY, "Thiếu tá")
    add(db, "Lê Thị Lan", POLICE)
    add(db, "Lê Văn Bình", POLICE, "Trung tá")
    add(db, "Đỗ Văn An", POLICE, "Đại úy")


def test_people_are_listed_by_unit_then_rank_in_whichever_order_they_came(db):
    four(db)
    assert listed(db) == ["Lê Văn Bình", "Đỗ Văn An", "Lê Thị Lan", "Phạm Văn Khoa"]


def test_people_who_become_known_through_a_meeting_are_listed_so_too(db):
    add(db, "Phạm Văn Khoa", ARMY, "Thiếu tá")
    record(db)
    assert listed(db) == ["Lê Văn Bình", "Phạm Văn Khoa", "Trần Thị Mai", "Ngô Thị Lan"]


def test_who_was_moved_by_hand_stays_until_the_list_is_sorted_anew(db):
    four(db)
    moved = ["Lê Thị Lan", "Lê Văn Bình", "Đỗ Văn An", "Phạm Văn Khoa"]
    ids = {one.name: one.id for one in people.listed(db)}
    people.arrange(db, [ids[name] for name in moved])
    lan = people.listed(db)[0]
    people.save(db, replace(lan, rank="Thượng sĩ", order=7))
    assert listed(db) == moved
    add(db, "Hồ Văn Tâm", POLICE, "Thiếu tá")
    assert listed(db) == [*moved[:2], "Hồ Văn Tâm", *moved[2:]]
    people.sort(db)
    assert listed(db) == ["Lê Văn Bình", "Hồ Văn Tâm", "Đỗ Văn An", "Lê Thị Lan", "Phạm Văn Khoa"]
    history.undo(db, history.undoable(db).seq)
    assert listed(db) == [*moved[:2], "Hồ Văn Tâm", *moved[2:]]


def test_a_promotion_and_another_unit_change_the_place(db):
    four(db)
    an = next(one for one in people.listed(db) if one.name == "Đỗ Văn An")
    people.save(db, replace(an, rank="Thượng tá"))
    assert listed(db)[0] == "Đỗ Văn An"
    people.save(db, replace(an, rank="Thượng tá", unit_id=ARMY))
    assert listed(db) == ["Lê Văn Bình", "Lê Thị Lan", "Đỗ Văn An", "Phạm Văn Khoa"]
    people.save(db, replace(an, rank="Thượng tá", unit_id=ARMY, position="Chỉ huy trưởng"))
    assert listed(db)[2] == "Đỗ Văn An"


def test_minutes_name_people_by_unit_then_rank(db):
    record(db)
    four(db)
    series.save_usual_people(db, [one.id for one in people.listed(db)])
    _changes, meeting_id = series.start_next(db, today=TODAY)
    invited = [one.participant.name for one in meetings.get(db, meeting_id).attendances]
    assert invited == listed(db)
    texts = " ".join(documents.minutes_content(db, meeting_id).texts)
    assert texts.index("Đỗ Văn An") < texts.index("Lê Thị Lan") < texts.index("Phạm Văn Khoa")


def test_people_who_are_found_go_by_given_name(db):
    for name in ("Nguyễn Văn Tuấn", "Trần Nguyễn An", "Nguyễn Thị Minh Châu", "Nguyễn Đức Ân"):
        add(db, name, POLICE)

    def found(words):
        return [one.title for one in search.find(db, words, today=TODAY)]

    in_order = ["Trần Nguyễn An", "Nguyễn Đức Ân", "Nguyễn Thị Minh Châu", "Nguyễn Văn Tuấn"]
    assert found("nguyen") == found("Nguyễn") == in_order


def test_the_tone_marks_that_were_typed_come_before_the_given_name(db):
    for name in ("Trần Hoa", "Trần Hỏa", "Trần Hòa"):
        add(db, name)
    assert [one.title for one in search.find(db, "hoà", today=TODAY)] == ["Trần Hòa", "Trần Hoa", "Trần Hỏa"]
