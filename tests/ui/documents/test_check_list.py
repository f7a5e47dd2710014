"""What is missing before a paper is frozen, and the way to each."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.meetings import Attendance
from giaoban_desktop.domain.people import Participant
from giaoban_desktop.services import drafts, meetings
from giaoban_desktop.ui.page import Place
from giaoban_desktop.ui.recovery import RecoveryDialog
from giaoban_desktop.ui.views.completeness_dialog import CompletenessDialog
from tests.builders import complete, directive
from tests.ui.documents.document_steps import CTRL, changed, links


def test_what_is_missing_leads_to_its_field_by_key(window, page, book, meeting_id, qtbot):
    complete(book, meeting_id)
    changed(book, meeting_id, ends_at=None, secretary=None)
    page.load()
    assert page.panel.check_list.title.text() == "To be added (2)"
    assert "2 things" in page.panel.why.text()
    assert not page.steps.actions["freeze"].isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_G, CTRL)
    page = window.page
    assert page is window.pages["meetings"]
    assert page.meeting.id == meeting_id
    assert page.editor.general.told["ends_at"].control.hasFocus()


def test_tab_goes_in_reading_order(page, book, meeting_id, qtbot):
    changed(book, meeting_id, ends_at=None)
    page.load()
    qtbot.waitUntil(lambda: len(links(page)) == 3)
    page.filter.setFocus()
    seen = [page.filter]
    while len(seen) < 40 and seen[-1] is not page.panel.finding_list:
        qtbot.keyClick(seen[-1], Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    told = [made.accessibleName() or made.text() for made in seen]
    assert told == [
        "Which papers are shown",
        "Papers",
        "Register of papers",
        "Smaller paper",
        "Size of the paper",
        "Larger paper",
        "Page after",
        "Find",
        "Paper as it will be printed",
        "Annex of figures",
        "Annex and charts…",
        "Print",
        "Save as PDF…",
        "Open as PDF",
        "Open the part General",
        "Go to the figures",
        "Declare them complete…",
        "Rules of the decree with what was measured",
    ]


def test_each_link_opens_the_right_part(window, page, book, meeting_id, qtbot):
    changed(book, meeting_id, secretary=None, leader=None, attendances=())
    page.load()
    qtbot.waitUntil(lambda: len(links(page)) == 4)  # they are shown at the next turn of the loop
    general, attendance, _figures, _complete = links(page)
    assert (general.text(), attendance.text()) == ("Open the part General", "Open the part Attendance")
    attendance.click()
    assert window.page.editor.attendance.head_count.hasFocus()
    window.show_page("documents")
    general.click()
    assert window.page.editor.general.people["secretary", "name"].hasFocus()


def test_a_place_is_written_and_read():
    assert str(Place("a", "ends_at")) == "a#ends_at"
    assert Place.of("a#ends_at") == Place("a", "ends_at")
    assert Place.of("a") == Place("a")


def test_the_check_list_leads_on_and_marks_what_is_for_everybody(window, page, book, meeting_id, qtbot):
    meetings.save_directive(book, directive(meeting_id=meeting_id))
    page.load()
    qtbot.waitUntil(lambda: len(links(page)) == 4)
    assert page.panel.check_list.title.text() == "To be added (2)"
    lead = next(made for made in links(page) if made.text() == "Open the part Conclusion")
    lead.click()
    assert window.page.editor.conclusion.lead.hasFocus()
    assert window.page.editor.conclusion.text.text() == "Tăng cường tuần tra đêm."
    window.show_page("documents")
    qtbot.keyClick(window, Qt.Key.Key_G, CTRL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: len(links(page)) == 2)
    assert all(one.is_assigned for one in meetings.directives_of(book, meeting_id))
    next(made for made in links(page) if made.text() == "Go to the figures").click()
    assert window.page is window.pages["figures"]


def test_who_signs_is_entered_as_present_in_one_step(page, book, meeting_id, qtbot):
    complete(book, meeting_id)
    found = meetings.get(book, meeting_id)
    others = (Attendance(new_id(), None, participant=Participant("Ngô Đình Khải")),)
    changed(book, meeting_id, attendances=others, leader=None)
    page.load()
    assert page.panel.check_list.title.text() == "To be added (2)"
    present = next(made for made in page.panel.check_list.links if made.text() == "Enter as present")
    present.click()
    assert page.panel.check_list.title.text() == "To be added (1)"
    came = meetings.get(book, meeting_id).attendances
    assert [one.participant.name for one in came] == ["Ngô Đình Khải", found.chair.name]
    page.session.undo()
    assert [one.id for one in meetings.get(book, meeting_id).attendances] == [others[0].id]


def test_in_the_meeting_the_check_list_is_gone_through_too(window, page, book, meeting_id, qtbot):
    meetings.save_directive(book, directive(meeting_id=meeting_id))
    changed(book, meeting_id, secretary=Participant("Đỗ Thị Xuân"), attendances=(), leader=None)
    window.show_page("meetings")
    window.page.open_row(meeting_id)
    tab = window.page.editor.papers
    window.page.editor.tabs.setCurrentIndex(7)
    shown = tab.check_list

    def press(words):
        next(made for made in shown.links if made.text().startswith(words)).click()

    assert shown.title.text() == "To be added (3)"  # nobody came, figures, a directive
    press("They are for everybody")
    assert shown.title.text() == "To be added (2)"
    press("Declare them complete")
    tab.findChild(CompletenessDialog).complete.click()
    assert shown.title.text() == "To be added (1)"
    press("Open the part Attendance")
    assert window.page.editor.attendance.head_count.hasFocus()


def test_what_could_not_be_kept_is_offered_from_the_check_list(window, page, book, meeting_id):
    complete(book, meeting_id)
    drafts.keep(book, f"meetings/{meeting_id}#held_on", "General: Held on", "31/4/2026")
    page.load()
    (see,) = [made for made in page.panel.check_list.links if made.text() == "See what was not kept…"]
    see.click()
    dialog = window.findChild(RecoveryDialog)
    assert dialog.text.toPlainText() == "31/4/2026"
    dialog.fill_in.click()
    assert window.page.editor.general.told["held_on"].control.text() == "31/4/2026"
