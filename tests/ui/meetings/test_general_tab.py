"""General: days, places and people of a meeting, typed in by keyboard; what is wrong is told beside it."""

from dataclasses import replace
from datetime import date, time

from PySide6.QtCore import Qt

from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.meetings import Attendance
from giaoban_desktop.services import meetings
from tests.builders import UNITS
from tests.ui.meetings.meeting_steps import acts, compose, show


def test_leaving_a_field_keeps_it_in_one_act(page, qtbot, book, stored):
    before = acts(book)
    place = page.editor.general.told["place"].control
    place.selectAll()
    compose(place, "Nhà văn hóa khóm Đông Thịnh")
    assert stored().place == "Hội trường UBND phường An Lạc"
    qtbot.keyClick(place, Qt.Key.Key_Tab)
    assert stored().place == "Nhà văn hóa khóm Đông Thịnh"
    assert acts(book) == before + 1
    qtbot.keyClick(page.editor.general.host, Qt.Key.Key_Tab)
    assert acts(book) == before + 1


def test_a_wrong_day_is_told_beside_it_and_everything_else_is_kept(page, qtbot, stored):
    told = page.editor.general.told
    told["held_on"].control.setText("31/02")
    told["starts_at"].control.setText("8h30")
    show(page, page.editor.conclusion)
    assert told["held_on"].control.text() == "31/02"
    assert "no such day" in told["held_on"].sentence
    assert (stored().held_on, stored().starts_at) == (date(2026, 3, 24), time(8, 30))


def test_times_that_exclude_each_other_are_told(page, stored):
    page.editor.general.told["starts_at"].control.setText("17:00")
    page.commit_typing()
    assert "ends before it begins" in page.editor.general.told["ends_at"].sentence
    assert stored().starts_at == time(14)


def test_a_day_that_does_not_fit_to_what_is_kept_is_told(page, book, stored):
    meetings.save(book, replace(stored(), ends_on=date(2026, 3, 25), ends_at=time(9)))
    page.load()
    page.editor.general.told["held_on"].control.setText("25/3/2026")
    page.editor.general.told["place"].control.setText("Trụ sở")
    page.commit_typing()
    assert (
        "ends before it begins"
        in page.editor.general.told["held_on"].sentence + page.editor.general.told["ends_at"].sentence
    )
    assert (stored().held_on, stored().place) == (date(2026, 3, 24), "Trụ sở")


def test_the_cut_off_moves_with_a_meeting_that_was_counted_until_its_day(page, qtbot, stored):
    held_on = page.editor.general.told["held_on"].control
    assert stored().counted_to == stored().held_on
    held_on.setFocus()
    held_on.selectAll()
    compose(held_on, "20/3/2026")
    qtbot.keyClick(held_on, Qt.Key.Key_Tab)
    assert (stored().held_on, stored().counted_to) == (date(2026, 3, 20), date(2026, 3, 20))
    assert page.editor.general.told["counted_to"].control.text() == "20/3/2026"
    page.editor.general.told["place"].control.setText("Nơi khác")
    page.commit_typing()
    assert (stored().place, stored().counted_to) == ("Nơi khác", date(2026, 3, 20))


def test_the_period_is_typed_in_words_and_what_hangs_on_it_follows(page, qtbot, stored, book):
    page._new.trigger()
    period = page.editor.general.told["period"]
    period.control.setFocus()
    period.control.selectAll()
    compose(period.control, "tháng 5/2026")
    qtbot.keyClick(period.control, Qt.Key.Key_Tab)
    found = meetings.get(book, page.meeting.id)
    assert (found.period.code, found.kind.value, str(found.counted_from)) == ("2026-05", "month", "2026-05-01")
    assert found.title.endswith("tháng 5 năm 2026")
    period.control.selectAll()
    compose(period.control, "tháng 13")
    qtbot.keyClick(period.control, Qt.Key.Key_Tab)
    assert period.sentence
    assert meetings.get(book, page.meeting.id).period.code == "2026-05"


def test_a_meeting_with_figures_keeps_its_period(page, qtbot, stored):
    period = page.editor.general.told["period"]
    period.control.setFocus()
    period.control.selectAll()
    compose(period.control, "quý II/2026")
    with qtbot.waitSignal(page.session.refused) as refused:
        qtbot.keyClick(period.control, Qt.Key.Key_Tab)
    assert "has figures about" in str(refused.args[0])
    assert stored().period.code == "2026-Q1"


def test_another_host_takes_turns_with_the_one_before(page, qtbot, stored):
    host = page.editor.general.host
    host.setFocus()
    host.setCurrentIndex(host.findData(UNITS["QS"].id))
    host.activated.emit(host.currentIndex())
    assert (stored().host_id, stored().co_organiser_ids) == (UNITS["QS"].id, (UNITS["CA"].id,))
    box = page.editor.general.boxes[UNITS["CA"].id]
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert stored().co_organiser_ids == ()


def test_a_person_without_a_name_is_told_and_an_emptied_row_takes_the_person_out(page, stored):
    people = page.editor.general.people
    people["chair", "name"].setText("")
    page.commit_typing()
    assert stored().chair.name == "Lê Văn Bình"
    for part in ("honorific", "rank", "position"):
        people["chair", part].setText("")
    page.commit_typing()
    assert stored().chair is None
    people["chair", "name"].setText("Trần Văn Cường")
    page.commit_typing()
    assert (stored().chair.name, stored().chair.unit_id) == ("Trần Văn Cường", UNITS["CA"].id)


def test_a_known_official_is_offered_and_fills_the_row(page, qtbot, stored):
    name = page.editor.general.people["secretary", "name"]
    name.completer().setCompletionPrefix("trần thị")
    assert name.completer().currentCompletion() == "Trần Thị Mai"
    name.completer().activated.emit("Trần Thị Mai")
    assert (stored().secretary.name, stored().secretary.position) == ("Trần Thị Mai", "Chủ tịch UBND phường")


def test_known_officials_are_offered_by_given_name(page):
    completer = page.editor.general.people["secretary", "name"].completer()
    completer.setCompletionPrefix("t")
    offered = completer.completionModel()
    names = [offered.index(at, 0).data() for at in range(offered.rowCount())]
    assert names == ["Ngô Thị Lan", "Trần Thị Mai"]


def test_a_day_without_its_year_is_completed_when_it_is_left(page, qtbot, stored):
    held_on, starts_at = (page.editor.general.told[name].control for name in ("held_on", "starts_at"))
    for control, words in ((held_on, "20/3"), (starts_at, "8h")):
        control.setFocus()
        control.selectAll()
        compose(control, words)
        qtbot.keyClick(control, Qt.Key.Key_Tab)
    assert (held_on.text(), starts_at.text()) == ("20/3/2026", "08:00")


def test_two_wrong_fields_side_by_side_are_both_told(page):
    told = page.editor.general.told
    told["held_on"].control.setText("31/02")
    told["starts_at"].control.setText("25h")
    page.commit_typing()
    said = told["held_on"]._below._label.text()
    assert "31/02" in said
    assert "25h" in said


def test_who_signs_without_having_come_is_asked_who_appointed_him(page, qtbot, stored):
    tab = page.editor.general
    assert not tab.appointed["chair"].isVisible()
    found = stored()
    by_name = (Attendance(new_id(), None, participant=found.chair),)
    page.session.do(lambda book: meetings.save(book, replace(found, attendances=by_name)))
    people = tab.people
    people["secretary", "name"].setText("Đỗ Thị Xuân")
    page.commit_typing()
    assert (tab.appointed["chair"].isVisible(), tab.appointed["secretary"].isVisible()) == (False, True)
    compose(tab.appointed["secretary"], "Chủ tịch UBND phường")
    page.commit_typing()
    assert stored().secretary_appointed_by == "Chủ tịch UBND phường"
    page.session.undo()
    assert stored().secretary_appointed_by == ""
    for part in ("honorific", "rank", "name", "position"):
        people["secretary", part].setText("")
    page.commit_typing()
    assert not tab.appointed["secretary"].isVisible()
