"""What a new version of the catalogue changes about an indicator, in words."""

from __future__ import annotations

from giaoban_desktop.i18n import N_, _

NOTHING = "–"
_KEYS = {
    "group": N_("group"),
    "name": N_("name"),
    "unit": N_("unit of measure"),
    "kind": N_("kind"),
    "formula": N_("formula"),
    "decimals": N_("decimals"),
    "forces": N_("forces"),
    "joint": N_("joint work"),
    "disaggregation": N_("division"),
}
"""Words for the keys of an indicator; the others are words for reading and writing sentences."""
_VALUES = {"flow": N_("adds up"), "stock": N_("as it stands"), "ratio": N_("computed"), "true": N_("yes")}
"""Words for the values of `kind` and `joint`."""


def change_words(key: str, before: str, after: str) -> str:
    """ "name: Camera → Camera an ninh"; of the words for sentences only that they changed."""
    if key == "own":
        return _("no longer the office's own, but handed down")
    if key not in _KEYS:
        return _("words for sentences and for reading reports")
    before, after = (_value(key, text) or NOTHING for text in (before, after))
    return f"{_(_KEYS[key])}: {before} → {after}"


def _value(key: str, text: str) -> str:
    return _(_VALUES[text]) if key in ("kind", "joint") and text in _VALUES else text
