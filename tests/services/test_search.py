from datetime import date

import pytest

from giaoban_desktop.domain.directives import Deadline
from giaoban_desktop.domain.periods import quarter
from giaoban_desktop.errors import InputError
from giaoban_desktop.services import directives, meetings, search
from giaoban_desktop.services.search import Query
from tests.builders import UNITS, briefing_data, directive, new_book, record

TODAY = date(2026, 6, 10)


def test_words_are_shown_in_their_context(tmp_path):
    long = "Mở đầu dài. " * 20 + "Tổ tuần tra gặp khó ở bến đò ngang. " + "Kết thúc dài. " * 20
    data = briefing_data()["meeting"]
    data["narratives"] = [{"unit": "CA", "field": "crime", "text": long}]
    with new_book(tmp_path) as db:
        record(db, meeting=data)
        (found,) = search.find(db, "ben do", today=TODAY)
    assert found.kind == "narrative"
    assert "bến đò" in found.context
    assert found.context.startswith("…")
    assert found.context.endswith("…")


@pytest.mark.parametrize(("text", "words"), [("ngắn thôi", "ngan"), ("", "x"), ("abc", "")])
def test_short_texts_are_shown_whole(text, words):
    assert search.context(text, words) == text


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("tuần tra đêm", Query("tuần tra đêm")),
        ("quá hạn", Query("", is_overdue=True)),
        ("QUA HAN camera", Query("camera", is_overdue=True)),
        ('đơn vị:"Công an" tuần tra', Query("tuần tra", unit="Công an")),
        ("don vi: CA", Query("", unit="CA")),
        ("kỳ:2026-q1 bến đò", Query("bến đò", period=quarter(2026, 1))),
        ("đơn vị", Query("đơn vị")),
        ("kỳ họp", Query("kỳ họp")),
    ],
)
def test_filters_are_read_with_and_without_marks(text, query):
    assert search.read_query(text) == query


def test_a_period_that_is_none_is_told():
    with pytest.raises(InputError, match="kỳ"):
        search.read_query("kỳ:2026-Q7")


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        record(book)
        late = Deadline(date(2026, 4, 30))
        directives.save(book, directive(text="Lắp camera ở chợ.", lead_id=UNITS["CA"].id, deadline=late))
        directives.save(book, directive(text="Sửa camera ở cảng.", lead_id=UNITS["QS"].id))
        yield book


def titles(db, text):
    return {(one.kind, one.title) for one in search.find(db, text, today=TODAY)}


def test_filters_choose_among_the_hits(db):
    assert titles(db, "camera") == {("directive", "Lắp camera ở chợ."), ("directive", "Sửa camera ở cảng.")}
    assert titles(db, "camera quá hạn") == {("directive", "Lắp camera ở chợ.")}
    assert titles(db, "camera đơn vị:QS") == {("directive", "Sửa camera ở cảng.")}
    assert titles(db, "camera kỳ:2026-Q2") == set()
    assert len(titles(db, "camera ky:2026-Q1")) == 2


def test_filters_alone_find_directives_and_meetings(db):
    assert titles(db, "quá hạn") == {("directive", "Lắp camera ở chợ.")}
    assert {kind for kind, _title in titles(db, "kỳ:2026-Q1")} == {"meeting", "directive"}
    of_police = titles(db, f'đơn vị:"{UNITS["CA"].name}"')
    assert ("directive", "Lắp camera ở chợ.") in of_police
    assert ("directive", "Sửa camera ở cảng.") not in of_police
    assert {kind for kind, _title in titles(db, "đơn vị:CA xử lý dứt điểm")} == {"narrative"}


def test_words_that_look_like_a_filter_are_found_as_words_where_it_finds_nothing(db):
    directives.save(db, directive(text="Thu giấy phép quá hạn."))
    assert titles(db, "giấy phép quá hạn") == {("directive", "Thu giấy phép quá hạn.")}


def test_directives_of_a_withdrawn_meeting_are_not_found(tmp_path):
    with new_book(tmp_path) as db:
        meeting_id = record(db)
        assert [one.kind for one in search.find(db, "diễn tập", today=date(2026, 3, 25))] == ["directive"]
        meetings.withdraw(db, meeting_id)
        assert search.find(db, "diễn tập", today=date(2026, 3, 25)) == []
        meetings.restore(db, meeting_id)
        assert [one.kind for one in search.find(db, "diễn tập", today=date(2026, 3, 25))] == ["directive"]
