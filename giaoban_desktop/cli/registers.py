"""The register of issued papers on the command line."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from giaoban_desktop.cli import output
from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.documents import Secrecy
from giaoban_desktop.domain.registers import spans
from giaoban_desktop.i18n import _, label
from giaoban_desktop.storage.database import Database
from giaoban_desktop.storage.units import units_by_id

if TYPE_CHECKING:  # a command loads only what it shows
    from giaoban_desktop.cli.context import Context


def listed(arguments: argparse.Namespace, _context: Context) -> int:
    """Print the issued papers, of one year where one is named, with numbers used twice and not seen."""
    from giaoban_desktop.services import registers

    with Database.open_read_only(arguments.database) as db:
        register, units = registers.read(db), units_by_id(db)
    year = arguments.year
    entries = [one for one in register.entries if year in (None, one.issued_on.year)]
    gaps = [one for one in register.gaps if year in (None, one.year)]
    if arguments.json:
        output.print_json(
            {
                "papers": [
                    {
                        "meeting": one.meeting_id,
                        "number": one.number,
                        "symbol": one.symbol,
                        "issued_on": one.issued_on.isoformat(),
                        "type": one.document_type.value,
                        "title": one.title,
                        "body": units[one.unit_id].code,
                        "secrecy": one.secrecy.value or None,
                        "duplicate": one.document_id in register.duplicates,
                    }
                    for one in entries
                ],
                "gaps": [
                    {
                        "body": units[one.series.unit_id].code,
                        "abbreviation": one.series.abbreviation,
                        "classified": one.series.is_classified,
                        "year": one.year,
                        "missing": list(one.missing),
                    }
                    for one in gaps
                ],
            }
        )
        return 0
    output.print_table(
        (_("Number, symbol"), _("Date"), _("Type"), _("Abstract"), _("Note")),
        [
            (
                one.reference,
                short_date(one.issued_on),
                label(one.document_type),
                one.title,
                "; ".join(
                    [
                        *([_("Number used twice")] if one.document_id in register.duplicates else []),
                        *([label(one.secrecy)] if one.secrecy is not Secrecy.NONE else []),
                    ]
                ),
            )
            for one in entries
        ],
    )
    for gap in gaps:
        numbers = spans(gap.missing)
        words = (
            _("{body}, secret papers, {year}: not seen are {numbers}.")
            if gap.series.is_classified
            else _("{body}, {year}: not seen are {numbers}.")
        )
        print(words.format(body=units[gap.series.unit_id].label, year=gap.year, numbers=numbers))
    return 0
