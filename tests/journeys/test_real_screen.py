"""The program as it is started, on a screen of X11 with a window manager, driven from outside with xdotool.

Skipped only where Xvfb, xkbcomp, xdotool or openbox is missing; `dev.py test` installs them where it may.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator

import pdfplumber
import pytest

from giaoban_desktop import i18n
from giaoban_desktop.domain.figures import Qualifier, Status
from giaoban_desktop.domain.meetings import Meeting, MeetingState
from giaoban_desktop.domain.numbers import Quantity
from giaoban_desktop.i18n import _
from giaoban_desktop.services import book as books
from giaoban_desktop.services import checks, documents, meetings, packages
from giaoban_desktop.storage import figures, units
from giaoban_desktop.storage.database import Database
from tests.builders import UNITS
from tests.journeys import screen as screens
from tests.journeys.quarter import CONCLUSION, DIRECTIVES, REPORT
from tests.journeys.real_clerk import FIGURES, ITEM, NUMBER, PEOPLE, PLACE, PROGRAM, TODAY, Clerk
from tests.journeys.screen import SECONDS, Screen

pytestmark = pytest.mark.skipif(not screens.is_there(), reason="Xvfb, xkbcomp, xdotool or openbox is missing")


@pytest.fixture
def screen() -> Iterator[Screen]:
    with screens.new_screen() as made:
        yield made


def test_a_meeting_is_begun_and_typed_into_on_a_real_screen(screen, file):
    with screen.running(*PROGRAM, "--database", str(file), "--today", "2026-06-25") as program:
        window = screen.xdotool("search", "--sync", "--onlyvisible", "--name", "Giao ban").splitlines()[-1]
        screen.xdotool("windowactivate", "--sync", window)
        screen.press("ctrl+2", "ctrl+n")  # the keyboard is then in the day of the new meeting
        screen.type_over("23/6/2026")
        screen.press("Tab")
        screen.type("8:15")
        screen.press("ctrl+4", "ctrl+q")
        _out, errors = program.communicate(timeout=SECONDS)
    assert program.returncode == 0, errors.decode()
    book = books.open_book(file)
    try:
        begun = meetings.listed(book)[-1]
        assert (begun.period.code, begun.host_id) == ("2026-Q2", UNITS["QS"].id)
        assert (f"{begun.held_on:%d/%m/%Y}", f"{begun.starts_at:%H:%M}") == ("23/06/2026", "08:15")
    finally:
        books.close_book(book)


def test_who_gives_up_the_first_start_leaves_without_a_crash(screen, tmp_path):
    i18n.set_language("vi")
    for _time in range(3):  # Qt for Python deletes windows that are left at exit in any order; most orders crash
        with screen.running(*PROGRAM, "--database", str(tmp_path / "none.db"), "--today", TODAY) as program:
            screen.wait_for(_("Sổ Giao ban"))
            screen.press("Return")
            screen.wait_for(_("New book"))
            screen.press("Escape")
            screen.wait_for(_("Sổ Giao ban"))
            screen.press("Escape")
            _out, errors = program.communicate(timeout=SECONDS)
        assert program.returncode == 0, errors.decode()


@pytest.fixture(scope="module")
def journey(tmp_path_factory) -> Iterator[Clerk]:
    """The journey, travelled once for all tests that look at what came of it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIAOBAN_HOME", str(home / "data"))
        patch.setenv("HOME", str(home))
        i18n.set_language("vi")  # the letters that are pressed are those of the labels
        with screens.new_screen() as screen:
            clerk = Clerk(screen, home)
            clerk.travel()
        yield clerk


@pytest.fixture
def book(journey) -> Iterator[Database]:
    with Database.open_read_only(journey.file) as opened:
        yield opened


@pytest.fixture
def meeting(book) -> Meeting:
    (found,) = meetings.listed(book)
    return meetings.get(book, found.id)


def test_the_book_holds_the_meeting_as_it_was_typed(book, meeting):
    codes = {unit.id: unit.code for unit in units.list_units(book)}
    assert (meeting.state, meeting.period.code, codes[meeting.host_id]) == (MeetingState.ISSUED, "2026-Q1", "QS")
    assert (f"{meeting.held_on:%d/%m/%Y}", f"{meeting.starts_at:%H:%M}", f"{meeting.ends_at:%H:%M}") == (
        "07/04/2026",
        "14:00",
        "16:30",
    )
    assert meeting.place == PLACE
    assert [codes[unit_id] for unit_id in meeting.co_organiser_ids] == ["CA"]
    people = (meeting.leader, meeting.chair, meeting.secretary)
    assert [(found.name, found.position) for found in people] == [
        (PEOPLE[0], "Chủ tịch UBND phường"),
        (PEOPLE[3], "Chỉ huy trưởng Ban Chỉ huy Quân sự phường"),
        (PEOPLE[1], "công chức văn phòng"),
    ]
    assert [(codes[found.unit_id], found.head_count) for found in meeting.attendances] == [("CA", 8), ("QS", 5)]
    assert [found.title for found in meeting.agenda] == [ITEM]
    assert [(codes[found.unit_id], found.text) for found in meeting.narratives] == [("CA", REPORT)]
    assert meeting.conclusion == CONCLUSION


def test_the_book_holds_directives_and_figures_as_they_were_typed(book, meeting):
    codes = {None: None, **{unit.id: unit.code for unit in units.list_units(book)}}
    given = meetings.directives_of(book, meeting.id)
    assert [(found.text, codes[found.lead_id]) for found in given] == [
        (text, lead) for text, lead, _words in DIRECTIVES
    ]
    days = [f"{found.deadline.due_on:%d/%m/%Y}" if found.deadline else "" for found in given]
    assert (days, [found.standing for found in given]) == (["20/04/2026", "31/12/2026", ""], [False, False, True])
    kept = {(found.indicator, codes[found.unit_id]): found.value for found in figures.list_of_meeting(book, meeting.id)}
    assert {key: value.text for key, value in kept.items()} == {(code, unit): text for code, unit, text in FIGURES}
    assert kept["14.1", "CA"].status is Status.ZERO
    assert (kept["10.2", None].quantity, kept["10.2", None].qualifier) == (Quantity(50, 0), Qualifier.NEARLY)


def test_the_minutes_read_back_from_the_saved_pdf_say_it_all(journey):
    with pdfplumber.open(journey.paper) as opened:
        printed = "".join("".join((page.extract_text() or "").split()) for page in opened.pages)
        _head, *rows = [row for page in opened.pages for table in page.extract_tables() for row in table]
    typed = [
        f"Số: {NUMBER}/BB-BCH",
        "quý I năm 2026",
        PLACE,
        *(PEOPLE[at] for at in (0, 1, 3)),
        ITEM,
        REPORT.rstrip("."),
        CONCLUSION.rstrip("."),
        *(text.rstrip(".") for text, _lead, _deadline in DIRECTIVES),
        "trong quý IV năm 2026",
    ]
    assert not [text for text in typed if "".join(text.split()) not in printed]
    # The police, the military command, joint work.
    assert [row[3:] for row in rows] == [["96", "", ""], ["132", "40", ""], ["", "", "gần 50"], ["0", "", ""]]


def test_the_saved_pdf_is_the_issued_paper(journey, book, meeting):
    assert journey.paper.read_bytes() == documents.minutes_pdf(book, meeting.id)


def test_the_package_is_inspected_by_a_command(journey, book):
    done = subprocess.run(
        [*PROGRAM, "inspect", str(journey.package), "--json"],
        check=True,
        timeout=SECONDS,
        capture_output=True,
        text=True,
    )
    told = json.loads(done.stdout)
    assert (told["period"], told["serial"], told["includes_drafts"]) == ("2026-Q1", 1, False)
    counts = {name: told["counts"][name] for name in ("meeting", "observation", "directive", "document")}
    assert counts == {"meeting": 1, "observation": len(FIGURES), "directive": len(DIRECTIVES), "document": 1}
    assert [record.digest for record in packages.listed(book)] == [told["digest"]]


def test_the_book_is_whole_afterwards_and_no_mistake_was_logged(journey):
    assert checks.check(journey.file) == []
    log = (journey.file.parent / "data" / "log" / "giaoban.log").read_text(encoding="utf-8")
    assert not [line for line in log.splitlines() if " INFO " not in line]
