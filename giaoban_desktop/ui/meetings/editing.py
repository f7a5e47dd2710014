"""What the tabs of the editor share: fields that say what is wrong with them, and the tab itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QWidget

from giaoban_desktop.domain.indicators import Field
from giaoban_desktop.domain.meetings import Meeting
from giaoban_desktop.domain.people import Person
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.ui.drafts import follow
from giaoban_desktop.ui.fields import Told
from giaoban_desktop.ui.page import Place
from giaoban_desktop.ui.theme import Theme

_T = TypeVar("_T")
PAIRS = {"ends_at": "starts_at", "counted_to": "counted_from"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What the choices in the editor are made of."""

    units: Mapping[str, Unit]
    fields: tuple[Field, ...]
    people: tuple[Person, ...] = ()

    @property
    def forces(self) -> list[Unit]:
        """The units that meet, in their order."""
        return [unit for unit in self.units.values() if unit.is_force]


class EditorTab(QScrollArea):
    """A part of the editor. `edited` asks the page to keep what was typed."""

    edited = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.inner = QWidget()
        self.setWidget(self.inner)

    def take_theme(self, theme: Theme) -> None:
        """Draw in other colours."""

    def show_meeting(self, meeting: Meeting, setting: Setting, *, read_only: bool) -> None:
        """Fill the fields."""
        raise NotImplementedError

    def collect(self, meeting: Meeting) -> Meeting:
        """The meeting with what stands in the fields; a wrong field is told and changes nothing."""
        raise NotImplementedError

    def refuse(self, field: str, value: object, error: UserError, kept: Meeting) -> bool:
        """Tell at a field of this part why its value was not kept, as long as it stands there; False for others.

        From then on `collect` leaves that value out, so that it holds back nothing else. `kept` is the meeting without.
        """
        return False

    def enter(self, meeting: Meeting) -> None:
        """Tell again, when the part comes to the front, what others may have changed."""

    def commit(self) -> None:
        """Keep what is not part of the meeting itself."""

    def control_of(self, field: str) -> QWidget | None:
        """The control in which a field of the meeting is typed; None when it is not in this part."""
        return None

    def drafted(self) -> dict[str, QWidget]:
        """The fields in which words are typed, by the names that `control_of` knows."""
        return {}

    def remember_typing(self, meeting_id: str) -> None:
        """Let what is half typed in this part be remembered under the meeting."""
        for name, control in self.drafted().items():
            follow(
                control, f"meetings/{Place(meeting_id, name)}", f"{self.accessibleName()}: {control.accessibleName()}"
            )

    def add(self) -> None:
        """Begin another entry of this part."""

    def rearrange(self, step: int) -> None:
        """Move the chosen entry up (-1) or down (1)."""


def apply(meeting: Meeting, values: dict[str, Any], told: Mapping[str, Told]) -> Meeting:
    """The meeting with the values that fit together; those that do not are told at their fields."""
    left = dict(values)
    while left:
        try:
            return replace(meeting, **left)
        except InputError as error:
            name = "co_organiser_ids" if error.field == "co_organisers" else error.field
            if name not in left:  # it is the day that does not fit to what is kept
                name = "held_on" if "held_on" in left else next(iter(left))
            if name in told:
                told[name].tell(error)
            left.pop(name)
            if name in PAIRS:  # the pair is wrong, not one of the two
                left.pop(PAIRS[name], None)
    return meeting


def fill_units(combo: QComboBox, setting: Setting, chosen: str | None, *, nobody: str = "") -> None:
    """Offer the units; with `nobody`, also that none is named."""
    combo.clear()
    if nobody:
        combo.addItem(nobody, None)
    for unit in setting.units.values():
        combo.addItem(unit.label, unit.id)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
