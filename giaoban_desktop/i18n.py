"""Words on screen in the language of the user. Source strings are English; printed papers are not translated."""

from __future__ import annotations

import gettext as _gettext
from enum import StrEnum

from giaoban_desktop import paths
from giaoban_desktop.errors import InputError, UserError

LANGUAGES = ("vi", "en")
DOMAIN = "giaoban"

_current: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def set_language(language: str) -> None:
    """From now on `_` answers in `language` (vi or en); English source strings where a catalogue is missing."""
    global _current, _language
    if language not in LANGUAGES:
        raise InputError("{value}: the language is vi or en.", field="language", value=language)
    _current = _gettext.translation(DOMAIN, paths.catalogues(), [language], fallback=True)
    _language = language


def language() -> str:
    """The current language."""
    return _language


def _(message: str) -> str:
    """The message in the current language."""
    return _current.gettext(message) if message else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """The message that fits a count, in the current language."""
    return _current.ngettext(singular, plural, count)


def N_(message: str) -> str:  # noqa: N802 - the name every gettext tool extracts
    """The message itself: marks it for the catalogue, to be translated when it is shown."""
    return message


LABELS = {
    "MeetingKind": {
        "month": N_("monthly"),
        "quarter": N_("quarterly"),
        "half": N_("half-yearly"),
        "year": N_("yearly"),
        "extraordinary": N_("extraordinary"),
    },
    "MeetingState": {
        "draft": N_("a draft"),
        "ready": N_("frozen for signature"),
        "issued": N_("issued"),
        "withdrawn": N_("withdrawn"),
    },
    "DirectiveState": {
        "not_started": N_("not started"),
        "under_way": N_("under way"),
        "done": N_("done"),
        "handed_over": N_("handed over"),
        "withdrawn": N_("withdrawn"),
    },
    "OutcomeKind": {
        "information": N_("information"),
        "decision": N_("decision"),
        "directive": N_("directive"),
    },
    "Status": {
        "value": N_("a value"),
        "zero": N_("a reported zero"),
        "not_reported": N_("not reported"),
        "not_applicable": N_("not applicable"),
    },
    "Secrecy": {
        "": N_("Not secret"),
        "confidential": N_("Confidential (Mật)"),
        "secret": N_("Secret (Tối mật)"),
        "top_secret": N_("Top secret (Tuyệt mật)"),
    },
    "DocumentType": {
        "minutes": N_("Minutes"),
        "annex": N_("Annex of figures"),
        "amendment": N_("Amendment"),
    },
    "Severity": {"hard": N_("cannot be"), "soft": N_("unusual")},
    "Origin": {"reported": N_("reported"), "derived": N_("derived")},
    "MediaType": {
        "application/pdf": N_("a PDF"),
        "image/jpeg": N_("a JPEG picture"),
        "image/png": N_("a PNG picture"),
        "image/tiff": N_("a TIFF picture"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": N_("a Word file"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": N_("an Excel file"),
    },
}
"""Words for the members of enumerations, by the name of the enumeration and the value."""


def label(member: StrEnum) -> str:
    """The word for a member of an enumeration, in the current language; its value where it has no word."""
    word = LABELS.get(type(member).__name__, {}).get(member.value)
    return _(word) if word else member.value


OF_SYSTEM = (
    N_("No such file or directory"),
    N_("Permission denied"),
    N_("Operation not permitted"),
    N_("No space left on device"),
    N_("Read-only file system"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("File exists"),
    N_("File name too long"),
    N_("Device or resource busy"),
    N_("Input/output error"),
    N_("Invalid argument"),
)
"""The reasons that an operating system gives; they stand as `error` in the sentences of the program."""


def translate(error: UserError) -> str:
    """The sentence of an error in the current language, its field named in front."""
    fields = {name: _shown(value) for name, value in error.fields.items()}
    text = _(error.message)
    text = text.format(**fields) if fields else text
    return f"{error.field}: {text}" if isinstance(error, InputError) and error.field else text


def _shown(value: object) -> object:
    if isinstance(value, UserError):
        return translate(value)
    if isinstance(value, StrEnum):
        return label(value)
    return _(value) if isinstance(value, str) and value in OF_SYSTEM else value
