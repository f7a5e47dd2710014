"""Help on every page, and the file for whoever helps by phone."""

import json
import re
import zipfile

import pytest
from PySide6.QtCore import Qt

from giaoban_desktop import i18n, log, paths
from giaoban_desktop.services import support
from giaoban_desktop.ui.help import window as help_window
from giaoban_desktop.ui.help.window import TOPICS, HelpWindow

HOME = "/".join(("", "home", "lan"))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_is_written_in_every_language(topic, language):
    text = help_window.text(topic, language)
    assert text.startswith("# ")
    assert len(text) > 300


def test_every_page_has_a_topic(window):
    assert {entry.name for entry in window.entries} <= set(TOPICS)


@pytest.mark.parametrize("key", [Qt.Key.Key_1, Qt.Key.Key_4, Qt.Key.Key_7])
def test_f1_helps_with_the_page_in_front(qtbot, window, key):
    qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    shown = window.findChild(HelpWindow)
    assert shown.isVisible()
    title = next(entry.title for entry in window.entries if window.page is window.pages.get(entry.name))
    assert title in shown.text.toPlainText().splitlines()[0]
    shown.close()


def test_help_is_one_window_and_its_keys_exist(qtbot, window):
    for _time in range(2):
        help_window.show_help(window, "keys")
    assert len(window.findChildren(HelpWindow)) == 1
    keys = set(
        re.findall(
            r"(?:(?:Ctrl|Shift|Alt)\+)+[A-Za-z0-9=-]+|F\d+", help_window.text("keys", "vi").replace("Enter", "Return")
        )
    )
    known = {action.shortcut().toString() for action in window.actions()}
    for page in ("meetings", "figures", "directives", "documents", "exchange"):
        window.show_page(page)
        known |= {action.shortcut().toString() for action in window.page.actions()}
    assert keys <= known | {"Ctrl+7", "Ctrl+F"}
    window.findChild(HelpWindow).close()


def test_the_support_file_holds_what_helps_and_nobody_s_name(qtbot, window, book, tmp_path):
    log.logger.warning("refused: the meeting “Trần Thị Mai” in %s", f"{HOME}/so.db")
    file = tmp_path / "ho-tro.zip"
    window.save_support(file)
    qtbot.waitUntil(lambda: window.session.task is None, timeout=10_000)
    with zipfile.ZipFile(file) as bundle:
        parts = {name: bundle.read(name).decode() for name in bundle.namelist()}
    assert set(parts) >= {"versions.json", "schema.sql", "counts.json", "check.txt"}
    assert "CREATE TABLE meeting" in parts["schema.sql"]
    assert json.loads(parts["counts.json"])["meeting"] == 1
    assert parts["check.txt"] == "ok\n"
    everything = "\n".join(parts.values())
    for word in ("Trần Thị Mai", "An Lạc", "Kiểm tra bến đò", HOME):
        assert word not in everything
    assert paths.log_file().parent.is_dir() or "log.txt" not in parts


def test_what_was_quoted_is_taken_out_of_the_log():
    folder = "C:\\" + "Users\\"
    assert support.without_persons(f"“Trần Thị Mai” at {folder}lan\\so.db") == f"“…” at {folder}…\\so.db"
