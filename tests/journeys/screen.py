"""A screen of X11 with a window manager, and somebody who types into whatever window is in front.

Openbox gives each new window the keyboard, and gives it back when the window is closed; X11 alone does neither.

The keyboard of the screen has every Vietnamese letter on a key of its own. `xdotool type` would otherwise put each
letter that the keyboard lacks on a spare key just before it presses it; a program that reads the new keyboard a moment
later finds the next letter there, or none, and text is lost. Keys do not repeat either: a tired machine may hold one
down for longer than a person would.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from giaoban_desktop.i18n import _

PROGRAMS = ("Xvfb", "xkbcomp", "xdotool", "openbox")
SECONDS = 20
_ACCENTED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
_SPARE_KEYS = (*range(147, 191), *range(208, 252))
"""Keys of players, browsers and the like, in a keyboard of Linux."""
_FORGOTTEN = ("QT_IM_MODULE", "QT_QPA_PLATFORMTHEME", "QT_STYLE_OVERRIDE", "QT_SCALE_FACTOR", "XMODIFIERS")
"""What a desktop on this computer would have Qt load: input methods, dialogs and looks of its own."""


def is_there() -> bool:
    """Whether all that a screen needs is installed."""
    return all(shutil.which(program) for program in PROGRAMS)


class Screen:
    """A display of its own, and keys for the window that has its keyboard."""

    def __init__(self, display: str) -> None:
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in _FORGOTTEN and not name.startswith(("XDG_", "DBUS_", "WAYLAND_"))
        }
        self.environment = {
            **kept,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "LC_ALL": "C.UTF-8",  # xdotool reads its arguments in it
            "PYTHONUTF8": "1",
        }

    @contextmanager
    def running(self, *command: str) -> Iterator[subprocess.Popen[bytes]]:
        """A program on this screen, ended at the end if it still runs."""
        with subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
            try:
                yield program
            finally:
                program.kill()

    def xdotool(self, *words: str) -> str:
        """What a command of xdotool says."""
        done = subprocess.run(
            ["xdotool", *words], env=self.environment, check=True, timeout=SECONDS, capture_output=True, text=True
        )
        return done.stdout.strip()

    # Keys and text

    def press(self, *keys: str, times: int = 1) -> None:
        """Press keys by their names in X11, one after the other: "Tab", "ctrl+2", "alt+Up"."""
        if times:
            self.xdotool("key", "--delay", "10", *(keys * times))

    def type(self, text: str) -> None:
        """Type a text, each letter a key."""
        lacking = {letter for letter in text.lower() if not letter.isascii()} - set(_ACCENTED)
        assert not lacking, f"the keyboard has no {lacking}"
        self.xdotool("type", "--delay", "4", "--", text)

    def type_over(self, text: str) -> None:
        """The same in place of what stands there."""
        self.press("ctrl+a")
        self.type(text)

    def follow(self, words: str) -> None:
        """Press Alt and the letter that is underlined in a text on the screen, which is named as in the source."""
        shown = _(words)
        assert shown != words, f"{words!r} is no text of the window, or the catalogues were not compiled"
        letter = re.search(r"&(\w)", shown)
        assert letter is not None, f"no letter is underlined in {shown!r}"
        self.press(f"alt+{letter[1].lower()}")

    # Waiting

    @property
    def is_managed(self) -> bool:
        """Whether the window manager is at work; before, nobody gives a new window the keyboard."""
        return self._ask("get_num_desktops") != ""

    @property
    def front(self) -> str:
        """The title of the window that has the keyboard; empty when none has."""
        return self._ask("getwindowfocus", "getwindowname")

    def _ask(self, *words: str) -> str:
        """What a command of xdotool says; empty when it fails."""
        try:
            return self.xdotool(*words)
        except subprocess.CalledProcessError:
            return ""

    def wait_for(self, title: str) -> None:
        """Wait until a window of this title has the keyboard: what is pressed before is lost or goes elsewhere."""
        self.until(lambda: self.front == title, f"the window {title!r}")

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait until something is so."""
        end = time.monotonic() + SECONDS
        while not condition():
            assert time.monotonic() < end, f"{what} did not come; the keyboard is in {self.front!r}"
            time.sleep(0.02)


@contextmanager
def new_screen() -> Iterator[Screen]:
    """A screen with nothing on it, taken away again at the end."""
    # Xvfb looks for a free display itself and writes its number down. It keeps its keyboard also when nobody is there.
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1366x768x24", "-r", "-noreset", "-nolisten", "tcp"],
        pass_fds=[writer],
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    try:
        with os.fdopen(reader) as said:
            made = Screen(f":{said.readline().strip()}")
        subprocess.run(
            ["xkbcomp", "-w0", "-", made.environment["DISPLAY"]],
            input=_keyboard(),
            env=made.environment,
            check=True,
            timeout=SECONDS,
            text=True,
        )
        with made.running("openbox"):
            made.until(lambda: made.is_managed, "the window manager")
            yield made
    finally:
        server.terminate()
        server.wait(timeout=SECONDS)


def _keyboard() -> str:
    """The usual keyboard with the Vietnamese letters on keys that it does not need."""
    keys = "\n".join(
        f"replace key <I{number}> {{ [ U{ord(small):04X}, U{ord(small.upper()):04X} ] }};"
        for number, small in zip(_SPARE_KEYS, _ACCENTED, strict=False)
    )
    return f"""xkb_keymap {{
        xkb_keycodes {{ include "evdev+aliases(qwerty)" }};
        xkb_types {{ include "complete" }};
        xkb_compat {{ include "complete" }};
        xkb_symbols {{ include "pc+us+inet(evdev)"
        {keys}
        }};
    }};"""
