"""One directive beside the list: what it is, what may be done with it, and what became of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from itertools import chain
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QMenu, QVBoxLayout, QWidget

from giaoban_desktop import i18n
from giaoban_desktop.domain.attachments import Attachment, MediaType
from giaoban_desktop.domain.dates import parse_past_date, short_date
from giaoban_desktop.domain.directives import Directive
from giaoban_desktop.domain.meetings import AgendaItem, Statement
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.errors import InputError
from giaoban_desktop.i18n import _
from giaoban_desktop.services.attachments import Stored
from giaoban_desktop.ui.drafts import WAITING_FILES, aside, follow, put_aside
from giaoban_desktop.ui.flow import Flow, flowing
from giaoban_desktop.ui.page import Place
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.views import states
from giaoban_desktop.ui.views.attachment_list import AttachmentList
from giaoban_desktop.ui.views.story import facts, told
from giaoban_desktop.ui.widgets import action_button, button, field, heading, set_look, text_label


class StoryPanel(QWidget):
    """`entered` tells that Enter was pressed in the line of a note, of its day or of its paper."""

    entered = Signal()

    def __init__(self, session: Session, steps: Sequence[QAction], more: Sequence[QAction], attach: QAction) -> None:
        super().__init__()
        self.files: list[Stored] = []
        """What goes with the note that is being written."""
        self._session, self._shown_id = session, ""
        self.setObjectName("sidePanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(8)
        self.state, self.words, self.facts = text_label(""), text_label("", "section"), text_label("", "secondary")
        self.progress, self.day, self.evidence, self.by = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.message = text_label("", "over")
        self.history = QListWidget()
        self.history.setWordWrap(True)
        self.history.setAccessibleName(_("Progress so far"))
        for line in (self.progress, self.day, self.evidence, self.by):
            line.returnPressed.connect(self.entered)
        self.progress.setPlaceholderText(_("What became of it; Enter adds"))
        self.evidence.setPlaceholderText(_("the paper that shows it, as “BC 45/BC-CAX”"))
        for label in (self.state, self.words, self.facts):
            layout.addWidget(label)
        layout.addLayout(_buttons(steps, more, self))
        layout.addSpacing(16)
        layout.addWidget(heading(_("Progress")))
        entry = QHBoxLayout()
        entry.addWidget(field(_("N&ote"), self.progress), 1)
        entry.addWidget(field(_("Da&y"), self.day))
        layout.addLayout(entry)
        self._pending, let_go = text_label("", "secondary"), button(_("Leave it out"), look="link")
        let_go.clicked.connect(self._forget_files)
        self._let_go = let_go
        shown_by = QHBoxLayout()
        shown_by.addWidget(field(_("Said &by"), self.by), 1)
        shown_by.addWidget(field(_("&Paper"), self.evidence), 1)
        layout.addLayout(shown_by)
        layout.addWidget(flowing(action_button(attach), let_go))
        layout.addWidget(self._pending)
        layout.addWidget(self.message)
        layout.addWidget(self.history, 1)
        self.evidences = AttachmentList(session, _("Attached to the notes"))
        layout.addWidget(self.evidences)
        self._forget_files()
        self.fit()

    def fit(self) -> None:
        """As much room for the day as the font asks for."""
        self.day.setFixedWidth(self.day.fontMetrics().horizontalAdvance("00/00/0000") + 28)

    def show_directive(
        self,
        found: Directive,
        others: Sequence[tuple[bool, Directive]],
        units: Mapping[str, Unit],
        today: date,
        said: Statement | None = None,
        item: AgendaItem | None = None,
        evidence: Mapping[str, Sequence[Attachment]] = MappingProxyType({}),
    ) -> None:
        """Show a directive; `others` are those that carry it on (True) and those that it carries on.

        `said` and `item` are what it was made from: words of the discussion, an item of the agenda. `evidence` holds
        the files of its notes.
        """
        self.evidences.show_attachments([*chain(*evidence.values())])
        self.evidences.setVisible(bool(evidence))
        if found.id != self._shown_id:
            self._turn_to(found)
        shown = states.directive(found, today)
        self.state.setText(shown.words)
        set_look(self.state, shown.color if shown.color != "text2" else "secondary")
        self.words.setText(found.text)
        self.facts.setText(facts(found, units, others, said, item))
        self.history.clear()
        for head, words in told(found, evidence):
            self.history.addItem(f"{head}\n{words}")

    def show_none(self) -> None:
        """Show that no directive is chosen; what was typed for the one before is put aside."""
        self._put_aside()
        self._shown_id, self.files = "", []
        self._tell_files()
        for label in (self.state, self.words, self.facts):
            label.setText("")
        self.history.clear()
        self.evidences.hide()

    def show_day(self, today: date) -> None:
        """The day that notes are given until another one is typed."""
        self.day.setText(short_date(today))

    def typed_day(self, today: date) -> date | None:
        """The day typed beside the note; None, told below the fields, when it is none."""
        try:
            day = parse_past_date(self.day.text(), today=today, field="day")
        except InputError as error:
            self.say(i18n.translate(error), "over")
            set_look(self.day, "wrong")
            return None
        self.say("", "over")
        set_look(self.day, "")
        return day

    def say(self, words: str, look: str) -> None:
        """A sentence below the fields, in the look of what was done or of what is wrong."""
        self.message.setText(words)
        set_look(self.message, look)

    def clear_typed(self, directive_id: str) -> None:
        """Forget what was typed for a directive: its note was kept; another one may be shown by now."""
        self._hold(directive_id, [])
        for name, line in self._lines.items():
            put_aside(self._session, _place(directive_id, name), "", "")
            if directive_id == self._shown_id:
                line.clear()
        if directive_id == self._shown_id:
            self._forget_files()

    def hold_file(self, directive_id: str, stored: Stored) -> None:
        """Let a file go with the note that is being written for a directive, also when another one is shown by now."""
        if directive_id == self._shown_id:
            self.files.append(stored)
            self._hold(directive_id, self.files)
            self._tell_files()
            self.progress.setFocus()
        else:
            self._hold(directive_id, [*self._held(directive_id), stored])

    @property
    def _lines(self) -> dict[str, QLineEdit]:
        """The lines of a note by the names of their places."""
        return {"progress": self.progress, "by": self.by, "paper": self.evidence}

    def _turn_to(self, found: Directive) -> None:
        """Put aside what is typed for the directive shown before, and show what was begun for this one."""
        self._put_aside()
        self._shown_id = found.id
        for name, line in self._lines.items():
            place = _place(found.id, name)
            follow(line, place, f"{line.accessibleName()}: {found.text[:60]}", waits=True)
            line.setText(aside(self._session, place))
        self.files = self._held(found.id)
        self._tell_files()

    def _put_aside(self) -> None:
        """Put aside what is typed for the directive that is shown."""
        if not self._shown_id:
            return
        for name, line in self._lines.items():
            label, text = str(line.property("draftLabel")), line.text()
            put_aside(self._session, _place(self._shown_id, name), label, text)
            follow(line, "", "")
            line.clear()

    def _held(self, directive_id: str) -> list[Stored]:
        """The files that wait for the note of a directive; they are kept in the book as what is half typed is."""
        kept = aside(self._session, _place(directive_id, WAITING_FILES))
        found = json.loads(kept) if kept else []
        return [Stored(one["file_name"], MediaType(one["media_type"]), one["size"], one["digest"]) for one in found]

    def _hold(self, directive_id: str, files: Sequence[Stored]) -> None:
        kept = json.dumps([asdict(one) for one in files]) if files else ""
        put_aside(self._session, _place(directive_id, WAITING_FILES), "", kept)

    def _forget_files(self) -> None:
        if self._shown_id:
            self._hold(self._shown_id, [])
        self.files = []
        self._tell_files()

    def _tell_files(self) -> None:
        names = ", ".join(one.file_name for one in self.files)
        self._pending.setText(_("With the note: {files}").format(files=names))
        for part in (self._pending, self._let_go):
            part.setVisible(bool(self.files))


def _place(directive_id: str, name: str) -> str:
    """Where what is typed for a directive is remembered."""
    return f"directives/{Place(directive_id, name)}"


def _buttons(steps: Sequence[QAction], more: Sequence[QAction], parent: QWidget) -> Flow:
    """The first step as the main one, the others beside it, and the rarer ones in a menu."""
    made = Flow()
    for number, action in enumerate(steps):
        made.addWidget(action_button(action, look="" if number else "primary"))
    others, menu = button(_("More")), QMenu(parent)
    menu.addActions(more)
    others.setMenu(menu)
    made.addWidget(others)
    return made
