"""Somebody who drives the window by keyboard alone: keys go to what has the keyboard, Vietnamese text is committed.

No mouse, no control is set from outside. Words come as an input method brings them: first the beginning is composed,
then all is committed (`QTest.keyClicks` knows no letter beyond ASCII). Every key and every letter is counted.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.journeys.watchdog import Watchdog

_FUNCTION_KEYS = range(Qt.Key.Key_F1, Qt.Key.Key_F35 + 1)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


@dataclass(slots=True)
class Count:
    """What was pressed: plain keys (Tab, Enter, arrows, digits), commands (with Ctrl or Alt, or F1 and so on), texts.

    A text that an input method commits counts with its letters; the keys behind them depend on the method.
    """

    keys: int = 0
    commands: int = 0
    texts: int = 0
    characters: int = 0

    def as_dict(self) -> dict[str, int]:
        """For whoever writes it down."""
        return asdict(self)


class Typist:
    """Presses keys and commits text, one action after the other, each answered before the next."""

    def __init__(self, watchdog: Watchdog | None = None) -> None:
        self.count, self.watchdog = Count(), watchdog
        self._actions = 0

    # Keys and text

    def press(self, *keys: str, times: int = 1) -> None:
        """Press keys by their names in Qt, one after the other: "Tab", "Ctrl+2", "Alt+Up"."""
        for _time in range(times):
            for name in keys:
                combined = QKeySequence(name)[0]
                key, modifiers = combined.key(), combined.keyboardModifiers()
                is_command = modifiers not in _PLAIN or key in _FUNCTION_KEYS
                self.count.commands += is_command
                self.count.keys += not is_command
                self._act(name, lambda key=key, held=modifiers: QTest.keyClick(_target(), key, held))

    def digits(self, text: str) -> None:
        """Type text of ASCII signs, each a key."""
        for sign in text:
            self.count.keys += 1
            self._act(sign, lambda sign=sign: QTest.keyClick(_target(), sign))

    def write(self, text: str) -> None:
        """Let the input method compose and commit a text to what has the keyboard."""
        self.count.texts += 1
        self.count.characters += len(text)
        self._act(f"“{text[:24]}” composed", lambda: self._send(QInputMethodEvent(text[:1], [])))
        self.commit(text)

    def compose(self, text: str) -> None:
        """Leave a text that the input method still composes; it is underlined and nobody's yet."""
        self._act(f"“{text[:24]}” composed", lambda: self._send(QInputMethodEvent(text, [])))

    def commit(self, text: str) -> None:
        """Let the input method commit a text."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        self._act(f"“{text[:24]}”", lambda: self._send(event))

    def write_over(self, text: str) -> None:
        """The same in place of what stands there."""
        self.press("Ctrl+A")
        self.write(text)

    def follow(self, text: str) -> None:
        """Press Alt and the letter that is underlined in a text on the screen."""
        letters = QKeySequence.mnemonic(text)
        assert not letters.isEmpty(), f"no letter is underlined in {text!r}"
        self.press(letters.toString(QKeySequence.SequenceFormat.PortableText))

    def reach(self, control: QWidget, *, back: bool = False, at_most: int = 12) -> None:
        """Put the keyboard into a control: by the letter of its label where it has one, else with Tab or Shift+Tab."""
        if _has_keyboard(control):
            return
        label = next((one for one in control.window().findChildren(QLabel) if one.buddy() is control), None)
        if label is not None and label.isVisible() and "&" in label.text().replace("&&", ""):
            self.follow(label.text())
        else:
            for _time in range(at_most):
                if _has_keyboard(control):
                    break
                self.press("Shift+Tab" if back else "Tab")
        assert _has_keyboard(control), f"the keyboard is in {QApplication.focusWidget()}, not in {control}"

    # Waiting

    def until(self, condition: Callable[[], bool], *, seconds: float = 10.0) -> None:
        """Let the window work until something is so."""
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, f"after {self._actions} actions it did not come"
            wait(0.005)

    def rest(self, seconds: float) -> None:
        """Do nothing for a while: what the window does by itself then must not make it stand still either."""
        self._act(f"rest of {seconds:g} s", lambda: None)
        wait(seconds)

    def watched(self, words: str, do: Callable[[], object]) -> None:
        """Something that is not a key, under its own name for the watchdog."""
        self._act(words, do)

    def _send(self, event: QInputMethodEvent) -> None:
        QApplication.sendEvent(_target(), event)

    def _act(self, words: str, do: Callable[[], object]) -> None:
        self._actions += 1
        if self.watchdog is None:
            do()
            wait(0.0)
            return
        place = QApplication.focusWidget()
        self.watchdog.begin(f"{self._actions}: {words} in {type(place).__name__}")
        do()
        answered = self.watchdog.beats + 2
        while self.watchdog.beats < answered:
            wait(0.001)


def wait(seconds: float) -> None:
    """Run the event loop for so long; QTest.qWait would keep other threads from their turn."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def _target() -> QWidget:
    target = QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow()
    assert target is not None, "nothing has the keyboard"
    return target


def _has_keyboard(control: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (focus is control or control.focusProxy() is focus)
