"""The program as it is started, on a screen of X11 with a window manager, driven from outside with xdotool.

Skipped only where Xvfb, xdotool or openbox is missing; `dev.py test` installs them where it may.
"""

import os
import shutil
import subprocess
import sys

import pytest

from giaoban_desktop import paths
from giaoban_desktop.services import book as books
from giaoban_desktop.services import meetings
from tests.builders import UNITS

PROGRAMS = ("Xvfb", "xdotool", "openbox")
pytestmark = pytest.mark.skipif(
    any(shutil.which(program) is None for program in PROGRAMS), reason="Xvfb, xdotool or openbox is missing"
)
SECONDS = 20


class Screen:
    """A display with openbox on it, and keys for the window in front."""

    def __init__(self, display: str) -> None:
        self.environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONUTF8": "1"}

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def xdotool(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self.environment, check=True, timeout=SECONDS, capture_output=True, text=True
        )
        return done.stdout.strip()

    def key(self, *keys: str) -> None:
        self.xdotool("key", "--clearmodifiers", "--delay", "60", *keys)

    def type(self, text: str) -> None:
        self.xdotool("type", "--clearmodifiers", "--delay", "20", text)


@pytest.fixture
def screen():
    # Xvfb looks for a free display itself and writes its number down.
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=[writer],
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader) as said:
        number = said.readline().strip()
    made = Screen(f":{number}")
    manager = made.start("openbox")
    yield made
    for process in (manager, server):
        process.terminate()
        process.communicate(timeout=SECONDS)


def test_a_meeting_is_begun_and_typed_into_on_a_real_screen(screen, file):
    program = screen.start(
        sys.executable, str(paths.root() / "main.py"), "--database", str(file), "--today", "2026-06-25"
    )
    try:
        window = screen.xdotool("search", "--sync", "--onlyvisible", "--name", "Giao ban").splitlines()[-1]
        screen.xdotool("windowactivate", "--sync", window)
        screen.key("ctrl+2", "ctrl+n")  # the keyboard is then in the day of the new meeting
        screen.key("ctrl+a")
        screen.type("23/6/2026")
        screen.key("Tab")
        screen.type("8:15")
        screen.key("ctrl+4", "ctrl+q")
        _out, errors = program.communicate(timeout=SECONDS)
    finally:
        program.kill()
        program.wait()
    assert program.returncode == 0, errors.decode()
    book = books.open_book(file)
    try:
        begun = meetings.listed(book)[-1]
        assert (begun.period.code, begun.host_id) == ("2026-Q2", UNITS["QS"].id)
        assert (f"{begun.held_on:%d/%m/%Y}", f"{begun.starts_at:%H:%M}") == ("23/06/2026", "08:15")
    finally:
        books.close_book(book)
