"""A whole year by keyboard: twelve monthly and four quarterly meetings, 304 directives; nothing open is ever lost."""

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from giaoban_desktop.domain.meetings import MeetingKind, MeetingState
from giaoban_desktop.domain.registers import NumberSeries
from giaoban_desktop.domain.series import Cycle
from giaoban_desktop.services import checks, directives, documents, meetings, readiness, registers, series
from giaoban_desktop.ui import start
from giaoban_desktop.ui.documents.number_dialog import NumberDialog
from giaoban_desktop.ui.preferences import Preferences
from giaoban_desktop.ui.views.completeness_dialog import CompletenessDialog
from tests.builders import UNITS, freeze, new_book, record

MEETINGS, EACH, DONE_EACH = 16, 19, 8


class Year:
    """One clerk's year: who opens the next meeting, looks through what is open, writes what is demanded, issues it."""

    def __init__(self, window, typist, clock) -> None:
        self.window, self.typist, self.clock = window, typist, clock
        self.given: list[str] = []
        self.done: set[str] = set()

    @property
    def editor(self):
        return self.window.pages["meetings"].editor

    def tab(self, part) -> None:
        self.typist.follow(self.editor.tabs.tabText(self.editor.parts.index(part)))
        assert self.editor.tab is part

    def prepare(self, book) -> None:
        """The next meeting, and the day on which it is held."""
        self.typist.press("Ctrl+2", "Ctrl+N")
        self.clock[0] = self.editor.meeting.held_on

    def review(self) -> None:
        """Nothing that is open is missing; some of it was done meanwhile, which is marked by key."""
        review, typist = self.editor.review, self.typist
        self.tab(review)
        rows = [review.model.directive(row).text for row in range(review.model.rowCount())]
        assert set(rows) >= set(self.given) - self.done
        assert len(rows) == len(set(rows))
        for text in [one for one in rows if one in self.given and one not in self.done][:DONE_EACH]:
            typist.reach(review.table)
            while review.model.directive(review.table.currentIndex().row()).text != text:
                here = review.table.currentIndex().row()
                at = [review.model.directive(row).text for row in range(review.model.rowCount())].index(text)
                typist.press("Down" if at > here else "Up")
            typist.follow(review.done.text())
            self.done.add(text)

    def demand(self, turn: int) -> None:
        """What the leader demands, every third with a day."""
        tab, typist = self.editor.conclusion, self.typist
        self.tab(tab)
        for number in range(EACH):
            text = f"Việc thứ {number + 1} của hội nghị {turn + 1}."
            typist.press("Ctrl+Return")
            typist.write(text)
            if number % 3 == 0:
                typist.reach(tab.deadline)
                due = self.clock[0] + timedelta(days=7 * (number + 1))
                typist.digits(f"{due.day}/{due.month}/{due.year}")
                typist.press("Return")
            self.given.append(text)

    def issue(self) -> None:
        """The minutes frozen, signed and numbered."""
        general, typist = self.editor.general, self.typist
        self.tab(general)
        for name, time in (("starts_at", "14:00"), ("ends_at", "16:30")):
            typist.reach(general.told[name].control, at_most=30)
            typist.press("Ctrl+A")
            typist.digits(time)
        for control, words in (
            (general.told["place"].control, "Hội trường UBND phường"),
            (general.people["chair", "name"], "Lê Văn Bình"),
        ):
            if not control.text():  # who hosts for the first time has neither
                typist.reach(control, at_most=30)
                typist.write(words)
        typist.press("Ctrl+P", "Ctrl+G")
        typist.until(lambda: isinstance(QApplication.activeModalWidget(), CompletenessDialog))
        typist.until(QApplication.activeModalWidget().isActiveWindow)
        typist.press("Return")
        self.take_up()
        typist.press("Ctrl+Shift+G", "Ctrl+D", "Ctrl+D")
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NumberDialog), readiness.missing(self.window.session.book, self.editor.meeting.id)
        typist.until(dialog.isActiveWindow)
        assert dialog.number.text() != ""
        typist.press("Return")
        self.take_up()

    def take_up(self) -> None:
        """Type into the window again, after a dialog."""
        if not self.window.isActiveWindow():  # a screen without a window manager gives the keyboard back to nobody
            self.window.activateWindow()
            self.typist.until(self.window.isActiveWindow)


@pytest.fixture
def book(tmp_path):
    with new_book(tmp_path) as made:
        first = record(made)
        freeze(made, first)
        documents.issue(made, first, number="1", issued_on=date(2026, 3, 25))
        series.choose_cycle(made, Cycle.BOTH)
        for unit in UNITS.values():
            registers.declare(made, NumberSeries(unit.id, "BB"), own=True)
        yield made


def test_in_a_year_by_keyboard_nothing_open_is_ever_missing(book, typist, qtbot, tmp_path):
    clock = [date(2026, 4, 1)]
    window = start.make_window(book, today=lambda: clock[0], preferences=Preferences(tmp_path / "window.ini"))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    year = Year(window, typist, clock)
    try:
        for turn in range(MEETINGS):
            year.prepare(book)
            year.review()
            year.demand(turn)
            year.issue()
            clock[0] += timedelta(days=1)
    finally:
        window.close()
    held = [one for one in meetings.listed(book) if one.held_on > date(2026, 3, 24)]
    kinds = [one.kind for one in held]
    assert (kinds.count(MeetingKind.MONTH), kinds.count(MeetingKind.QUARTER)) == (12, 4)
    assert {one.state for one in held} == {MeetingState.ISSUED}
    open_now = {one.text for one in directives.listed(book, as_of=clock[0], only_open=True)}
    assert len(year.given) == MEETINGS * EACH == 304
    assert open_now >= set(year.given) - year.done
    assert not open_now & year.done
    assert (registers.read(book).duplicates, registers.read(book).gaps) == (frozenset(), ())
    assert checks.check(book.path) == []
