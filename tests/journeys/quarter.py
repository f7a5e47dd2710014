"""A quarter's briefing from an empty computer to the package, by keyboard alone.

What a clerk does, in the order of the clerk: the tests look at what came of it, and the benchmark counts the keys.
Where the system's own dialog would ask for the place of the package, `write_to` of the page is called instead: that
dialog is the system's and is not measured.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from giaoban_desktop import i18n
from giaoban_desktop.services import book as books
from giaoban_desktop.ui import constants, start
from giaoban_desktop.ui.documents.number_dialog import NumberDialog
from giaoban_desktop.ui.documents.page import DocumentsPage
from giaoban_desktop.ui.exchange.page import ExchangePage
from giaoban_desktop.ui.first_start.dialog import FirstStart
from giaoban_desktop.ui.main_window import MainWindow
from giaoban_desktop.ui.meetings.editing import EditorTab
from giaoban_desktop.ui.meetings.editor import PARTS
from giaoban_desktop.ui.meetings.page import MeetingsPage
from giaoban_desktop.ui.preferences import Preferences
from giaoban_desktop.ui.views.completeness_dialog import CompletenessDialog
from giaoban_desktop.ui.views.figure_grid import FigureTable
from giaoban_desktop.ui.views.figure_model import FIRST, FigureModel
from tests.journeys.typist import Count, Typist
from tests.journeys.watchdog import Watchdog

TODAY = date(2026, 3, 25)
REPORT = "Công an phường chủ trì tuần tra đêm cùng dân quân, không để xảy ra điểm nóng trên địa bàn."
CONCLUSION = "Các lực lượng phối hợp tốt; cần giữ nền nếp giao ban và trao đổi tin hằng ngày."
DIRECTIVES = (
    ("Tổng rà soát khách lưu trú trên địa bàn trước ngày nghỉ lễ.", "CA", "20/4/2026"),
    ("Tổ chức diễn tập phòng cháy, chữa cháy tại chợ trung tâm.", "QS", "trong quý IV năm 2026"),
    ("Duy trì chế độ trao đổi tin giữa các lực lượng.", "CA", "thường xuyên"),
)
FIGURES = (
    ("1.1", "CA", "96"),
    ("8.1", "CA", "132"),
    ("8.1", "QS", "40"),
    ("9.1", None, "12"),
    ("10.2", None, "gần 50"),
    ("14.1", "CA", "0"),
    ("17.1", "CA", "2"),
    ("31.1", "QS", "7"),
)
"""Indicator, who reports (None: joint work) and what is typed."""
PEOPLE = ("Trần Thị Mai", "Lê Văn Bình", "Ngô Văn Tám")
"""Made-up heads of the three units."""
SECRETARY = ("Ngô Thị Lan", "công chức văn phòng")
NUMBER = "07"


@dataclass(frozen=True, slots=True)
class Journey:
    """What came of it: the book and the package, what was pressed, and how long nothing was answered after what."""

    book: Path
    package: Path
    count: Count
    set_up: Count
    longest: dict[str, float]
    announced: frozenset[str]
    """The actions in `longest` of which a person knows that they take a moment: making and opening the book, drawing,
    freezing and numbering the minutes, leaving."""
    first_shown: frozenset[str]
    """The actions in `longest` that brought a page to the front which had to be built first."""


def travel(folder: Path, look: Callable[[MainWindow], object] = lambda window: None) -> Journey:
    """The whole journey in an empty folder; `look` sees the window before it is closed."""
    constants.keep()
    i18n.set_language("vi")
    journey = _Clerk(folder)
    window = None
    try:
        journey.make_book()
        set_up, journey.typist.count = journey.typist.count, Count()
        window = journey.open_window()
        journey.record()
        journey.freeze()
        journey.issue()
        journey.make_package()
        journey.typist.rest(2.2)  # the journal is folded into the file meanwhile
        look(window)
        journey.close()
    finally:
        journey.watchdog.stop()
        if window is not None:
            window.close()
            window.deleteLater()
            journey.book.close()
    return Journey(
        journey.file,
        journey.package,
        journey.typist.count,
        set_up,
        journey.watchdog.longest,
        frozenset(journey.announced),
        frozenset(journey.first_shown),
    )


class _Clerk:
    """One person's way through the window."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file, self.package = folder, folder / "sổ giao ban.db", folder / "goi.gbn"
        self.watchdog = Watchdog()
        self.typist = Typist(self.watchdog)
        self.announced, self.first_shown = set[str](), set[str]()
        self.book: books.Book
        self.window: MainWindow

    def _announce(self, do: Callable[[], object]) -> None:
        self.announced |= self._actions_of(do)

    def _actions_of(self, do: Callable[[], object]) -> set[str]:
        before = len(self.watchdog.longest)
        do()
        return set(list(self.watchdog.longest)[before:])

    def _turn_to(self, name: str) -> None:
        number = [entry.name for entry in self.window.entries].index(name) + 1
        is_new = name not in self.window.pages
        actions = self._actions_of(lambda: self.typist.press(f"Ctrl+{number}"))
        self.first_shown |= actions if is_new else set()

    # The first start

    def make_book(self) -> None:
        """Five steps; what is proposed stays, but for the names."""
        typist, dialog = self.typist, FirstStart()
        dialog.show()
        typist.until(dialog.isActiveWindow)
        place = dialog.step
        typist.reach(place.name.control)  # type: ignore[attr-defined]
        typist.write("An Lạc")
        typist.reach(place.province.control)  # type: ignore[attr-defined]
        typist.write("Bình Hà")
        typist.press("Return")
        typist.press("Return")  # the forces as proposed
        people = dialog.step
        for (_unit, _position, _before, name), words in zip(people.rows, PEOPLE, strict=False):  # type: ignore[attr-defined]
            typist.reach(name)
            typist.write(words)
        typist.press("Return")
        typist.press("Return")  # the headers as proposed
        typist.write_over(str(self.file))
        self._announce(lambda: typist.press("Return"))
        assert dialog.made == self.file, "the book was not made"
        dialog.deleteLater()

    def open_window(self) -> MainWindow:
        """Open the book that was made."""

        def open_it() -> None:
            self.book = books.open_book(self.file)
            preferences = Preferences(self.folder / "window.ini")
            self.window = start.make_window(self.book, today=lambda: TODAY, preferences=preferences)
            self.window.resize(1366, 768)
            self.window.show()

        self._announce(lambda: self.typist.watched("the window opens", open_it))
        self.typist.until(self.window.isActiveWindow)
        return self.window

    # The meeting

    def record(self) -> None:
        """Everything of the meeting but its end."""
        self._turn_to("meetings")
        self.typist.press("Ctrl+N")
        self._general()
        self._attendance()
        self._report()
        self._figures()
        self._conclusion()
        self._end()

    @property
    def _page(self) -> MeetingsPage:
        page = self.window.pages["meetings"]
        assert isinstance(page, MeetingsPage)
        return page

    def _tab(self, part: EditorTab) -> None:
        editor = self._page.editor  # asking it for all its parts would build them at once, which nobody who clicks does
        at = next(at for at, name in enumerate(PARTS) if editor.__dict__.get(name) is part)
        self.typist.follow(editor.tabs.tabText(at))
        assert self._page.editor.tab is part

    def _general(self) -> None:
        general, typist = self._page.editor.general, self.typist
        typist.write_over("24/3/2026")
        typist.reach(general.told["starts_at"].control)
        typist.digits("14:00")
        typist.reach(general.told["place"].control)
        typist.write("Hội trường UBND phường An Lạc")
        chair = general.people["chair", "name"]
        if not chair.text():
            typist.reach(chair, at_most=20)
            typist.write(PEOPLE[1])
        typist.reach(general.people["secretary", "name"], at_most=30)
        typist.write(SECRETARY[0])
        typist.press("Tab")
        typist.write(SECRETARY[1])

    def _attendance(self) -> None:
        attendance, typist = self._page.editor.attendance, self.typist
        self._tab(attendance)
        for code, count in (("CA", "8"), ("QS", "5")):
            typist.press("Ctrl+Return")
            self._choose(attendance.unit, code)
            typist.reach(attendance.head_count)
            typist.digits(count)

    def _report(self) -> None:
        reports, typist = self._page.editor.reports, self.typist
        self._tab(reports)
        typist.press("Ctrl+Return")
        typist.write(REPORT)
        typist.reach(reports.unit, back=True)
        self._choose(reports.unit, "CA")

    def _figures(self) -> None:
        tab, typist = self._page.editor.figures, self.typist
        self._tab(tab)
        table = tab.sheet.table
        for _time in range(4):
            if QApplication.focusWidget() is table:
                break
            typist.press("Tab")
        for code, unit, text in FIGURES:
            self._go_to(table, code, unit)
            typist.digits(text) if text.isascii() else typist.write(text)
            typist.press("Return")

    def _go_to(self, table: FigureTable, code: str, unit: str | None) -> None:
        """Walk to a cell with the arrows, as one who sees the grid."""
        model = table.model()
        assert isinstance(model, FigureModel)
        rows = [model.row_at(line) for line in range(model.rowCount())]
        line = next(at for at, row in enumerate(rows) if row is not None and row.indicator.code == code)
        column = next(
            at
            for at, one in enumerate(model.columns, start=FIRST)
            if not one.is_sum and (one.unit.code if one.unit else None) == unit
        )
        while (here := table.currentIndex()).row() != line:
            self.typist.press("Down" if here.row() < line else "Up")
            assert table.currentIndex() != here, f"the arrows do not reach {code}"
        while (here := table.currentIndex()).column() != column:
            self.typist.press("Right" if here.column() < column else "Left")
            assert table.currentIndex() != here, f"the arrows do not reach {unit} of {code}"

    def _conclusion(self) -> None:
        tab, typist = self._page.editor.conclusion, self.typist
        self._tab(tab)
        typist.reach(tab.conclusion)
        typist.write(CONCLUSION)
        for text, lead, deadline in DIRECTIVES:
            typist.press("Ctrl+Return")
            typist.write(text)
            typist.reach(tab.lead)
            self._choose(tab.lead, lead)
            typist.reach(tab.deadline)
            typist.write(deadline)
            typist.press("Return")

    def _end(self) -> None:
        self._tab(self._page.editor.general)
        self.typist.reach(self._page.editor.general.told["ends_at"].control)
        self.typist.digits("16:30")

    def _choose(self, combo: object, code: str) -> None:
        """Go down the list of units until the wanted one stands there."""
        by_id = self._page.editor.general._setting.units
        wanted = next(unit.id for unit in by_id.values() if unit.code == code)
        seen = 0
        while combo.currentData() != wanted:  # type: ignore[attr-defined]
            ids = [combo.itemData(at) for at in range(combo.count())]  # type: ignore[attr-defined]
            is_below = ids.index(wanted) > combo.currentIndex()  # type: ignore[attr-defined]
            self.typist.press("Down" if is_below else "Up")
            seen += 1
            assert seen <= len(ids), f"the list does not reach {code}"

    # The paper and the package

    def freeze(self) -> None:
        """See the minutes and freeze them for signature."""
        self._announce(lambda: self.typist.press("Ctrl+P"))
        assert isinstance(self.window.page, DocumentsPage)
        self.typist.press("Ctrl+G")
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CompletenessDialog)
        self.typist.until(dialog.isActiveWindow)
        self.typist.press("Return")
        self._take_up()
        self.typist.press("Ctrl+Shift+G")
        self._announce(lambda: self.typist.press("Ctrl+D"))

    def issue(self) -> None:
        """Write in what the register gave."""
        self.typist.press("Ctrl+D")
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NumberDialog)
        self.typist.until(dialog.isActiveWindow)
        self.typist.reach(dialog.number)
        self.typist.digits(NUMBER)
        self._announce(lambda: self.typist.press("Return"))
        self._take_up()

    def _take_up(self) -> None:
        """Type into the window again, after a dialog."""
        if not self.window.isActiveWindow():  # a screen without a window manager gives the keyboard back to nobody
            self.window.activateWindow()
            self.typist.until(self.window.isActiveWindow)

    def make_package(self) -> None:
        """Make the package of the quarter; the key opens the system's dialog, which is left out."""
        typist, session = self.typist, self.window.session
        self._turn_to("exchange")
        page = self.window.page
        assert isinstance(page, ExchangePage)
        typist.count.commands += 1  # Ctrl+E, and Enter in the system's dialog
        typist.count.keys += 1
        typist.watched("the package is made", lambda: page.write_to(self.package, overwrite=False))
        typist.until(lambda: session.task is None)

    def close(self) -> None:
        """Leave the program."""
        self._announce(lambda: self.typist.press("Ctrl+Q"))
        self.typist.until(lambda: not self.window.isVisible())
