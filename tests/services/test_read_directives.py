from datetime import date

import pytest

from giaoban_desktop.services import directives, meetings, read_directives
from tests.builders import new_book, record


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


@pytest.mark.parametrize(
    ("said", "words", "due_on", "next_on"),
    [
        (
            "Công an phường hằng tháng trước ngày 20 gửi báo cáo về UBND phường.",
            "hằng tháng trước ngày 20",
            date(2026, 4, 19),
            date(2026, 5, 19),
        ),
        (
            "Định kỳ trước ngày 20 hằng tháng, Công an phường gửi báo cáo 25 vụ.",
            "Định kỳ trước ngày 20 hằng tháng",
            date(2026, 4, 19),
            date(2026, 5, 19),
        ),
        (
            "Công an phường báo cáo kết quả trước ngày 15 tháng 11 hằng năm.",
            "trước ngày 15 tháng 11 hằng năm",
            date(2026, 11, 14),
            date(2027, 11, 14),
        ),
    ],
)
def test_a_spoken_duty_that_comes_again_has_its_days(db, said, words, due_on, next_on):
    meeting = meetings.get(db, record(db))
    made = read_directives.from_words(db, meeting, said)
    assert (made.standing, made.deadline.words, made.due_on) == (False, words, due_on)
    directives.save(db, made)
    kept = directives.get(db, made.id)
    assert kept.recurrence == made.recurrence
    directives.note(db, made.id, "Đã gửi.", on=meeting.held_on, state=directives.DirectiveState.DONE)
    assert directives.get(db, made.id).due_on == next_on


def test_a_duty_of_two_days_each_month_stays_standing_instead_of_half(db):
    meeting = meetings.get(db, record(db))
    made = read_directives.from_words(db, meeting, "Công an phường báo cáo ngày 15 và 30 hằng tháng.")
    assert (made.standing, made.recurrence, made.deadline) == (True, None, None)
