"""Văn bản: the minutes of each meeting as they will be printed, what they lack, and the steps to their issue."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from giaoban_desktop import i18n
from giaoban_desktop.domain.meetings import MeetingState
from giaoban_desktop.errors import UserError
from giaoban_desktop.i18n import N_, _
from giaoban_desktop.services import (
    annex,
    attachments,
    overview,
    papers,
    printing,
    registers,
)
from giaoban_desktop.services.changes import Kind
from giaoban_desktop.services.papers import Paper
from giaoban_desktop.ui.documents.output import PaperOutput
from giaoban_desktop.ui.documents.panel import PaperPanel
from giaoban_desktop.ui.documents.paper_list import PaperListModel, one_line_width, paper_list, take_theme
from giaoban_desktop.ui.documents.register_view import RegisterView
from giaoban_desktop.ui.documents.steps import PaperSteps
from giaoban_desktop.ui.newest_task import NewestTask
from giaoban_desktop.ui.page import DRAFTS, Page, Place
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.split import Split
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views.check_list import CheckList
from giaoban_desktop.ui.views.paper_preview import PaperPreview
from giaoban_desktop.ui.widgets import EmptyState, action_button, panel, tab_through, title

LIST_WIDTH, LIST_LEAST, LIST_SHARE = 256, 216, 0.25
PANEL_WIDTH, PANEL_LEAST, PREVIEW_LEAST = 302, 264, 320
BODY_LINE = 19
"""Height of a line of body text at 100 %; the panel grows with it, up to half again."""
REST_MS = 120
"""Whoever runs through the list has only the paper measured on which he rests."""
FILTERS = {
    "": N_("In use"),
    MeetingState.DRAFT: N_("Drafts"),
    MeetingState.READY: N_("Frozen for signature"),
    MeetingState.ISSUED: N_("Issued"),
    MeetingState.WITHDRAWN: N_("Withdrawn"),
}


class DocumentsPage(Page):
    """List, preview, and at the right what can be done with the chosen paper."""

    kinds = frozenset({Kind.DOCUMENTS, Kind.MEETINGS, Kind.FIGURES, Kind.DIRECTIVES, Kind.OFFICE})

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self._papers: list[Paper] = []
        self._pdf = b""
        self.preview = PaperPreview(theme)
        self._make_actions()
        self.model = PaperListModel()
        self.panel = PaperPanel(session, self._panel_actions, theme)
        self.panel.field_requested.connect(self._open_field)
        self.panel.meeting_requested.connect(self._open_related)
        self.check_list.figures_requested.connect(lambda: self.open_requested.emit("figures", ""))
        self.check_list.drafts_requested.connect(lambda: self.open_requested.emit(DRAFTS, ""))
        self.check = NewestTask(session, rest_ms=REST_MS)
        self.check.done.connect(self.panel.show_findings)
        self.check.refused.connect(lambda error: self.panel.show_unmeasured(i18n.translate(error)))
        self.drawing = NewestTask(session)
        self.drawing.done.connect(lambda pdf: self._show_pdf(pdf))
        self.drawing.refused.connect(self._when_no_annex)
        self.steps.said.connect(self.panel.say)
        self.output = PaperOutput(self, session, self.preview)
        self.output.said.connect(self.panel.say)
        self._stack = QStackedWidget()
        paper = QWidget()
        layout = QHBoxLayout(paper)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._column = self._master()
        self._split = Split("documents", self._column, self.preview, self.panel, wide=1)
        layout.addWidget(self._split)
        self.empty = EmptyState(
            _("No papers yet"),
            _("The minutes of each meeting stand here as they will be printed. Record a meeting first."),
            _("Go to the meetings"),
            lambda: self.open_requested.emit("meetings", ""),
        )
        self._stack.addWidget(paper)
        self._stack.addWidget(self.empty)
        self.register = RegisterView()
        self.register.opened.connect(self._open_registered)
        self.register.declared.connect(
            lambda series, own: self.session.do(lambda book: registers.declare(book, series, own=own))
        )
        self.register.left.connect(self._leave_register)
        self._stack.addWidget(self.register)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        tab_through(self.filter, self.list, self.to_register, *self.preview.controls, *self.panel.controls)
        self._fit()

    def _make_actions(self) -> None:
        self._print = self.page_action(_("Print"), "Ctrl+P", lambda: self._with_pdf(self.output.ask_printer))
        self._save = self.page_action(_("Save as PDF…"), "Ctrl+S", lambda: self._with_pdf(self.output.ask_file))
        self._open = self.page_action(_("Open as PDF"), "Ctrl+O", lambda: self._with_pdf(self.output.open))
        self._annex = self.page_action(_("Annex of figures"), "Ctrl+L", self._show_chosen)
        self._annex.setCheckable(True)
        self.steps: PaperSteps = PaperSteps(self)
        self.steps.wanted.connect(self._show_rows)
        self.steps.annex_wanted.connect(self._annex.setChecked)
        self._registered = self.page_action(_("Register of papers"), "Ctrl+B", self._show_register)
        self._go = self.page_action(_("Go to what is missing"), "Ctrl+G", lambda: self.check_list.go_to_first())
        self._general: QAction = self.page_action(
            _("Directives that name nobody are for everybody"), "Ctrl+Shift+G", lambda: self.check_list.mark_general()
        )
        self._panel_actions: dict[str, QAction] = {
            "annex": self._annex,
            "print": self._print,
            "save": self._save,
            "open": self._open,
            **self.steps.actions,
        }
        self.addActions(self.preview.commands)

    def _master(self) -> QWidget:
        holder = panel("masterColumn")
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 16, 0, 0)
        layout.setSpacing(8)
        head = title(_("Papers"))
        head.setContentsMargins(16, 0, 16, 0)
        self.filter = QComboBox()
        self.filter.setAccessibleName(_("Which papers are shown"))
        self.filter.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for state, words in FILTERS.items():
            self.filter.addItem(_(words), str(state))
        self.filter.activated.connect(lambda _at: self._show_rows(""))
        place = QHBoxLayout()
        place.setContentsMargins(16, 0, 16, 0)
        place.addWidget(self.filter)
        self.list = paper_list(self.model, self.theme)
        self.list.selectionModel().currentChanged.connect(lambda *_indexes: self._show_chosen())
        layout.addWidget(head)
        layout.addLayout(place)
        layout.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 0, 16, 12)
        self.to_register: QPushButton = action_button(self._registered)
        foot.addWidget(self.to_register)
        foot.addStretch(1)
        layout.addLayout(foot)
        return holder

    # Showing

    def load(self) -> None:
        """Read the papers and show the chosen one."""
        self._papers = self.session.read(papers.listed)
        if self._stack.currentWidget() is self.register and self._papers:
            self._fill_register()
        else:
            self._stack.setCurrentIndex(0 if self._papers else 1)
        self._show_rows(self.chosen.id if self.chosen else "")

    def open_row(self, row_id: str) -> None:
        """Choose the paper of a meeting; the newest when the id is empty."""
        self._stack.setCurrentIndex(0 if self._papers else 1)
        paper_id = Place.of(row_id).row_id
        if paper_id and self.model.row_of(paper_id) < 0:
            self.filter.setCurrentIndex(0)
        self._show_rows(paper_id)

    @property
    def chosen(self) -> Paper | None:
        """The paper that is shown."""
        index = self.list.currentIndex()
        return self.model.paper(index.row()) if index.isValid() else None

    @property
    def check_list(self) -> CheckList:
        """What the chosen paper lacks."""
        return self.panel.check_list

    @property
    def side_panel(self) -> QWidget | None:
        """What can be done with the paper."""
        return self.panel

    def panes(self) -> list[QWidget]:
        """The list, the preview, the panel; or the register."""
        if self._stack.currentWidget() is self.register:
            return [self.register.table]
        return [self.list, self.preview, self.panel] if self._papers else [self.empty]

    def take_focus(self) -> None:
        """The list of papers, or the way to the meetings."""
        if not self._papers and self.empty.start_button:
            self.empty.start_button.setFocus()
        else:
            self.panes()[0].setFocus()

    def take_theme(self, theme: Theme) -> None:
        """Other colours around the paper, and columns as wide as the letters want."""
        self.preview.take_theme(theme)
        self.panel.take_theme(theme)
        take_theme(self.list, theme)
        self._fit()
        super().take_theme(theme)

    def _fit(self) -> None:
        larger = min(1.5, max(1.0, QFontMetrics(self.font()).height() / BODY_LINE))
        wanted = max(LIST_WIDTH, one_line_width(self.font()))
        list_width = max(LIST_LEAST, min(wanted, round(self.width() * LIST_SHARE)))
        panel_width = min(round(PANEL_WIDTH * larger), self.width() - list_width - PREVIEW_LEAST)
        panel_width = max(PANEL_LEAST, panel_width, self.panel.least_width())
        self._column.setMinimumWidth(LIST_LEAST)
        self.panel.setMinimumWidth(max(PANEL_LEAST, self.panel.least_width()))
        self.preview.setMinimumWidth(PREVIEW_LEAST)
        self._split.propose([list_width, 0, panel_width])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the columns narrower in a small window."""
        self._fit()
        super().resizeEvent(event)

    def _show_rows(self, chosen_id: str) -> None:
        """Show what the filter lets through, and choose a paper: the one of before, or the first."""
        chosen_id = chosen_id or (self.chosen.id if self.chosen else "")
        wanted = self.filter.currentData()
        self.model.set_rows([found for found in self._papers if _is_in(found, wanted)])
        at = self.model.row_of(chosen_id)
        at = at if at >= 0 else self.model.first_row()
        if at >= 0:
            self.list.setCurrentIndex(self.model.index(at))
        else:
            self._show_chosen()

    def _show_chosen(self) -> None:
        found = self.chosen
        is_draft = found is not None and found.state is MeetingState.DRAFT
        missing = self.session.read(lambda book: papers.missing(book, found)) if found and is_draft else []
        self._annex.setEnabled(found is not None and found.is_minutes and not found.is_superseded)
        self.steps.offer(found, missing)
        document_id = found.document_id if found else ""
        scans = self.session.read(lambda book: attachments.scans_of(book, document_id)) if document_id else []
        if found is not None:
            self.panel.show_paper(found, missing, scans)
            self._fit()
        else:
            self.check_list.show_list([])
        self._general.setVisible(self.check_list.can_mark_general)
        self._go.setEnabled(self.check_list.can_go)
        self.panel.setEnabled(found is not None)
        self.drawing.drop()
        if found is not None and self._is_annex:
            path, meeting_id = self.session.book.path, found.id
            self._show_pdf(b"")
            self.drawing.start(lambda _progress: annex.annex_from(path, meeting_id))
        else:
            self._show_pdf(self.session.read(lambda book: papers.pdf(book, found)) if found else b"")

    def _show_pdf(self, pdf: bytes) -> None:
        for action in (self._print, self._save, self._open):
            action.setEnabled(bool(pdf))
        self.preview.show_pdf(pdf)
        if pdf == self._pdf:
            return
        self._pdf = pdf
        self.check.drop()
        self.panel.show_checking()
        if pdf:
            self.check.start(lambda progress: printing.conformance_of_pdf(pdf, at_page=lambda: progress(0, 0)))

    @property
    def _is_annex(self) -> bool:
        return self._annex.isChecked() and self._annex.isEnabled()

    def _when_no_annex(self, error: UserError) -> None:
        """The minutes again where nothing was reported."""
        self._annex.setChecked(False)
        self.session.refused.emit(error)
        self._show_chosen()

    # Elsewhere

    def _open_field(self, field: str) -> None:
        found = self.chosen
        if found is not None:
            self.open_requested.emit("meetings", str(Place(found.meeting.id, field)))

    def _open_related(self) -> None:
        found = self.chosen
        if found is not None and found.is_superseded:
            self.open_row(found.meeting.id)
        elif found is not None:
            self.open_requested.emit("meetings", found.meeting.id)

    # The register

    def _show_register(self) -> None:
        self._stack.setCurrentWidget(self.register)
        self._fill_register()
        self.register.table.setFocus()

    def _fill_register(self) -> None:
        self.register.show_register(self.session.read(registers.read), self.session.read(overview.units_by_id))

    def _leave_register(self) -> None:
        self._stack.setCurrentIndex(0 if self._papers else 1)
        self.take_focus()

    def _open_registered(self, meeting_id: str) -> None:
        self._leave_register()
        self.open_row(meeting_id)

    # The PDF elsewhere

    def _with_pdf(self, act: Callable[..., None]) -> None:
        found = self.chosen
        if found is not None:
            act(found, self._pdf, is_annex=self._is_annex)


def _is_in(paper: Paper, wanted: str) -> bool:
    """Whether a filter lets a paper through; what is withdrawn shows only when it is asked for."""
    if not wanted:
        return paper.state is not MeetingState.WITHDRAWN
    return paper.state.value == wanted
