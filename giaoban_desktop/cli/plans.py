"""What importing figures or a catalogue does, or would do, as the commands print it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giaoban_desktop.cli.output import Row
from giaoban_desktop.domain.text import shorten
from giaoban_desktop.i18n import _, label, translate

if TYPE_CHECKING:  # a command loads only what it shows
    from giaoban_desktop.domain.catalogues import CatalogueVersion
    from giaoban_desktop.services.catalogue_files import CataloguePlan
    from giaoban_desktop.services.figure_files import FigurePlan

_WIDTH = 150


def figure_plan(planned: FigurePlan) -> Row:
    """What importing a table does, or would do."""
    return {
        "new": len(planned.new),
        "changed": len(planned.changed),
        "unchanged": planned.unchanged,
        "refused": [{"line": one.line, "reason": translate(one.error)} for one in planned.refused],
    }


def _print_counts(planned: FigurePlan | CataloguePlan, *, is_kept: bool) -> None:
    print(
        _("{new} new, {changed} changed, {unchanged} unchanged, {refused} refused").format(
            new=len(planned.new),
            changed=len(planned.changed),
            unchanged=planned.unchanged,
            refused=len(planned.refused),
        )
    )
    if planned.refused:
        print(_("Nothing was changed: all rows must be right, or none is taken over."))
    else:
        print(_("Kept.") if is_kept else _("Nothing was changed."))


def print_figure_plan(planned: FigurePlan, *, is_kept: bool) -> None:
    """The same for people: the refused rows first, a line each."""
    for one in planned.refused:
        print(_("line {line}: {reason}").format(line=one.line, reason=translate(one.error)))
    _print_counts(planned, is_kept=is_kept)


def catalogue_plan(planned: CataloguePlan) -> Row:
    """What taking a catalogue over does, or would do."""
    return {
        "version": _version(planned.source.version),
        "before": _version(planned.before),
        "older": planned.is_older,
        "new": [one.code for one in planned.new],
        "changed": [
            {
                "code": one.indicator.code,
                "fields": {field.key: {"before": field.before, "after": field.after} for field in one.fields},
            }
            for one in planned.changed
        ],
        "unchanged": planned.unchanged,
        "no_longer_listed": [one.code for one in planned.unlisted],
        "groups": {
            "new": [one.code for one in planned.new_groups],
            "changed": [one.code for one in planned.changed_groups],
        },
        "rules": {
            "new": [one.formula.text for one in planned.new_rules],
            "changed": [one.formula.text for one in planned.changed_rules],
        },
        "refused": [{"code": one.place, "reason": translate(one.error)} for one in planned.refused],
    }


def _version(version: CatalogueVersion) -> Row:
    day = version.issued_on.isoformat() if version.issued_on else None
    return {"name": version.name, "issued_on": day, "issued_by": version.issued_by}


def print_catalogue_plan(planned: CataloguePlan, *, is_kept: bool) -> None:
    """The same for people, a line for each thing that is not as it was: what is refused first."""
    from giaoban_desktop.services.catalogue_files import change_words

    for one in planned.refused:
        print(f"!! {one.place}: {translate(one.error)}")
    for new in planned.new:
        print(f"+  {new.code} {new.name} ({new.unit})")
    for changed in planned.changed:
        for words in dict.fromkeys(change_words(one.key, one.before, one.after) for one in changed.fields):
            print(f"~  {changed.indicator.code} {shorten(words, _WIDTH)}")
    for sign, rules in (("+", planned.new_rules), ("~", planned.changed_rules)):
        for rule in rules:
            print(f"{sign}  {rule.formula.text} ({label(rule.severity)})")
    for gone in planned.unlisted:
        print(f"=  {gone.code} {gone.name}: {_('no longer listed, kept')}")
    _print_counts(planned, is_kept=is_kept)
