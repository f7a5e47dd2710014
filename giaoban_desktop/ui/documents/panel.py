"""What can be done with the chosen paper, what it lacks, and how it keeps the decree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from giaoban_desktop.domain.attachments import Attachment
from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.meetings import MeetingState
from giaoban_desktop.errors import UserError
from giaoban_desktop.i18n import N_, _, ngettext
from giaoban_desktop.services.papers import Paper
from giaoban_desktop.ui import icons
from giaoban_desktop.ui.flow import flowing
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views.attachment_list import AttachmentList
from giaoban_desktop.ui.views.check_list import CheckList, beside, paint, wrapping
from giaoban_desktop.ui.views.finding_list import FindingModel, finding_list, take_theme
from giaoban_desktop.ui.widgets import (
    action_button,
    button,
    heading,
    secondary,
    set_look,
    tab_through,
)

if TYPE_CHECKING:
    from giaoban_desktop.services.printing import Finding

ICON, LINES_OF_FINDINGS, DIGEST_SHOWN = 18, 6, 16
STEPS = (
    N_("Draft"),
    N_("Freeze it, print it for signature"),
    N_("Signed: write in number and date"),
    N_("Issued"),
)
STEP_OF = {MeetingState.DRAFT: 0, MeetingState.READY: 2, MeetingState.ISSUED: 3}
"""The step at which the minutes stand; those before it are done."""


class PaperPanel(QScrollArea):
    """Buttons, steps, what is missing, findings. It scrolls as a whole only where the window is too low for it."""

    field_requested = Signal(str)
    """Asks for the field of the meeting where something is missing."""
    meeting_requested = Signal()
    """Asks for the meeting, or for the paper that holds instead of a print taken back."""

    def __init__(self, session: Session, actions: Mapping[str, QAction], theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("What to do with the paper"))
        self._inner = QWidget()
        layout = QVBoxLayout(self._inner)
        layout.setContentsMargins(20, 12, 20, 12)
        layout.setSpacing(8)
        self._add_buttons(layout, actions)
        self._add_steps(layout)
        self.scans = AttachmentList(session, _("Signed scan"), action_button(actions["scan"]))
        layout.addWidget(self.scans)
        self.check_list = CheckList(session, theme)
        self.check_list.field_requested.connect(self.field_requested)
        layout.addWidget(self.check_list)
        self._add_findings(layout)
        self.setWidget(self._inner)
        self._inner.installEventFilter(self)

    # Parts

    def _add_buttons(self, layout: QVBoxLayout, actions: Mapping[str, QAction]) -> None:
        pictures = {"print": "printer", "save": "file-pdf", "open": "folder-open"}
        self._buttons = {
            name: action_button(actions[name], icon=picture, theme=self._theme) for name, picture in pictures.items()
        }
        self._pictures = pictures
        self.annex = action_button(actions["annex"], look="segment")
        self.annex.setCheckable(True)
        actions["annex"].changed.connect(lambda: self.annex.setChecked(actions["annex"].isChecked()))
        self.attach = action_button(actions["attach"])
        _follow_visibility(self.attach, actions["attach"])
        layout.addWidget(flowing(self.annex, self.attach))
        layout.addWidget(flowing(*self._buttons.values()))
        self._steps_buttons: list[QPushButton] = []
        for name in ("freeze", "issue"):
            made = action_button(actions[name], look="primary")
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            _follow_visibility(made, actions[name])
            layout.addWidget(made)
            self._steps_buttons.append(made)
        self.why = wrapping("", "secondary")
        layout.addWidget(self.why)
        self.said = wrapping("", "done")
        layout.addWidget(self.said)
        self.link = button("", look="link")
        self.link.clicked.connect(self.meeting_requested)
        layout.addWidget(self.link)
        self._compare = action_button(actions["compare"])
        _follow_visibility(self._compare, actions["compare"])
        layout.addWidget(self._compare)
        self._further = [action_button(actions[name]) for name in ("reopen", "amend", "write", "take_out")]
        for made, name in zip(self._further, ("reopen", "amend", "write", "take_out"), strict=True):
            _follow_visibility(made, actions[name])
            layout.addWidget(made)

    def _add_steps(self, layout: QVBoxLayout) -> None:
        self._steps = QWidget()
        inner = QVBoxLayout(self._steps)
        inner.setContentsMargins(0, 8, 0, 0)
        inner.setSpacing(4)
        self._step_lines: list[tuple[QLabel, QLabel]] = []
        for words in STEPS:
            picture, label = QLabel(), wrapping(_(words))
            inner.addLayout(beside(picture, label))
            self._step_lines.append((picture, label))
        self.register = wrapping("")
        self.digest = secondary("")
        self.digest.setWordWrap(True)
        layout.addWidget(self._steps)
        layout.addWidget(self.register)
        layout.addWidget(self.digest)

    def _add_findings(self, layout: QVBoxLayout) -> None:
        self.findings_title = heading("")
        self.findings_title.setWordWrap(True)
        self.findings_title.setContentsMargins(0, 12, 0, 0)
        self.told = wrapping("", "secondary")
        self.findings = FindingModel()
        self.finding_list = finding_list(self.findings, self._theme)
        layout.addWidget(self.findings_title)
        layout.addWidget(self.told)
        layout.addWidget(self.finding_list, 1)

    @property
    def controls(self) -> list[QWidget]:
        """What Tab goes through, in reading order."""
        return [
            self.annex,
            self.attach,
            *self._buttons.values(),
            *self._steps_buttons,
            self.link,
            self._compare,
            *self._further,
            *self.scans.controls,
            *self.check_list.links,
            self.finding_list,
        ]

    # Showing

    def show_paper(
        self,
        paper: Paper,
        missing: Sequence[UserError],
        scans: Sequence[Attachment] = (),
    ) -> None:
        """Show where the paper stands, what it lacks, and the scans of it as it was signed."""
        self.scans.show_attachments(scans)
        self.scans.setVisible(bool(scans) or paper.state in (MeetingState.READY, MeetingState.ISSUED))
        self.why.setText(_why(paper, len(missing)))
        self.why.setVisible(bool(self.why.text()))
        self.say("")
        self.link.setText(_("Open the paper that holds") if paper.is_superseded else _("Open the meeting"))
        self.link.setVisible(paper.state is MeetingState.WITHDRAWN and paper.is_minutes)
        self._show_steps(paper.state)
        self._show_register(paper)
        self.check_list.show_list(missing, paper.meeting)
        tab_through(*self.controls)
        self._fit()

    def say(self, sentence: str) -> None:
        """Say what was done with the paper just now."""
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        self._fit()

    def show_checking(self) -> None:
        """The paper is being measured."""
        self.findings.set_rows([])
        self._tell_findings(_("Layout"), _("The rules of the decree are being measured…"))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what was measured."""
        self.findings.set_rows(findings)
        failed = sum(not found.passed for found in findings)
        passed = len(findings) - failed
        title = _("Layout ({passed} kept)").format(passed=passed)
        if failed:
            title = _("Layout ({failed} not kept, {passed} kept)").format(failed=failed, passed=passed)
        self._tell_findings(title, _("By Decree 30/2020/NĐ-CP"))

    def show_unmeasured(self, sentence: str) -> None:
        """The paper could not be measured; say why."""
        self.findings.set_rows([])
        self._tell_findings(_("Layout"), sentence)

    def take_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = self.check_list.theme = theme
        for name, made in self._buttons.items():
            made.setIcon(icons.icon(self._pictures[name], theme.text, theme.disabled))
        take_theme(self.finding_list, theme)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep every line of the texts in sight; a scroll area does not ask how high text is at a width."""
        if watched is self._inner and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit()
        return super().eventFilter(watched, event)

    def least_width(self) -> int:
        """The width at which no button is cut."""
        return self._inner.minimumSizeHint().width() + 2 * self.frameWidth()

    # Filling

    def _fit(self) -> None:
        self.finding_list.setMinimumHeight(self.fontMetrics().height() * LINES_OF_FINDINGS)
        layout = self._inner.layout()
        assert layout is not None
        wanted = layout.minimumHeightForWidth(self.viewport().width())
        if self._inner.minimumHeight() != wanted:
            self._inner.setMinimumHeight(wanted)

    def _show_steps(self, state: MeetingState) -> None:
        self._steps.setVisible(state in STEP_OF)
        at = STEP_OF.get(state, 0)
        is_over = state is MeetingState.ISSUED
        for number, (picture, label) in enumerate(self._step_lines):
            is_done, is_now = number < at or is_over, number == at and not is_over
            name = "check-circle" if is_done else "circle-half" if is_now else "circle-dashed"
            color = "done" if is_done else "link" if is_now else "text2"
            paint(picture, name, color, self._theme)
            set_look(label, "strong" if is_now else color.replace("text2", "secondary"))
        words = _("Step {number} of {count}: {step}").format(number=at + 1, count=len(STEPS), step=_(STEPS[at]))
        self._steps.setAccessibleName(words)

    def _show_register(self, paper: Paper) -> None:
        is_issued = paper.state is MeetingState.ISSUED and paper.issued_on is not None
        self.register.setVisible(is_issued)
        if paper.issued_on is not None:
            words = _("Number {number}, {day}").format(number=paper.reference, day=short_date(paper.issued_on))
            self.register.setText(words)
        self.digest.setVisible(is_issued)
        self.digest.setText(_("Digest of the file: {digest}").format(digest=f"{paper.digest[:DIGEST_SHOWN]}…"))
        self.digest.setToolTip(f"SHA-256: {paper.digest}")

    def _tell_findings(self, title: str, sentence: str) -> None:
        self.findings_title.setText(title)
        self.told.setText(sentence)


def _why(paper: Paper, missing: int) -> str:
    """Why the next step cannot be done yet, or what it brings about."""
    if paper.is_superseded:
        taken = _("This print was taken back to be corrected. It is kept, but does not hold any more.")
        if paper.reopened_on is None:
            return taken
        why = _("Back to draft on {day}: {reason}").format(day=short_date(paper.reopened_on), reason=paper.reason)
        return f"{taken}\n{why}"
    if paper.state is MeetingState.DRAFT and missing:
        return ngettext(
            "It can be frozen once {count} thing is added.", "It can be frozen once {count} things are added.", missing
        ).format(count=missing)
    if paper.state is MeetingState.DRAFT:
        return _("Freezing keeps the content as it is; then print it and have it signed.")
    if paper.state is MeetingState.READY:
        return _("Print it and have it signed; then write in the number and date of the register.")
    if paper.state is MeetingState.WITHDRAWN:
        return _("The meeting is withdrawn. Restore it there to use its minutes again.")
    return ""


def _follow_visibility(made: QWidget, action: QAction) -> None:
    if not action.isVisible():  # showing it before it has its place would show a window
        made.hide()
    action.changed.connect(lambda: made.setVisible(action.isVisible()))
