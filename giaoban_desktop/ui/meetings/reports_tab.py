"""Reports and discussion: what each unit reported on a field, what was said, and who was commended."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from giaoban_desktop.domain.directives import Directive
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.meetings import Commendation, Meeting, Narrative, Section, Statement
from giaoban_desktop.domain.text import clean_text, shorten
from giaoban_desktop.errors import InputError
from giaoban_desktop.i18n import N_, _
from giaoban_desktop.ui import icons, widgets
from giaoban_desktop.ui.fields import TextBox, Told, combo_box, line, on_delete, show_line
from giaoban_desktop.ui.flow import Flow
from giaoban_desktop.ui.meetings.editing import EditorTab, Setting, fill_units
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views.meant_day import MeantDay
from giaoban_desktop.ui.widgets import action_button, button, set_look, text_label

LIST_WIDTH = 216
SECTIONS = {
    Section.SITUATION: N_("Situation"),
    Section.RESULTS: N_("Results"),
    Section.SHORTCOMINGS: N_("Shortcomings"),
    Section.CAUSES: N_("Causes"),
    Section.PROPOSALS: N_("Proposals"),
    Section.TASKS: N_("Tasks"),
}


class EntryKind(Enum):
    """What a paragraph is."""

    REPORT = "report"
    STATEMENT = "statement"
    COMMENDATION = "commendation"


@dataclass(slots=True)
class Entry:
    """A paragraph in the list, also one whose words are still to come."""

    kind: EntryKind
    unit_id: str | None = None
    field: str = ""
    section: Section = Section.RESULTS
    speaker: str = ""
    text: str = ""
    id: str = dataclasses.field(default_factory=new_id)


class ReportsTab(EditorTab):
    """Paragraphs at the left; the chosen one at the right, with the directives that were made from it.

    `demand` makes a directive from what was said; `made_from` gives those of a meeting that were; `wanted` asks for
    the place of one.
    """

    wanted = Signal(str)

    def __init__(self, theme: Theme, demand: QAction, made_from: Callable[[str], Sequence[Directive]]) -> None:
        super().__init__(_("Reports and discussion"))
        self._demand, self._made_from = demand, made_from
        self._entries: list[Entry] = []
        self._at, self._read_only = -1, True
        self.made: list[Directive] = []
        self._meeting_id = ""
        self.list, self.text, self.speaker = QListWidget(), TextBox(), line()
        self.unit, self.field, self.section = combo_box(), combo_box(), combo_box()
        self.list.setAccessibleName(_("Reports and statements"))
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setSpacing(3)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        on_delete(self.list, _("Remove"), self.remove)
        self._lay_out(theme)
        self.list.currentRowChanged.connect(self._when_row_chosen)
        self.text.left.connect(self._leave)
        self.speaker.editingFinished.connect(self._leave)
        for combo in (self.unit, self.field, self.section):
            combo.activated.connect(lambda _index: self._leave())

    def _lay_out(self, theme: Theme) -> None:
        layout = QVBoxLayout(self.inner)
        layout.setContentsMargins(0, 12, 0, 12)
        layout.setSpacing(8)
        self.add_button = button(_("Add a repor&t"), icon="plus", theme=theme)
        self.add_button.setToolTip(self.add_button.text().replace("&", "") + " (Ctrl+Enter)")
        self.say_button = button(_("Add a &statement"), icon="plus", theme=theme)
        self.remove_button = button(_("Remove"))
        self.remove_button.setToolTip(f"{_('Remove')} (Delete)")
        self.praise_button = button(_("Add a co&mmendation"), icon="plus", theme=theme)
        for made, kind in (
            (self.add_button, EntryKind.REPORT),
            (self.say_button, EntryKind.STATEMENT),
            (self.praise_button, EntryKind.COMMENDATION),
        ):
            made.clicked.connect(lambda _checked=False, kind=kind: self._begin(kind))
        self.remove_button.clicked.connect(self.remove)
        buttons = Flow()
        for part in (self.add_button, self.say_button, self.praise_button, self.remove_button):
            buttons.addWidget(part)
        layout.addLayout(buttons)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(self.list)
        self.detail = QWidget()
        inner = QVBoxLayout(self.detail)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        self._of_report = widgets.field(_("Fie&ld"), self.field)
        self._of_section = widgets.field(_("Sect&ion"), self.section)
        self._of_statement = widgets.field(_("Spea&ker"), self.speaker)
        choices = QHBoxLayout()
        choices.setSpacing(12)
        self._of_unit = widgets.field(_("&Unit"), self.unit)
        choices.addWidget(self._of_unit, 1)
        choices.addWidget(self._of_statement, 1)
        inner.addLayout(choices)
        of_report = QHBoxLayout()
        of_report.setSpacing(12)
        of_report.addWidget(self._of_report, 2)
        of_report.addWidget(self._of_section, 1)
        inner.addLayout(of_report)
        self.told_text = Told(_("&Words"), self.text)
        self.text.setMinimumHeight(140)
        inner.addWidget(self.told_text, 1)
        self._of_demand = QWidget()
        demand = QVBoxLayout(self._of_demand)
        demand.setContentsMargins(0, 0, 0, 0)
        demand.setSpacing(4)
        buttons = Flow()
        self.see_button = button(_("See the directive"))
        self.see_button.clicked.connect(lambda: self.wanted.emit(f"directive.{self.made[-1].id}.text"))
        for part in (action_button(self._demand), self.see_button):
            buttons.addWidget(part)
        self.told_made, self.meant = text_label("", "secondary"), MeantDay()
        demand.addLayout(buttons)
        demand.addWidget(self.told_made)
        demand.addWidget(self.meant)
        inner.addWidget(self._of_demand)
        both.addWidget(self.detail, 1)
        layout.addLayout(both, 1)
        for section, words in SECTIONS.items():
            self.section.addItem(_(words), section.value)

    def take_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        for made in (self.add_button, self.say_button, self.praise_button):
            made.setIcon(icons.icon("plus", theme.text, theme.disabled))

    # Showing

    def show_meeting(self, meeting: Meeting, setting: Setting, *, read_only: bool) -> None:
        """Show the paragraphs of the meeting; the one chosen before stays chosen."""
        chosen = self._entries[self._at].id if 0 <= self._at < len(self._entries) else ""
        is_other, self._meeting_id = meeting.id != self._meeting_id, meeting.id
        empty = [] if is_other else [entry for entry in self._entries if not entry.text]
        self._setting, self._read_only = setting, read_only
        self._entries = [_of_narrative(found) for found in meeting.narratives]
        self._entries += [_of_statement(found) for found in meeting.statements]
        self._entries += [Entry(EntryKind.COMMENDATION, text=one.text, id=one.id) for one in meeting.commendations]
        present = {entry.id for entry in self._entries}
        self._entries += [entry for entry in empty if entry.id not in present and not read_only]
        adding = (self.add_button, self.say_button, self.praise_button)
        for control in (self.unit, self.field, self.section, *adding):
            control.setEnabled(not read_only)
        self.text.setReadOnly(read_only)
        self.speaker.setReadOnly(read_only)
        self.field.clear()
        for known in setting.fields:
            self.field.addItem(known.name, known.code)
        self._choose(next((at for at, entry in enumerate(self._entries) if entry.id == chosen), 0))

    def _choose(self, at: int) -> None:
        self._at = min(at, len(self._entries) - 1)
        self._show_list()
        self._fill()

    def _show_list(self) -> None:
        blocker = QSignalBlocker(self.list)
        self.list.clear()
        self.list.addItems([self._label(entry) for entry in self._entries])
        self.list.setCurrentRow(self._at)
        blocker.unblock()

    def _label(self, entry: Entry) -> str:
        metrics, width = self.list.fontMetrics(), LIST_WIDTH - 32
        lines = self._words_of(entry)
        return "\n".join(metrics.elidedText(words, Qt.TextElideMode.ElideRight, width) for words in lines)

    def _words_of(self, entry: Entry) -> tuple[str, str]:
        unit = self._setting.units.get(entry.unit_id or "")
        words = shorten(" ".join(entry.text.split()), 60) or _("(no words yet)")
        if entry.kind is EntryKind.COMMENDATION:
            return _("Commendation"), words
        if entry.kind is EntryKind.STATEMENT:
            who = entry.speaker or (unit.label if unit else "") or _("Discussion")
            return who, f"“{words}”"
        name = unit.label if unit else _("All together")
        return f"{name} – {_(SECTIONS[entry.section])}", words

    def _fill(self) -> None:
        self.detail.setEnabled(self._at >= 0)
        self.remove_button.setEnabled(self._at >= 0 and not self._read_only)
        entry = self._entries[self._at] if self._at >= 0 else Entry(EntryKind.REPORT)
        self.told_text.tell(None)
        is_report = entry.kind is EntryKind.REPORT
        self._of_report.setVisible(is_report)
        self._of_section.setVisible(is_report)
        self._of_statement.setVisible(entry.kind is EntryKind.STATEMENT)
        self._of_demand.setVisible(entry.kind is EntryKind.STATEMENT)
        self._of_unit.setVisible(entry.kind is not EntryKind.COMMENDATION)
        nobody = _("All together") if is_report else _("No unit")
        fill_units(self.unit, self._setting, entry.unit_id, nobody=nobody)
        self.field.setCurrentIndex(max(0, self.field.findData(entry.field)))
        self.section.setCurrentIndex(list(SECTIONS).index(entry.section))
        show_line(self.speaker, entry.speaker)
        self.text.setPlainText(entry.text)
        if self._meeting_id:
            self.remember_typing(self._meeting_id)
        self.show_made()

    def enter(self, meeting: Meeting) -> None:
        """Tell which directives were made from the chosen statement by now."""
        self.show_made()

    def show_made(self) -> None:
        """Tell which directives were made from the chosen statement."""
        entry = self._entries[self._at] if self._at >= 0 else None
        is_said = entry is not None and entry.kind is EntryKind.STATEMENT
        self.made = [one for one in self._made_from(self._meeting_id) if entry and one.statement_id == entry.id]
        self._demand.setEnabled(is_said and not self._read_only)
        self.see_button.setVisible(bool(self.made))
        sentence = _("The words chosen, or all of them, become a directive; who leads and by when are read from them.")
        words = [_("Made from it: {words}").format(words=one.text) for one in self.made]
        self.told_made.setText("\n".join(words) or sentence)
        self.meant.ask(self.made[-1] if self.made else None, read_only=self._read_only)

    def chosen_words(self) -> tuple[Statement, str] | None:
        """The chosen statement and the words marked in it; None while it has none, or another paragraph is chosen."""
        entry = self._entries[self._at] if self._at >= 0 else None
        if entry is None or entry.kind is not EntryKind.STATEMENT or not entry.text:
            return None
        marked = self.text.textCursor().selectedText().replace("\u2029", "\n").strip()
        return Statement(entry.id, entry.speaker, entry.text, entry.unit_id), marked

    def drafted(self) -> dict[str, QWidget]:
        """Words and speaker of the chosen paragraph."""
        entry = self._entries[self._at] if self._at >= 0 else None
        if entry is None:
            return {}
        chosen = entry.id if entry.text else f"new-{entry.kind.value}"
        return {f"entry.{chosen}.text": self.text, f"entry.{chosen}.speaker": self.speaker}

    def control_of(self, field: str) -> QWidget | None:
        """The words of a paragraph after it was chosen, or of a new one of its kind."""
        name, _sign, rest = field.partition(".")
        entry_id, _sign, part = rest.partition(".")
        if name != "entry":
            return None
        at = next((at for at, entry in enumerate(self._entries) if entry.id == entry_id), -1)
        if entry_id.startswith("new-"):
            self._begin(EntryKind(entry_id.removeprefix("new-")))
        elif at < 0:
            return None
        else:
            self._choose(at)
        return self.speaker if part == "speaker" else self.text

    # Typing

    def _leave(self) -> None:
        self.edited.emit()

    def _when_row_chosen(self, at: int) -> None:
        if at < 0:
            return
        self._leave()
        self._choose(at)

    def add(self) -> None:
        """Begin a paragraph of the kind that is chosen."""
        self._begin(self._entries[self._at].kind if self._at >= 0 else EntryKind.REPORT)

    def _begin(self, kind: EntryKind) -> None:
        if self._read_only:
            return
        self._leave()
        like = self._entries[self._at] if self._at >= 0 else None
        made = Entry(kind)
        is_report = kind is EntryKind.REPORT
        if is_report and like is not None and like.kind is kind:
            made.unit_id, made.field, made.section = like.unit_id, like.field, like.section
        elif is_report and self._setting.fields:
            made.field = self._setting.fields[0].code
        self._entries.append(made)
        self._choose(len(self._entries) - 1)
        (self.speaker if kind is EntryKind.STATEMENT else self.text).setFocus()

    def remove(self) -> None:
        """Take the chosen paragraph out; undo brings it back."""
        if self._at < 0 or self._read_only:
            return
        at, self._at = self._at, -1
        del self._entries[at]
        self._choose(min(at, len(self._entries) - 1))
        self.edited.emit()

    def rearrange(self, step: int) -> None:
        """Move the chosen paragraph among those of its kind."""
        at, to = self._at, self._at + step
        if self._read_only or at < 0 or not 0 <= to < len(self._entries):
            return
        if self._entries[at].kind is self._entries[to].kind:
            self._leave()
            self._entries[at], self._entries[to] = self._entries[to], self._entries[at]
            self._choose(to)
            self.edited.emit()

    # Reading

    def collect(self, meeting: Meeting) -> Meeting:
        """The meeting with the paragraphs that have words; one without words is told and waits."""
        self._read_entry()
        entries = [entry for entry in self._entries if entry.text]
        return replace(
            meeting,
            narratives=tuple(
                Narrative(entry.id, entry.field, entry.section, entry.text, entry.unit_id)
                for entry in entries
                if entry.kind is EntryKind.REPORT
            ),
            statements=tuple(
                Statement(entry.id, entry.speaker, entry.text, entry.unit_id)
                for entry in entries
                if entry.kind is EntryKind.STATEMENT
            ),
            commendations=tuple(
                Commendation(entry.id, entry.text) for entry in entries if entry.kind is EntryKind.COMMENDATION
            ),
        )

    def _read_entry(self) -> None:
        if self._at < 0:
            return
        entry = self._entries[self._at]
        entry.unit_id = self.unit.currentData()
        entry.field, entry.section = self.field.currentData() or "", Section(self.section.currentData())
        entry.speaker = self.speaker.text().strip()
        try:
            typed = clean_text(self.text.text())
        except InputError as error:
            self.told_text.tell(error)
            return
        if typed:
            entry.text = typed
        is_emptied = bool(entry.text) and not typed
        self.told_text.tell(InputError("This must not be empty. Use Remove to take it out.") if is_emptied else None)
        set_look(self.text, "wrong" if is_emptied else "")
        item = self.list.item(self._at)
        if item is not None:
            item.setText(self._label(entry))


def _of_narrative(found: Narrative) -> Entry:
    return Entry(EntryKind.REPORT, found.unit_id, found.field, found.section, "", found.text, found.id)


def _of_statement(found: Statement) -> Entry:
    return Entry(EntryKind.STATEMENT, found.unit_id, "", Section.RESULTS, found.speaker, found.text, found.id)
