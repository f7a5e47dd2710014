"""A quarter's briefing in the program as it is started, by keys that come from outside.

From the first start to the package; the journey of `quarter.py` again, where all of it is real: the process, the
screen, the keyboard, the dialogs of the system. The tests look at what came of it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from giaoban_desktop import paths
from giaoban_desktop.domain.meetings import Meeting, MeetingState
from giaoban_desktop.domain.periods import quarter
from giaoban_desktop.i18n import _
from giaoban_desktop.services import figure_grid, meetings, packages
from giaoban_desktop.storage import figures
from giaoban_desktop.storage.database import Database
from giaoban_desktop.ui.period_words import period_words
from tests.journeys.quarter import CONCLUSION, DIRECTIVES, REPORT
from tests.journeys.screen import SECONDS, Screen

PROGRAM = (sys.executable, str(paths.root() / "main.py"))
TODAY = "2026-04-08"
PEOPLE = ("Trần Thị Mai", "Ngô Thị Lan", "Lê Văn Bình", "Ngô Văn Tám")
"""Made-up: the chairwoman of the ward, her secretary, the head of the police, the military commander."""
PLACE = "Hội trường UBND phường An Lạc"
ITEM = "Kiểm điểm công tác phối hợp, bàn nhiệm vụ quý II"
FIGURES = (
    ("1.1", "CA", "96"),
    ("8.1", "CA", "132"),
    ("8.1", "QS", "40"),
    ("10.2", None, "gần 50"),
    ("14.1", "CA", "0"),
)
"""Indicator, who reports (None: joint work) and what is typed, from the top of the grid down."""
NUMBER = "07"


class Clerk:
    """One person at the keyboard, from the first start to the package.

    Keys reach a window in their order, so that there is only something to wait for where another window comes to the
    front; and after each part, until the book says what was typed in it.
    """

    def __init__(self, screen: Screen, home: Path) -> None:
        self.screen = screen
        self.file, self.paper, self.package = (home / name for name in ("sổ giao ban.db", "biên bản.pdf", "gói.gbn"))

    def travel(self) -> None:
        """The whole journey, on a computer where nothing was kept before."""
        with self.screen.running(*PROGRAM, "--database", str(self.file), "--today", TODAY) as program:
            self._make_book()
            self._general()
            self._attendance()
            self._agenda()
            self._report()
            self._figures()
            self._conclusion()
            self._freeze()
            self._issue()
            self._make_package()
            self.screen.press("ctrl+q")
            _out, errors = program.communicate(timeout=SECONDS)
        assert program.returncode == 0, errors.decode()

    def _make_book(self) -> None:
        """Five steps; what is proposed stays, but for the names. The sixth is put off."""
        screen = self.screen
        screen.wait_for(_("Sổ Giao ban"))
        screen.press("Return")
        screen.wait_for(_("New book"))
        screen.follow("&Name of the place")
        screen.type("An Lạc")
        screen.follow("&Province")
        screen.type("Bình Hà")
        screen.press("Return", "Return")
        for name in PEOPLE[:-1]:
            screen.type(name)
            screen.press("Tab", times=3)  # over position and rank of the next line
        screen.type(PEOPLE[-1])
        screen.press("Return", "Return", "Return")
        screen.wait_for(_("Past figures"))
        screen.press("Escape")
        screen.wait_for(f"UBND phường An Lạc – {_('Sổ Giao ban')}")

    # The meeting

    def _general(self) -> None:
        screen = self.screen
        screen.press("ctrl+2", "ctrl+n")
        screen.type_over("7/4/2026")
        for label, words in (
            ("&Starts at", "14:00"),
            ("E&nds at", "16:30"),
            ("P&lace", PLACE),
            ("Per&iod", "quý I năm 2026"),
        ):
            screen.follow(label)
            screen.type_over(words)
        screen.follow("H&ost")
        screen.press("Down")
        screen.press("Tab")  # the police, host before, is ticked already
        screen.press("Tab", times=3)  # honorific, rank, name of the leader
        for name in (PEOPLE[0], PEOPLE[3]):
            screen.type(name[:-3])
            screen.press("Down", "Return")  # the one who is offered, with position
            screen.press("Tab", times=4)  # to the name of the next one
        screen.type(PEOPLE[1])
        screen.press("Tab")
        screen.type_over("công chức văn phòng")
        screen.press("Tab")
        self._until(
            lambda _book, meeting: meeting.secretary is not None and meeting.secretary.position != "", "the secretary"
        )

    def _attendance(self) -> None:
        screen = self.screen
        screen.follow("&Attendance")
        for at, count in enumerate(("8", "5"), start=1):
            screen.press("ctrl+Return")
            screen.press("Down", times=at)
            screen.follow("Head co&unt")
            screen.type(count)
        screen.press("Tab")
        self._until(
            lambda _book, meeting: [found.head_count for found in meeting.attendances] == [8, 5], "the attendance"
        )

    def _agenda(self) -> None:
        self.screen.follow("Ag&enda")
        self.screen.press("ctrl+Return")
        self.screen.type_over(ITEM)
        self.screen.press("Return")
        self._until(lambda _book, meeting: [found.title for found in meeting.agenda] == [ITEM], "the agenda")

    def _report(self) -> None:
        screen = self.screen
        screen.follow("&Reports, discussion")
        screen.press("ctrl+Return")
        screen.type(REPORT)
        screen.follow("Fie&ld")
        screen.press("shift+Tab", "Down")  # the unit
        self._until(lambda _book, meeting: any(found.unit_id for found in meeting.narratives), "the report")

    def _figures(self) -> None:
        screen = self.screen
        screen.follow("&Figures")
        screen.press("Tab", "ctrl+Home")
        lines, columns = self._grid()
        line = column = 0
        for code, unit, text in FIGURES:
            to_line, to_column = lines.index(code), columns.index(unit)
            screen.press("Down" if to_line > line else "Up", times=abs(to_line - line))
            screen.press("Right" if to_column > column else "Left", times=abs(to_column - column))
            screen.type(text)
            screen.press("Tab", "Left")  # kept, and the keyboard stays
            line, column = to_line, to_column
        self._until(lambda book, meeting: len(figures.list_of_meeting(book, meeting.id)) == len(FIGURES), "the figures")

    def _grid(self) -> tuple[list[str], list[str | None]]:
        """What stands in each line of the grid (headings empty) and above each column."""
        with Database.open_read_only(self.file) as book:
            (found,) = meetings.listed(book)
            grid = figure_grid.meeting_grid(book, meetings.get(book, found.id))
        lines: list[str] = []
        for group in figure_grid.by_indicator(grid.groups):
            lines += ["", *(row.indicator.code for row in group.rows)]
        return lines, [None, *(unit.code for unit in grid.units)]

    def _conclusion(self) -> None:
        screen = self.screen
        screen.follow("&Conclusion, directives")
        screen.follow("Co&nclusion")
        screen.type(CONCLUSION)
        for text, lead, deadline in DIRECTIVES:
            screen.press("ctrl+Return")
            screen.type(text)
            screen.follow("&Lead")
            screen.press("Down", times={"CA": 1, "QS": 2}[lead])
            screen.follow("Deadl&ine")
            screen.type(deadline)
            screen.press("Return")

        def is_given(book: Database, meeting: Meeting) -> bool:
            given = meetings.directives_of(book, meeting.id)
            return [found.deadline is not None or found.standing for found in given] == [True] * len(DIRECTIVES)

        self._until(is_given, "the directives")

    # The paper and the package

    def _freeze(self) -> None:
        """See the minutes and freeze them for signature."""
        screen, window = self.screen, self.screen.front
        screen.press("ctrl+p", "ctrl+g")
        screen.wait_for(_("Figures of {period}").format(period=period_words(quarter(2026, 1))))
        screen.press("Return")
        screen.wait_for(window)
        screen.press("ctrl+shift+g", "ctrl+d")
        self._until(lambda _book, meeting: meeting.state is MeetingState.READY, "the minutes frozen")

    def _issue(self) -> None:
        """Write in what the register gave, and save the paper."""
        screen, window = self.screen, self.screen.front
        screen.press("ctrl+d")
        screen.wait_for(_("Number and date of the register"))
        screen.follow("&Number")
        screen.type(NUMBER)
        screen.press("Return")
        screen.wait_for(window)
        self._until(lambda _book, meeting: meeting.state is MeetingState.ISSUED, "the minutes issued")
        screen.press("ctrl+s")
        self._answer("Save as PDF…", self.paper, window)

    def _make_package(self) -> None:
        """Make the package of the quarter, which is the one before the present."""
        window = self.screen.front
        self.screen.press("ctrl+6", "ctrl+Prior", "ctrl+e")
        self._answer("Make the package…", self.package, window)
        self._until(lambda book, _meeting: bool(packages.listed(book)), "the package in the history")

    def _answer(self, title: str, file: Path, window: str) -> None:
        """Name a file in the dialog that asks for it, which proposes the user's own folder."""
        self.screen.wait_for(_(title))
        self.screen.type_over(file.name)
        self.screen.press("Return")
        self.screen.wait_for(window)
        self.screen.until(file.exists, file.name)

    def _until(self, is_so: Callable[[Database, Meeting], bool], what: str) -> None:
        """Wait until the book, read beside the window, says so of its one meeting."""

        def found() -> bool:
            with Database.open_read_only(self.file) as book:
                held = meetings.listed(book)
                return bool(held) and is_so(book, meetings.get(book, held[0].id))

        self.screen.until(found, what)
