"""The story of a directive in words: who, by when, given when; and what became of it, the newest first."""

from __future__ import annotations

from collections.abc import Mapping

from giaoban_desktop import i18n
from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.directives import Directive
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.i18n import _


def facts(found: Directive, units: Mapping[str, Unit]) -> str:
    """Lead, coordinating units, deadline, when and by whom it was given, a line each."""
    lines = []
    if found.lead_id:
        lines.append(f"{_('Lead')}: {units[found.lead_id].label}")
    helpers = [units[unit_id].label for unit_id in found.coordinating_ids]
    if found.all_forces:
        helpers.append(_("All forces"))
    if helpers:
        lines.append(f"{_('Coordinating')}: {', '.join(helpers)}")
    if found.deadline:
        words = f" ({found.deadline.words})" if found.deadline.words else ""
        lines.append(f"{_('Deadline')}: {short_date(found.deadline.due_on)}{words}")
    elif found.standing:
        lines.append(f"{_('Deadline')}: {_('Standing')}")
    given = f"{_('Given on')}: {short_date(found.given_on)}"
    lines.append(f"{given}, {found.given_by}" if found.given_by else given)
    return "\n".join(lines)


def told(found: Directive) -> list[tuple[str, str]]:
    """Its notes and extensions, the newest first: the day with what changed, and the words."""
    entries = []
    for note in found.notes:
        state = f" – {i18n.label(note.state)}" if note.state else ""
        entries.append((note.noted_on, f"{short_date(note.noted_on)}{state}", note.text))
    for one in found.extensions:
        words = _("put off, before until {day}").format(day=short_date(one.before.due_on))
        entries.append((one.agreed_on, f"{short_date(one.agreed_on)} – {words}", f"{one.reason} ({one.agreed_by})"))
    entries.sort(key=lambda entry: entry[0])
    return [(head, words) for _day, head, words in reversed(entries)]
