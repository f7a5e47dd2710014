from datetime import date

import pytest

from giaoban_desktop.domain.directives import Deadline
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.meetings import AgendaItem, MeetingKind, Narrative, Section, Statement
from giaoban_desktop.domain.outcomes import Outcome, OutcomeKind
from giaoban_desktop.domain.periods import month, quarter
from giaoban_desktop.errors import InputError
from giaoban_desktop.services import directives, documents, figures, meetings, search
from giaoban_desktop.services.search import Query
from giaoban_desktop.storage import directives as rows
from giaoban_desktop.storage import meetings as meeting_rows
from tests.builders import (
    UNITS,
    briefing_data,
    directive,
    freeze,
    meeting,
    new_book,
    observation,
    record,
)

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


def many(db, count, **changed):
    """Many directives whose few words are found before those of a longer one."""
    with db.act("directive.save", "x"):
        for n in range(count):
            rows.save_directive(db, directive(text=f"Tuần tra khu {n}", **changed))


def test_filters_sift_all_hits_of_a_large_book(tmp_path):
    rare = "Công an phường cùng các lực lượng tổ chức tuần tra ban đêm ở khu vực cảng và nhà trọ."
    with new_book(tmp_path) as db:
        many(db, 1_500, given_on=date(2025, 5, 1))
        late = Deadline(date(2026, 1, 20))
        directives.save(
            db, directive(text=rare, given_on=date(2026, 1, 10), lead_id=UNITS["CA"].id, deadline=late, plan="Kế hoạch")
        )
        for filters in ("kỳ:2026-01", "đơn vị:CA", "quá hạn", "kỳ:2026 đơn vị:CA quá hạn"):
            assert titles(db, f"tuần tra {filters}") == {("directive", rare)}, filters
            assert titles(db, filters) == {("directive", rare)}, filters


def test_directives_of_withdrawn_meetings_take_no_places_from_others(tmp_path):
    with new_book(tmp_path) as db:
        meeting_id = record(db)
        many(db, 40, meeting_id=meeting_id)
        meetings.withdraw(db, meeting_id)
        directives.save(db, directive(text="Lực lượng nòng cốt duy trì tuần tra ở khu vực chợ đêm."))
        assert titles(db, "tuần tra khu") == {("directive", "Lực lượng nòng cốt duy trì tuần tra ở khu vực chợ đêm.")}


@pytest.fixture
def april(tmp_path):
    """A book with the meeting of April, which was held in May, and with what was said, given and counted in it."""
    held_on, period = date(2026, 5, 4), month(2026, 4)
    item = AgendaItem(new_id(), "Báo cáo")
    made = meeting(
        kind=MeetingKind.MONTH,
        period=period,
        held_on=held_on,
        counted_to=held_on,
        title="Xylophon tháng 4",
        agenda=(item,),
        narratives=(Narrative(new_id(), "crime", Section.RESULTS, "Lời xylophon.", UNITS["CA"].id),),
        statements=(Statement(new_id(), "Ông Bình", "Nhất trí xylophon."),),
        outcomes=(Outcome(new_id(), item.id, OutcomeKind.INFORMATION, "Ghi nhận xylophon."),),
    )
    given = directive(text="Giao xylophon.", given_on=held_on, meeting_id=made.id)
    with new_book(tmp_path) as book:
        with book.act("meeting.start", made.title):
            meeting_rows.save_meeting(book, made)
            rows.save_directive(book, given)
        directives.note(book, given.id, "Xylophon đã xong.", on=held_on)
        figure = observation(period=period, note="Xylophon đếm lại.", counted_to=held_on, meeting_id=made.id)
        figures.record(book, figure)
        directives.save(book, directive(text="Xylophon ngoài hội nghị.", given_on=held_on, plan="Kế hoạch"))
        yield book


@pytest.mark.parametrize("code", ["2026-04", "2026-Q2", "2026-H1", "2026", "2026-04-01..2026-04-30"])
def test_a_period_holds_what_was_said_in_its_meeting_whenever_it_was_held(april, code):
    kinds = {kind for kind, _title in titles(april, f"xylophon kỳ:{code}")}
    assert kinds >= {"meeting", "narrative", "statement", "outcome", "directive", "observation"}
    assert {kind for kind, _title in titles(april, f"kỳ:{code}")} == {"meeting", "directive"}


def test_only_what_belongs_to_no_meeting_goes_by_its_own_day(april):
    assert titles(april, "xylophon kỳ:2026-05") == {
        ("directive", "Xylophon ngoài hội nghị."),
        ("progress_note", "Giao xylophon."),
    }
    assert titles(april, "kỳ:2026-05") == {("directive", "Xylophon ngoài hội nghị.")}
    assert titles(april, "xylophon kỳ:2026-03") == titles(april, "xylophon kỳ:2026-04-02..2026-04-29") == set()


def test_minutes_are_found_by_the_period_of_their_meeting(tmp_path):
    with new_book(tmp_path) as db:
        meeting_id = record(db)
        freeze(db, meeting_id)
        documents.issue(db, meeting_id, number="5", issued_on=date(2026, 4, 2))
        assert "document" in {one.kind for one in search.find(db, "BB kỳ:2026-Q1", today=TODAY)}
        assert search.find(db, "BB kỳ:2026-04", today=TODAY) == []
