"""What came out of an item of the agenda: typed below it, made a directive with one key, each leading to the other."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.meetings import AgendaItem
from giaoban_desktop.domain.outcomes import Outcome, OutcomeKind
from giaoban_desktop.services import meetings, outcomes
from tests.builders import freeze
from tests.ui.meetings.meeting_steps import compose, show

REPORT, RULES = AgendaItem(new_id(), "Báo cáo tình hình"), AgendaItem(new_id(), "Bàn quy chế phối hợp")
TAKEN_NOTE = Outcome(new_id(), REPORT.id, OutcomeKind.INFORMATION, "Tình hình ổn định.")
DECIDED = Outcome(new_id(), RULES.id, OutcomeKind.DECISION, "Giữ quy chế;\nbổ sung điều 3.")
DEMANDED = Outcome(new_id(), RULES.id, OutcomeKind.DECISION, "Công an phường soạn điều 3, xong trước ngày 30/6/2026")
WHOLE = (TAKEN_NOTE, DECIDED, DEMANDED)


@pytest.fixture
def tab(page, book, stored):
    """The agenda with two items and their outcomes, in front."""
    meetings.save(book, replace(stored(), agenda=(REPORT, RULES), outcomes=WHOLE))
    page.load()
    show(page, page.editor.agenda)
    return page.editor.agenda


@pytest.fixture
def demanded(tab):
    """The list with the demand chosen."""
    tab.control_of(f"outcome.{DEMANDED.id}.text")
    tab.outcomes.rows.table.setFocus()
    return tab.outcomes


def shown(tab):
    return [one.text for one in tab.outcomes.rows.model.rows]


def kept(stored, outcome):
    return next(one for one in stored().outcomes if one.id == outcome.id)


def make_directive(qtbot, widget):
    qtbot.keyClick(widget, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)


def test_the_list_shows_and_names_the_chosen_item(tab):
    assert tab.outcomes.head.text() == "Outcomes of “Báo cáo tình hình”"
    assert shown(tab) == [TAKEN_NOTE.text]
    tab.items.choose(1)
    assert tab.outcomes.head.text() == "Outcomes of “Bàn quy chế phối hợp”"
    assert shown(tab) == [DECIDED.text, DEMANDED.text]
    model = tab.items.model
    assert model.setData(model.index(1, 0), "Bàn lịch tuần tra")
    assert tab.outcomes.head.text() == "Outcomes of “Bàn lịch tuần tra”"


def test_outcomes_are_written_by_keyboard_alone(tab, qtbot, stored):
    tab.outcomes.rows.table.setFocus()
    qtbot.keyClick(tab.outcomes.rows.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    compose(QApplication.focusWidget(), "Giữ lịch trực.")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert (stored().outcomes[1].kind, stored().outcomes[1].text) == (OutcomeKind.INFORMATION, "Giữ lịch trực.")
    table = tab.outcomes.rows.table
    table.setFocus()
    table.setCurrentIndex(table.model().index(1, 0))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_D)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert stored().outcomes[1].kind is OutcomeKind.DECISION
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [one.text for one in stored().outcomes[:2]] == ["Giữ lịch trực.", TAKEN_NOTE.text]
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert stored().outcomes == WHOLE


def test_a_kind_is_typed_with_or_without_marks_and_another_word_is_told(tab, page, stored):
    rows = tab.outcomes.rows
    assert rows.model.setData(rows.model.index(0, 0), "decision")
    assert not rows.model.setData(rows.model.index(0, 0), "wish")
    assert "Write one of: Information, Decision, Directive" in rows.wrong.text()
    page.commit_typing()
    assert kept(stored, TAKEN_NOTE).kind is OutcomeKind.DECISION


def test_words_of_several_lines_keep_them(tab, page, qtbot, stored):
    tab.items.choose(1)
    tab.outcomes.rows.type_in(0, 1)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_End)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Exclam)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    QApplication.processEvents()
    page.commit_typing()
    assert kept(stored, DECIDED).text == f"{DECIDED.text}!"


def test_an_item_goes_and_comes_back_with_its_outcomes(tab, page, qtbot, stored):
    tab.items.choose(1)
    tab.items.table.setFocus()
    qtbot.keyClick(tab.items.table, Qt.Key.Key_Delete)
    assert (stored().agenda, stored().outcomes) == ((REPORT,), (TAKEN_NOTE,))
    assert shown(tab) == [TAKEN_NOTE.text]
    page.session.undo()
    assert (stored().agenda, stored().outcomes) == ((REPORT, RULES), WHOLE)


def test_outcomes_follow_their_item_when_it_is_moved(tab, page, qtbot, stored):
    tab.items.choose(1)
    tab.items.table.setFocus()
    qtbot.keyClick(tab.items.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert stored().outcomes == (DECIDED, DEMANDED, TAKEN_NOTE)
    assert shown(tab) == [DECIDED.text, DEMANDED.text]


def test_one_key_makes_an_outcome_a_directive_and_each_leads_to_the_other(demanded, page, qtbot, stored, given):
    table, before = demanded.rows.table, len(given())
    assert not demanded.see_button.isVisible()
    make_directive(qtbot, table)
    made = given()[-1]
    assert len(given()) == before + 1
    assert kept(stored, DEMANDED) == replace(DEMANDED, kind=OutcomeKind.DIRECTIVE, directive_id=made.id)
    assert (made.deadline.due_on.isoformat(), table.hasFocus()) == ("2026-06-29", True)
    assert "29/6/2026" in demanded.meant.understood.text()
    demanded.meant.other_day.click()
    assert given()[-1].deadline.due_on.isoformat() == "2026-06-30"
    assert demanded.meant.other_day.text() == "Or is the day before meant, 29/6/2026?"
    make_directive(qtbot, table)
    conclusion = page.editor.conclusion
    assert (len(given()), page.editor.tab) == (before + 1, conclusion)
    assert conclusion.text.text() == made.text
    assert conclusion.origin.words.text() == "Came out of the item – Bàn quy chế phối hợp"
    conclusion.origin.see_button.click()
    assert page.editor.tab is page.editor.agenda
    assert demanded.chosen.id == DEMANDED.id
    demanded.see_button.click()
    assert page.editor.tab is conclusion


def test_words_that_are_still_typed_are_those_of_the_directive(demanded, qtbot, given):
    demanded.rows.type_in(1, 1)
    compose(QApplication.focusWidget(), "Các lực lượng rà soát quy chế")
    make_directive(qtbot, QApplication.focusWidget())
    assert given()[-1].text == "Các lực lượng rà soát quy chế"


def test_an_outcome_stays_when_its_directive_is_taken_out(demanded, page, qtbot, stored, given):
    make_directive(qtbot, demanded.rows.table)
    make_directive(qtbot, demanded.rows.table)
    page.editor.conclusion.remove()
    assert kept(stored, DEMANDED) == replace(DEMANDED, kind=OutcomeKind.DIRECTIVE)
    show(page, page.editor.agenda)
    assert not demanded.see_button.isVisible()
    demanded.rows.model.setData(demanded.rows.model.index(1, 0), "Decision")
    page.commit_typing()
    assert kept(stored, DEMANDED) == DEMANDED


def test_a_directive_stays_when_its_outcome_is_taken_out(demanded, page, qtbot, given):
    make_directive(qtbot, demanded.rows.table)
    made = given()[-1]
    show(page, page.editor.conclusion)
    page.editor.conclusion.control_of(f"directive.{made.id}.text")
    assert page.editor.conclusion.origin.isVisible()
    show(page, page.editor.agenda)
    demanded.rows.table.setFocus()
    qtbot.keyClick(demanded.rows.table, Qt.Key.Key_Delete)
    assert given()[-1] == made
    show(page, page.editor.conclusion)
    assert not page.editor.conclusion.origin.isVisible()


def test_an_outcome_that_was_made_a_directive_keeps_its_kind(demanded, qtbot):
    make_directive(qtbot, demanded.rows.table)
    model = demanded.rows.model
    assert not model.setData(model.index(1, 0), "Decision")
    assert "Take that directive out first" in demanded.rows.wrong.text()


def test_frozen_minutes_let_outcomes_be_read_only(demanded, page, book, qtbot, stored):
    make_directive(qtbot, demanded.rows.table)
    freeze(book, stored().id)
    page.load()
    tab, table = page.editor.agenda, demanded.rows.table
    tab.items.choose(1)
    assert shown(tab) == [DECIDED.text, DEMANDED.text]
    demanded.rows.choose(1)
    assert not page.editor._demand.isEnabled()
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    qtbot.keyClick(table, Qt.Key.Key_F2)
    assert QApplication.focusWidget() is table
    assert len(stored().outcomes) == len(WHOLE)
    demanded.see_button.click()
    assert page.editor.tab is page.editor.conclusion


def test_long_titles_and_words_leave_nothing_outside_a_small_window(tab, page, book, stored):
    long = " ".join(["Bàn quy chế phối hợp giữa các lực lượng trên địa bàn"] * 3)
    meetings.save(book, replace(stored(), agenda=(replace(REPORT, title=long), RULES)))
    page.resize(882, 530)
    page.load()
    QApplication.processEvents()
    assert tab.inner.width() <= tab.viewport().width()
    assert tab.outcomes.head.height() >= tab.outcomes.head.heightForWidth(tab.outcomes.head.width())


def test_the_lists_are_as_high_as_their_rows_up_to_six_lines(tab, page, book, qtbot, stored):
    tab.items.choose(1)
    table = tab.outcomes.rows.table
    qtbot.waitUntil(lambda: table.viewport().height() >= table.verticalHeader().length())
    low = table.height()
    many = tuple(replace(DECIDED, id=new_id()) for _line in range(12))
    meetings.save(book, replace(stored(), outcomes=many))
    page.load()
    qtbot.waitUntil(lambda: table.height() > low)
    assert table.verticalScrollBar().maximum() > 0


def test_tab_goes_on_in_reading_order(tab):
    lists = [tab.items.table, tab.outcomes.rows.table, tab.bases.table]
    order, widget = [], tab.items.table
    while widget not in order:
        order.append(widget)
        widget = widget.nextInFocusChain()
    assert [one for one in order if one in lists] == lists
    assert order.index(tab.outcomes.see_button) < order.index(tab.bases.table)


def test_what_search_finds_is_opened_at_its_row(tab, page):
    show(page, page.editor.general)
    page.open_row(f"{page.meeting.id}#outcome.{DECIDED.id}.text")
    assert page.editor.tab is tab
    assert tab.outcomes.chosen.id == DECIDED.id


def test_the_story_of_a_directive_names_the_item_it_came_out_of(book, window):
    (meeting,) = meetings.listed(book)
    whole = meetings.get(book, meeting.id)
    meetings.save(book, replace(whole, agenda=(REPORT, RULES), outcomes=WHOLE))
    outcomes.make_directive(book, meeting.id, DEMANDED.id)
    window.show_page("directives")
    window.page.open_row(meetings.directives_of(book, meeting.id)[-1].id)
    assert "Came out of the item: Bàn quy chế phối hợp" in window.page.panel.facts.text()
