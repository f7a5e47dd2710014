import pytest

from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.people import Person
from giaoban_desktop.domain.ranks import RANKS, by_unit_and_rank, joined_by, rank_place

UNITS = ("police", "army")


def person(name, unit_id=None, rank=""):
    return Person(new_id(), name, rank=rank, unit_id=unit_id)


def names(people):
    return [one.name for one in people]


@pytest.mark.parametrize(
    ("rank", "name"),
    [
        ("Trung tá", "Trung tá"),
        ("trung tá", "Trung tá"),
        ("Đại uý", "Đại úy"),
        ("Thượng úy QNCN", "Thượng úy"),
        ("Thượng sĩ", "Thượng sĩ"),
        ("Phó Đô đốc", "Trung tướng"),
        ("Đô đốc", "Thượng tướng"),
    ],
)
def test_ranks_are_known_in_any_spelling(rank, name):
    assert RANKS[rank_place(rank)][0] == name


def test_who_has_no_rank_stands_behind_the_lowest():
    assert rank_place("Đại tướng") < rank_place("Binh nhì") < rank_place("") == rank_place("Chuyên viên")


def test_people_are_sorted_by_unit_then_rank_and_keep_their_places_among_equals():
    people = [
        person("Mai"),
        person("Hải", "army", "Thiếu tá"),
        person("Lan", "police"),
        person("Bình", "police", "Trung tá"),
        person("An", "police", "Trung tá"),
        person("Khoa", "army", "Đại tá"),
    ]
    assert names(by_unit_and_rank(people, UNITS)) == ["Bình", "An", "Lan", "Khoa", "Hải", "Mai"]


def test_a_new_person_stands_behind_those_of_the_same_rank_of_the_unit():
    people: list[Person] = []
    for one in (
        person("Mai"),
        person("Khoa", "army", "Đại tá"),
        person("Lan", "police"),
        person("Bình", "police", "Trung tá"),
        person("An", "police", "Trung tá"),
        person("Hải", "army", "Đại úy"),
    ):
        people = joined_by(people, one, UNITS)
    assert names(people) == ["Bình", "An", "Lan", "Khoa", "Hải", "Mai"]


def test_a_new_person_does_not_move_those_that_were_arranged_by_hand():
    arranged = [person("Hải", "army", "Đại úy"), person("Lan", "police"), person("Bình", "police", "Trung tá")]
    joined = joined_by(arranged, person("An", "police", "Thiếu tá"), UNITS)
    assert names(joined) == ["Hải", "Lan", "Bình", "An"]
