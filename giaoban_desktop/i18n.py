"""Words on screen in the language of the user. Source strings are English; printed papers are not translated."""

from __future__ import annotations

import gettext as _gettext

from giaoban_desktop import paths
from giaoban_desktop.errors import InputError, UserError

LANGUAGES = ("vi", "en")
DOMAIN = "giaoban"

_current: _gettext.NullTranslations = _gettext.NullTranslations()


def set_language(language: str) -> None:
    """From now on `_` answers in `language` (vi or en); English source strings where a catalogue is missing."""
    global _current
    if language not in LANGUAGES:
        raise InputError("{value}: the language is vi or en.", field="language", value=language)
    _current = _gettext.translation(DOMAIN, paths.catalogues(), [language], fallback=True)


def _(message: str) -> str:
    """The message in the current language."""
    return _current.gettext(message) if message else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """The message that fits a count, in the current language."""
    return _current.ngettext(singular, plural, count)


def N_(message: str) -> str:  # noqa: N802 - the name every gettext tool extracts
    """The message itself: marks it for the catalogue, to be translated when it is shown."""
    return message


def translate(error: UserError) -> str:
    """The sentence of an error in the current language, its field named in front."""
    fields = {name: translate(value) if isinstance(value, UserError) else value for name, value in error.fields.items()}
    text = _(error.message)
    text = text.format(**fields) if fields else text
    return f"{error.field}: {text}" if isinstance(error, InputError) and error.field else text
