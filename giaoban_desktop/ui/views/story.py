"""The story of a directive in words: who, by when, given when; and what became of it, the newest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from giaoban_desktop import i18n
from giaoban_desktop.domain.attachments import Attachment
from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.directives import Directive
from giaoban_desktop.domain.meetings import AgendaItem, Statement
from giaoban_desktop.domain.text import shorten
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.i18n import _


def facts(
    found: Directive,
    units: Mapping[str, Unit],
    others: Sequence[tuple[bool, Directive]] = (),
    said: Statement | None = None,
    item: AgendaItem | None = None,
) -> str:
    """Lead, coordinating units, deadline, when and by whom it was given, what from, what carries it on, a line each."""
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
        if found.recurrence:
            lines.append(_("Comes again; done {count} times so far").format(count=len(found.occurrences)))
    elif found.standing:
        lines.append(f"{_('Deadline')}: {_('Standing')}")
    given = f"{_('Given on')}: {short_date(found.given_on)}"
    lines.append(f"{given}, {found.given_by}" if found.given_by else given)
    if said is not None:
        who = f"{said.speaker}: " if said.speaker else ""
        lines.append(f"{_('Said in the discussion')}: {who}“{shorten(' '.join(said.text.split()), 120)}”")
    if item is not None:
        lines.append(f"{_('Came out of the item')}: {shorten(item.title, 120)}")
    if found.plan:
        lines.append(f"{_('From')}: {found.plan}")
    for head, is_after in ((_("Carried on by"), True), (_("Carries on"), False)):
        named = [_named(one, found, units) for after, one in others if after is is_after]
        if named:
            lines.append(f"{head}: {'; '.join(named)}")
    return "\n".join(lines)


def _named(one: Directive, beside: Directive, units: Mapping[str, Unit]) -> str:
    """A directive by who leads it and its words; only by who leads it where the words are those of `beside`."""
    who = units[one.lead_id].label if one.lead_id else ""
    words = shorten(one.text, 60)
    return who if who and one.text == beside.text else f"{who}: {words}" if who else words


def told(found: Directive, files: Mapping[str, Sequence[Attachment]] = MappingProxyType({})) -> list[tuple[str, str]]:
    """Its notes with their files, and extensions, the newest first: the day with what changed, and the words."""
    entries = []
    for note in found.notes:
        state = f" – {i18n.label(note.state)}" if note.state else ""
        shown_by = [*filter(None, [note.by, note.evidence]), *(one.file_name for one in files.get(note.id, ()))]
        proof = f" ({', '.join(shown_by)})" if shown_by else ""
        entries.append((note.noted_on, f"{short_date(note.noted_on)}{state}", f"{note.text}{proof}"))
    for one in found.extensions:
        words = _("put off, before until {day}").format(day=short_date(one.before.due_on))
        entries.append((one.agreed_on, f"{short_date(one.agreed_on)} – {words}", f"{one.reason} ({one.agreed_by})"))
    for once in found.occurrences:
        words = _("done, due on {day}").format(day=short_date(once.due_on))
        entries.append((once.done_on, short_date(once.done_on), words))
    entries.sort(key=lambda entry: entry[0])
    return [(head, words) for _day, head, words in reversed(entries)]
