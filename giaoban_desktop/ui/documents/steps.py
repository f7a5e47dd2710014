"""What can be done with a paper on its way to the issue and after it; each step asks in a dialog where it must."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal

from giaoban_desktop.domain.amendments import Amendment
from giaoban_desktop.domain.documents import AttachedAnnex
from giaoban_desktop.domain.meetings import MeetingState
from giaoban_desktop.errors import UserError
from giaoban_desktop.i18n import _, ngettext
from giaoban_desktop.services import amendments, annex, attachments, papers, validation
from giaoban_desktop.services.attachments import Stored
from giaoban_desktop.services.papers import Paper
from giaoban_desktop.ui.documents.amend_dialog import AmendDialog
from giaoban_desktop.ui.documents.annex_dialog import AnnexDialog
from giaoban_desktop.ui.documents.compare_dialog import CompareDialog
from giaoban_desktop.ui.documents.number_dialog import NumberDialog
from giaoban_desktop.ui.documents.reopen_dialog import ReopenDialog
from giaoban_desktop.ui.page import Page
from giaoban_desktop.ui.views.attaching import ask_file


class PaperSteps(QObject):
    """The actions by their names, for the paper that `offer` was told of.

    `said` tells what was done, `wanted` asks for another paper, `annex_wanted` whether the annex is shown.
    """

    said = Signal(str)
    wanted = Signal(str)
    annex_wanted = Signal(bool)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self._session = page, page.session
        self._paper: Paper | None = None
        self.actions = {
            name: page.page_action(words, key, self._of(step))
            for name, words, key, step in (
                ("attach", _("Annex and charts…"), "Ctrl+Shift+L", self._ask_annex),
                ("freeze", _("Freeze for signature"), "Ctrl+D", self._freeze),
                ("issue", _("Number and date…"), "Ctrl+D", self._ask_number),
                ("reopen", _("Back to draft…"), "Ctrl+Shift+D", self._ask_reason),
                ("compare", _("Compare two versions…"), "Ctrl+R", self._show_differences),
                ("scan", _("Attach the signed scan…"), "Ctrl+T", self._ask_scan),
                ("amend", _("Amend…"), "Ctrl+M", self._begin_amendment),
                ("write", _("Write the amendment…"), "Ctrl+M", self._write_amendment),
                ("take_out", _("Take the draft out"), "", self._remove_amendment),
            )
        }

    def offer(self, paper: Paper | None, missing: Sequence[UserError]) -> None:
        """Offer what can be done with a paper in its state."""
        self._paper = paper
        state = paper.state if paper else None
        is_minutes = paper is not None and paper.is_minutes
        is_draft, is_ready = state is MeetingState.DRAFT, state is MeetingState.READY
        is_issued = state is MeetingState.ISSUED
        visible = {
            "attach": is_draft and is_minutes,
            "freeze": is_draft,
            "issue": is_ready,
            "reopen": is_ready,
            "compare": paper is not None and paper.has_versions,
            "scan": is_ready or is_issued,
            "amend": is_issued and is_minutes,
            "write": is_draft and not is_minutes,
            "take_out": is_draft and not is_minutes,
        }
        for name, action in self.actions.items():
            action.setVisible(visible[name])
        self.actions["freeze"].setEnabled(is_draft and not missing)

    def _of(self, step: Callable[[Paper], object]) -> Callable[[], None]:
        """A step with the paper that is shown, when there is one."""

        def run() -> None:
            if self._paper is not None:
                step(self._paper)

        return run

    # To the issue

    def _ask_annex(self, paper: Paper) -> None:
        """Ask whether an annex goes with the minutes, and what stands in it; show it then."""
        read = self._session.read
        proposed = read(lambda book: annex.proposed(book, paper.id))
        attached = read(lambda book: annex.attached(book, paper.id))
        chartable = read(lambda book: annex.chartable(book, paper.id))
        dialog = AnnexDialog(self._page, proposed, chartable, goes_with=attached is not None)
        dialog.accepted.connect(lambda: self._keep_annex(paper.id, dialog.chosen))
        dialog.open()

    def _keep_annex(self, meeting_id: str, chosen: AttachedAnnex | None) -> None:
        self.annex_wanted.emit(chosen is not None)
        if chosen is not None:
            self._session.do(lambda book: annex.attach(book, chosen))
        else:
            self._session.do(lambda book: annex.detach(book, meeting_id))

    def _freeze(self, paper: Paper) -> None:
        if not self._session.do(lambda book: papers.make_ready(book, paper)) or not paper.is_minutes:
            return
        asked = self._session.read(lambda book: validation.count_open(book, paper.meeting.period))
        if asked:
            words = ngettext(
                "Frozen. {count} figure of the period is asked about and has no reason yet (Figures, Ctrl+J).",
                "Frozen. {count} figures of the period are asked about and have no reason yet (Figures, Ctrl+J).",
                asked,
            )
            self.said.emit(words.format(count=asked))

    def _ask_reason(self, paper: Paper) -> None:
        dialog = ReopenDialog(self._page, self._session, paper)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _show_differences(self, paper: Paper) -> None:
        """Show two wordings of a paper beside each other: at first its last print beside what it says now."""
        CompareDialog(self._page, self._session, self._page.theme, paper).open()

    def _ask_number(self, paper: Paper) -> None:
        dialog = NumberDialog(self._page, self._session, paper)
        dialog.accepted.connect(
            lambda: self._session.do(
                lambda book: papers.issue(
                    book, paper, number=dialog.number.text(), issued_on=dialog.issued_on, secrecy=dialog.secrecy
                )
            )
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # After it

    def _ask_scan(self, paper: Paper) -> None:
        def take(stored: Stored) -> None:
            today = self._session.today
            self._session.do(lambda book: attachments.attach_scan(book, paper.document_id, stored, on=today))

        ask_file(self._page, self._session, take, is_scan=True)

    def _begin_amendment(self, paper: Paper) -> None:
        today = self._session.today
        begun = self._session.read(lambda book: amendments.begin(book, paper.id, on=today))
        self._ask_amendment(paper, begun)

    def _write_amendment(self, paper: Paper) -> None:
        self._ask_amendment(paper, self._session.read(lambda book: amendments.get(book, paper.id)))

    def _ask_amendment(self, paper: Paper, amendment: Amendment) -> None:
        read = self._session.read
        reference = read(lambda book: amendments.amended_reference(book, amendment))
        paragraphs = read(lambda book: amendments.paragraphs(book, paper.meeting.id))
        dialog = AmendDialog(self._page, self._session, reference, amendment, paragraphs)
        dialog.accepted.connect(lambda: self.wanted.emit(amendment.id))
        dialog.open()

    def _remove_amendment(self, paper: Paper) -> None:
        self._session.do(lambda book: amendments.remove(book, paper.id))
