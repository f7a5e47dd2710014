"""The cut-off rule in the settings, chosen by keyboard, and what a meeting says of the days it counts."""

import pytest
from PySide6.QtCore import Qt

from giaoban_desktop.domain.cut_off import CutOffRule
from giaoban_desktop.services import cut_off, meetings
from giaoban_desktop.ui.settings.cut_off_part import CutOffPart
from tests.ui.meetings.meeting_steps import compose

CALENDAR, MEETING, MID_MONTH = CutOffRule.CALENDAR, CutOffRule.MEETING, CutOffRule.MID_MONTH


@pytest.fixture
def part(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    window.page.open_row(CutOffPart.__name__)
    return window.page.part


def since(part, text):
    """Type another day over the one that stands there."""
    field = part.since.control
    field.setFocus()
    field.selectAll()
    compose(field, text)
    part._look_ahead()
    return field


def held(book):
    return [(one.rule, str(one.since_on)) for one in cut_off.listed(book)]


def test_each_rule_shows_what_it_gives_today(part):
    assert part.chosen is MEETING
    assert part.examples[MID_MONTH].text() == (
        "Month 3/2026: 15/02/2026 to 14/3/2026; quarter I/2026: 15/12/2025 to 14/3/2026;"
        " year 2026: 15/12/2025 to 14/12/2026"
    )
    assert "quarter I/2026: 01/01/2026 to 31/3/2026" in part.examples[CALENDAR].text()
    assert "month 3/2026: 01/3/2026 to the meeting" in part.examples[MEETING].text().lower()
    assert part.held.text() == "Until the day of the meeting, as long as no other is chosen."


def test_nothing_is_kept_before_something_changes(part):
    assert part.since.control.text() == "01/4/2026"
    assert not part.keep.isEnabled()
    assert part.ahead.isHidden()


def test_a_rule_is_chosen_by_keyboard_and_undone(qtbot, window, part, book):
    part.choices[MEETING].setFocus()
    qtbot.keyClick(part.choices[MEETING], Qt.Key.Key_Down)
    assert part.chosen is MID_MONTH
    assert part.ahead.text() == (
        "The days 15/3/2026 to 24/3/2026 would be counted twice; the first period is therefore counted from 25/3/2026."
    )
    assert held(book) == []
    qtbot.keyClick(part, Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(held(book)))  # a key lets the button go down first
    assert held(book) == [(MID_MONTH, "2026-04-01")]
    assert part.held.text().splitlines() == [
        "Before 01/4/2026: until the day of the meeting",
        "From 01/4/2026: from the 15th to the 14th",
    ]
    assert part.choices[MID_MONTH].hasFocus()
    assert not part.keep.isEnabled()
    window.session.undo()
    assert held(book) == []
    assert part.chosen is MEETING


def test_a_day_is_typed_and_enter_keeps_the_rule(qtbot, part, book):
    part.choices[CALENDAR].setChecked(True)
    field = since(part, "1/7")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert held(book) == [(CALENDAR, "2026-07-01")]
    assert (part.chosen, field.text()) == (CALENDAR, "01/7/2026")


def test_a_day_within_a_month_is_told_and_keeps_nothing(qtbot, part, book):
    part.choices[CALENDAR].setChecked(True)
    field = since(part, "15/4/2026")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "first day of a month" in part.since.sentence
    assert not part.keep.isEnabled()
    assert held(book) == []
    since(part, "1/4/2026")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert part.since.sentence == ""
    assert part.keep.isEnabled()


def test_a_year_that_cannot_be_right_is_told(qtbot, part, book):
    part.choices[MID_MONTH].setChecked(True)
    field = since(part, "1/1/1066")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert "1066" in part.since.sentence
    since(part, "1/1/1945")
    assert part.keep.isEnabled()


def test_a_new_meeting_counts_by_the_rule_and_says_where_it_is_changed(qtbot, window, book):
    cut_off.choose(book, MID_MONTH, cut_off.month(2026, 4).first_on)
    window.show_page("meetings")
    page = window.page
    page._new.trigger()
    general = page.editor.general
    assert general.told["counted_from"].control.text() == "25/3/2026"
    assert general.told["counted_to"].control.text() == "14/6/2026"
    assert general.breaks.isHidden()
    assert general.by_rule.isHidden()
    field = general.told["counted_from"].control
    field.setFocus()
    field.selectAll()
    compose(field, "1/4/2026")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert general.breaks.text() == "The days 25/3/2026 to 31/3/2026 are counted in no meeting."
    assert general.by_rule.text() == "By the office's cut-off rule it would be 25/3/2026 to 14/6/2026."
    assert general.breaks.isVisible()
    window.session.undo()
    assert general.breaks.isHidden()
    assert str(meetings.get(book, page.meeting.id).counted_from) == "2026-03-25"


def test_the_days_follow_another_period(qtbot, window, book):
    cut_off.choose(book, MID_MONTH, cut_off.month(2025, 1).first_on)
    window.show_page("meetings")
    window.page._new.trigger()
    period = window.page.editor.general.told["period"].control
    period.setFocus()
    period.selectAll()
    compose(period, "tháng 6/2026")
    qtbot.keyClick(period, Qt.Key.Key_Tab)
    found = meetings.get(book, window.page.meeting.id)
    assert (str(found.counted_from), str(found.counted_to)) == ("2026-05-15", "2026-06-14")
