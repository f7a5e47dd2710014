"""Conclusion and directives: what was concluded, and what is demanded of whom until when."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from giaoban_desktop.domain.directives import Directive
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.meetings import Meeting
from giaoban_desktop.errors import InputError
from giaoban_desktop.i18n import _
from giaoban_desktop.services import drafts, meetings
from giaoban_desktop.ui import icons
from giaoban_desktop.ui.fields import TextBox, Told, combo_box, on_delete
from giaoban_desktop.ui.meetings.editing import EditorTab, Setting, fill_units
from giaoban_desktop.ui.meetings.origin_line import OriginLine
from giaoban_desktop.ui.page import Place
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views.deadline_field import DeadlineField
from giaoban_desktop.ui.views.directive_table import STATE, DirectiveModel, directive_table, take_theme
from giaoban_desktop.ui.widgets import button, field, heading, row, secondary

ALL_FORCES, GENERAL = "*", "general"
NEW = "new"
"""Stands for the directive that is begun, in the names of places."""


class ConclusionTab(EditorTab):
    """The conclusion, the table of directives, and below it the chosen one or a new one.

    `wanted` asks for the place of what a directive was made from; `removed` tells that one was taken out.
    """

    wanted = Signal(str)
    removed = Signal()

    def __init__(self, session: Session, theme: Theme, page: QObject) -> None:
        super().__init__(_("Conclusion and directives"))
        self._session, self._page = session, page
        self._chosen: Directive | None = None
        self._is_filling, self._read_only = False, True
        self._meeting: Meeting | None = None
        self.conclusion, self.text = TextBox(), TextBox()
        self.origin = OriginLine()
        self.origin.wanted.connect(self.wanted)
        self.model = DirectiveModel()
        self.table = directive_table(self.model, theme, _("Directives"), place="conclusion")
        self.table.setMinimumHeight(132)
        self.table.setColumnHidden(STATE, True)  # of a directive just given it says nothing yet
        self.table.selectionModel().currentRowChanged.connect(self._when_row_chosen)
        on_delete(self.table, _("Remove"), self.remove)
        self.lead, self.due, self.helpers = combo_box(), DeadlineField(), QListWidget()
        self.deadline, self.understood = self.due.line, self.due.understood
        self._lay_out(theme)
        self.conclusion.left.connect(self.edited)
        self.text.left.connect(self._leave)
        self.due.left.connect(self._leave)
        self.lead.activated.connect(lambda _index: self._when_lead_chosen())
        self.helpers.itemChanged.connect(lambda _item: self.commit())

    def _lay_out(self, theme: Theme) -> None:
        layout = QVBoxLayout(self.inner)
        layout.setContentsMargins(0, 12, 0, 12)
        layout.setSpacing(8)
        layout.addWidget(field(_("Co&nclusion"), self.conclusion))
        self._count = secondary("")
        self.add_button = button(_("Add a &directive"), icon="plus", theme=theme)
        self.add_button.setToolTip(_("Add a &directive").replace("&", "") + " (Ctrl+Enter)")
        self.add_button.clicked.connect(self.add)
        self.remove_button = button(_("Remove"))
        self.remove_button.setToolTip(f"{_('Remove')} (Delete)")
        self.remove_button.clicked.connect(self.remove)
        layout.addLayout(row(heading(_("Directives")), self._count, None, self.remove_button, self.add_button))
        layout.addWidget(self.table, 1)
        self.told_text = Told(_("&Words of the directive, as they were spoken"), self.text)
        self.told_helpers = Told(_("Coordinating &units"), self.helpers)
        layout.addWidget(self.told_text)
        layout.addWidget(self.origin)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addLayout(_top(field(_("&Lead"), self.lead)), 3)
        below.addLayout(_top(self.told_helpers), 3)
        below.addLayout(_top(self.due), 4)
        layout.addLayout(below)
        self._fit_heights()
        self.helpers.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _fit_heights(self) -> None:
        """Three lines for the conclusion, two for the words of a directive, four units."""
        line = self.fontMetrics().lineSpacing()
        self.conclusion.setFixedHeight(3 * line + 24)
        self.text.setFixedHeight(2 * line + 24)
        self.helpers.setFixedHeight(4 * (line + 2) + 8)

    def changeEvent(self, event: QEvent) -> None:
        """Fit again when the text grows or shrinks."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit_heights()

    def take_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.add_button.setIcon(icons.icon("plus", theme.text, theme.disabled))
        take_theme(self.table, theme)

    def drafted(self) -> dict[str, QWidget]:
        """The conclusion, and words and deadline of the directive in the fields."""
        chosen = self._chosen.id if self._chosen else NEW
        return {
            "conclusion": self.conclusion,
            f"directive.{chosen}.text": self.text,
            f"directive.{chosen}.deadline": self.deadline,
        }

    def control_of(self, field: str) -> QWidget | None:
        """The field itself; of a directive after it was chosen."""
        if field == "conclusion":
            return self.conclusion
        name, _sign, rest = field.partition(".")
        directive_id, _sign, part = rest.partition(".")
        if name != "directive":
            return None
        if directive_id != NEW and self.model.row_of(directive_id) < 0:
            return None
        self._choose(-1 if directive_id == NEW else self.model.row_of(directive_id))
        controls: dict[str, QWidget] = {"deadline": self.deadline, "lead": self.lead}
        return controls.get(part, self.text)

    # Showing

    def show_meeting(self, meeting: Meeting, setting: Setting, *, read_only: bool) -> None:
        """Show the conclusion and the directives; the one chosen before stays chosen."""
        is_other = self._meeting is None or self._meeting.id != meeting.id
        self._meeting, self._setting, self._read_only = meeting, setting, read_only
        if self.conclusion.text().strip() != meeting.conclusion:
            self.conclusion.setPlainText(meeting.conclusion)
        for box in (self.conclusion, self.text, self.deadline):
            box.setReadOnly(read_only)
        for control in (self.lead, self.helpers, self.add_button):
            control.setEnabled(not read_only)
        self.reload("" if is_other or self._chosen is None else self._chosen.id, at_first=is_other)

    def enter(self, meeting: Meeting) -> None:
        """Tell what the chosen directive was made from, as the meeting says it now."""
        self.origin.show_origin(self._chosen, meeting)

    def reload(self, chosen_id: str, *, at_first: bool = False) -> None:
        """Read the directives of the meeting again and choose one; a new one when the id is empty."""
        assert self._meeting is not None
        meeting_id = self._meeting.id
        found = self._session.read(lambda book: meetings.directives_of(book, meeting_id))
        self._show_rows(found)
        at = self.model.row_of(chosen_id)
        if at < 0 and found and (at_first or chosen_id):
            at = 0
        if not at_first and self._chosen == (self.model.directive(at) if at >= 0 else None):
            self._select(at)  # what is typed and not kept yet stays
        else:
            self._choose(at)

    def _show_rows(self, found: list[Directive]) -> None:
        self._is_filling = True
        self.model.set_rows(found, self._setting.units, self._session.today)
        self._is_filling = False
        self._count.setText(_("{count} given").format(count=len(found)))

    def _choose(self, at: int) -> None:
        """Choose a row and fill the fields from it; a new directive when it is -1."""
        self._select(at)
        self._chosen = self.model.directive(at) if at >= 0 else None
        self._fill()
        if self._meeting is not None:
            self.remember_typing(self._meeting.id)

    def _select(self, at: int) -> None:
        self._is_filling = True
        if at >= 0:
            self.table.selectRow(at)
        else:
            self.table.clearSelection()
            self.table.setCurrentIndex(QModelIndex())
        self._is_filling = False
        self.remove_button.setEnabled(at >= 0 and not self._read_only)

    def _fill(self) -> None:
        found = self._chosen
        self.text.setPlainText(found.text if found else "")
        self.told_text.tell(None)
        self.told_helpers.tell(None)
        fill_units(self.lead, self._setting, None, nobody=_("Not given"))
        self.lead.addItem(_("Everybody, no lead"), GENERAL)
        lead = GENERAL if found and found.general else found.lead_id if found else None
        self.lead.setCurrentIndex(max(0, self.lead.findData(lead)))
        self._fill_helpers(found)
        if self._meeting is not None:
            self.due.show_deadline(found, self._meeting.held_on, refused=self._refused_deadline())
        self.origin.show_origin(found, self._meeting)

    def _refused_deadline(self) -> str:
        """The deadline that was typed for this directive and could not be kept; it waits to be put right."""
        if self._chosen is None or self._meeting is None or self._read_only:
            return ""
        place = f"meetings/{Place(self._meeting.id, f'directive.{self._chosen.id}.deadline')}"
        kept = self._session.read(drafts.listed)
        return next((draft.text for draft in kept if draft.place == place), "")

    def _fill_helpers(self, found: Directive | None) -> None:
        blocker = QSignalBlocker(self.helpers)
        self.helpers.clear()
        offered = [(ALL_FORCES, _("All forces")), *((unit.id, unit.label) for unit in self._setting.units.values())]
        for unit_id, words in offered:
            item = QListWidgetItem(words, self.helpers)
            item.setData(Qt.ItemDataRole.UserRole, unit_id)
            is_all, helpers = (found.all_forces, found.coordinating_ids) if found else (False, ())
            is_in = is_all if unit_id == ALL_FORCES else unit_id in helpers
            item.setCheckState(Qt.CheckState.Checked if is_in else Qt.CheckState.Unchecked)
        blocker.unblock()

    # Typing

    def collect(self, meeting: Meeting) -> Meeting:
        """The meeting with its conclusion."""
        try:
            return replace(meeting, conclusion=self.conclusion.text())
        except InputError:
            return meeting

    def commit(self) -> None:
        """Keep the directive that stands in the fields, when it is one and changed."""
        if self._is_filling or self._read_only or self._meeting is None:
            return
        typed = self._typed()
        if typed is None or typed == self._chosen:
            return
        before, self._chosen = self._chosen, typed
        if not self._session.do(lambda book: meetings.save_directive(book, typed), initiator=self._page):
            self._chosen = before
            return
        meeting_id = self._meeting.id
        self._show_rows(self._session.read(lambda book: meetings.directives_of(book, meeting_id)))
        at = self.model.row_of(typed.id)
        self._select(at)
        self._chosen = self.model.directive(at)
        if self._chosen.deadline == typed.deadline and self.due.is_right:
            self.due.keep(self._chosen.when)
        self.remember_typing(meeting_id)

    def _leave(self) -> None:
        if self.isVisible():
            self.commit()

    def add(self) -> None:
        """Keep what is typed and begin a new directive."""
        if self._read_only:
            return
        self.text.setFocus()  # leaves the deadline, whose text is remembered when it is wrong
        self.commit()
        if self._chosen is not None and not self._is_half_begun():
            self._choose(-1)

    def remove(self) -> None:
        """Take the chosen directive out; undo brings it back."""
        found, at = self._chosen, self.table.currentIndex().row()
        if found is None or self._read_only:
            return
        if self._session.do(lambda book: meetings.remove_directive(book, found), initiator=self._page):
            self._chosen = None
            self.reload("")
            self._choose(min(at, self.model.rowCount() - 1))
            self.removed.emit()

    def rearrange(self, step: int) -> None:
        """Move the chosen directive up or down."""
        self.commit()
        at = self.table.currentIndex().row()
        to = at + step
        if self._chosen is None or self._read_only or at < 0 or not 0 <= to < self.model.rowCount():
            return
        ids = [self.model.directive(index).id for index in range(self.model.rowCount())]
        ids[at], ids[to] = ids[to], ids[at]
        meeting_id, chosen_id = self._chosen.meeting_id or "", self._chosen.id
        arranged = self._session.do(
            lambda book: meetings.arrange_directives(book, meeting_id, ids), initiator=self._page
        )
        if arranged:
            self.reload(chosen_id)

    def _when_row_chosen(self, index: QModelIndex, _before: QModelIndex) -> None:
        if self._is_filling or not index.isValid():
            return
        wanted = self.model.directive(index.row()).id
        self.commit()
        if self._is_half_begun():
            self._select(-1)
            self.text.setFocus()
            return
        self._choose(self.model.row_of(wanted))

    def _is_half_begun(self) -> bool:
        """True for a new directive of which all is typed but its words; it is told, and not left."""
        return self._chosen is None and bool(self.told_text.sentence)

    def _when_lead_chosen(self) -> None:
        blocker = QSignalBlocker(self.helpers)
        for at in range(self.helpers.count()):
            item = self.helpers.item(at)
            if item.data(Qt.ItemDataRole.UserRole) == self.lead.currentData():
                item.setCheckState(Qt.CheckState.Unchecked)
        blocker.unblock()
        self.commit()

    # Reading

    def _typed(self) -> Directive | None:
        """The directive in the fields; None when nothing is typed. What is wrong is told and stays as it was."""
        text = self.text.text().strip()
        if self._chosen is None and not text:
            has_more = bool(self.deadline.text().strip() or self.lead.currentData() or self._checked())
            self.told_text.tell(InputError("Write the words of the directive; then it is kept.") if has_more else None)
            return None
        base = self._chosen or self._blank(text)
        values: dict[str, Any] = {**self._typed_lead(), **self._typed_helpers()}
        self.told_text.tell(None)
        if text:
            values["text"] = text
        else:
            self.told_text.tell(InputError("This must not be empty. Use Remove to take the directive out."))
        if self.due.is_right:
            when = self.due.typed()
            values |= {"deadline": when.deadline, "standing": when.standing, "recurrence": when.recurrence}
        self.told_helpers.tell(None)
        try:
            return replace(base, **values)
        except InputError as error:
            (self.told_helpers if error.field == "coordinating" else self.told_text).tell(error)
            return base if self._chosen else None

    def _typed_lead(self) -> dict[str, Any]:
        chosen = self.lead.currentData()
        return {"lead_id": None if chosen == GENERAL else chosen, "general": chosen == GENERAL}

    def _blank(self, text: str) -> Directive:
        assert self._meeting is not None
        leader = self._meeting.leader
        given_by = leader.addressed if leader else ""
        return Directive(new_id(), text, self._meeting.held_on, given_by, meeting_id=self._meeting.id)

    def _checked(self) -> list[str]:
        items = [self.helpers.item(at) for at in range(self.helpers.count())]
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _typed_helpers(self) -> dict[str, Any]:
        checked = self._checked()
        before = self._chosen.coordinating_ids if self._chosen else ()
        kept = [unit_id for unit_id in before if unit_id in checked]
        added = [unit_id for unit_id in checked if unit_id not in kept and unit_id != ALL_FORCES]
        return {"coordinating_ids": tuple(kept + added), "all_forces": ALL_FORCES in checked}


def _top(part: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.addWidget(part)
    layout.addStretch(1)
    return layout
