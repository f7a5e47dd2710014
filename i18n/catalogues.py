"""The translation catalogues: read from the source, kept in step, compiled, and checked.

Source strings are English and stand in the code. `giaoban.pot` lists them, `vi` translates them, and `en` repeats
them, so that both languages go the same way. The files are written to give small diffs: sorted by message, one line
a string, locations without line numbers, no dates.

Strings are found in the syntax tree. Babel's own extractor reads tokens: of `_("a" if x else "b")` it makes one
message "ab", and of an f-string nothing, silently.

    python i18n/catalogues.py update | compile | check
"""

import ast
import os
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
DOMAIN = "giaoban"
SOURCE_LANGUAGE = "en"
LANGUAGES = ("vi", SOURCE_LANGUAGE)
TEMPLATE = ROOT / "i18n" / f"{DOMAIN}.pot"
# What marks a string for translation. Of an error or a finding the first argument is the sentence.
KEYWORDS = {"_", "N_", "ngettext", "UserError", "InputError", "StorageError", "Problem"}
PLURAL_KEYWORD = "ngettext"
# Header lines that change without a change of the words, or that nobody fills in.
UNUSED_HEADERS = (
    b"Project-Id-Version", b"Report-Msgid-Bugs-To", b"POT-Creation-Date", b"PO-Revision-Date",
    b"Last-Translator", b"Language-Team", b"Generated-By",
)  # fmt: skip
HOW_TO_UPDATE = "run: python dev.py catalogues"


def extract() -> Catalog:
    """The messages that the source holds now, without touching a file."""
    template = _new_catalog(None)
    for location, line, strings in _marked_strings():
        for text in strings:
            template.add(text, None, [(location, line)])
    return template


def update() -> None:
    """Template and catalogues in step with the source.

    Translations are kept, new messages stay empty (never guessed), messages that are gone are removed. English is
    filled in by itself.
    """
    template = extract()
    _write(TEMPLATE, template)
    for language in LANGUAGES:
        known = _read(catalogue_path(language), language)
        catalog = _new_catalog(language)
        for message in _messages(template):
            old = known.get(message.id)
            text = old.string if old and old.pluralizable == message.pluralizable else None
            if language == SOURCE_LANGUAGE:
                text = _key(message) if message.pluralizable else str(message.id)
            comments = old.user_comments if old else ()
            doubt = ("fuzzy",) if old and old.fuzzy else ()  # only a person can take it away
            catalog.add(message.id, text, message.locations, flags=doubt, user_comments=comments)
        _write(catalogue_path(language), catalog)


def compile() -> None:
    """A fresh .mo beside each .po that is newer than it."""
    for language in LANGUAGES:
        source = catalogue_path(language)
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        compiled = BytesIO()
        write_mo(compiled, _read(source, language))
        _replace(target, compiled.getvalue())


def problems() -> list[str]:
    """What is wrong with the catalogues, a sentence each; empty when all is well."""
    in_source = {_key(message): message for message in _messages(extract())}
    found = [
        f"{location}:{line}: a string for translation is put together at run time; write it whole, with {{fields}}"
        for location, line, strings in _marked_strings()
        if not strings
    ]
    found += _differences(TEMPLATE, in_source, _read(TEMPLATE, None))
    for language in LANGUAGES:
        path = catalogue_path(language)
        catalog = _read(path, language)
        found += _differences(path, in_source, catalog)
        for message in _messages(catalog):
            found += (f"{_name(path)}: {fault}: {_key(message)[0]!r}" for fault in _faults(message, catalog))
    return found


def catalogue_path(language: str) -> Path:
    """Where the translations of a language stand; the compiled file lies beside it."""
    return ROOT / "i18n" / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def _marked_strings() -> Iterator[tuple[str, int, list[str | tuple[str, str]]]]:
    """File, line and strings of each call that marks some; no strings where they cannot be known from the source."""
    package = (ROOT / "giaoban_desktop").rglob("*.py")
    qt_strings = (ROOT / "i18n").glob("qt_*.py")
    for path in sorted([*package, *qt_strings]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = ast.unparse(node.func).rpartition(".")[2]
            # What a variable holds was marked where it was written, or is no text of the program.
            if name not in KEYWORDS or isinstance(node.args[0], ast.Name | ast.Attribute | ast.Subscript | ast.Starred):
                continue
            found = _strings(node.args[0])
            if name == PLURAL_KEYWORD:
                yield _name(path), node.lineno, list(zip(found, _strings(node.args[1]), strict=False))
            else:
                yield _name(path), node.lineno, list(found)


def _strings(node: ast.expr) -> list[str]:
    """The strings that an expression can be; none if it is made at run time."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        one, other = _strings(node.body), _strings(node.orelse)
        return one + other if one and other else []
    return []


def _new_catalog(language: str | None) -> Catalog:
    return Catalog(
        locale=language, domain=DOMAIN, project="giaoban-desktop", fuzzy=False, charset="utf-8",
        header_comment=f"# Sổ Giao ban. {HOW_TO_UPDATE}".rstrip(),
    )  # fmt: skip


def _read(path: Path, language: str | None) -> Catalog:
    """The catalogue of a file; an empty one when there is no file yet."""
    if not path.exists():
        return _new_catalog(language)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN, charset="utf-8", abort_invalid=True)


def _write(path: Path, catalog: Catalog) -> None:
    text = BytesIO()
    write_po(text, catalog, width=0, sort_output=True, include_lineno=False)
    lines = text.getvalue().splitlines(keepends=True)
    kept = b"".join(line for line in lines if not line.lstrip(b'"').startswith(UNUSED_HEADERS)).rstrip() + b"\n"
    # An unchanged file keeps its time, so that nothing is compiled again for nothing.
    if not path.exists() or path.read_bytes() != kept:
        _replace(path, kept)


def _replace(path: Path, content: bytes) -> None:
    """Two commands may run at once: each writes beside the file and renames."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)


def _messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def _key(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if message.pluralizable else (str(message.id),)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _differences(path: Path, in_source: dict[tuple[str, ...], Message], catalog: Catalog) -> Iterator[str]:
    in_file = {_key(message) for message in _messages(catalog)}
    for key in sorted(in_source.keys() - in_file):
        yield f"{_name(path)}: lacks {key[0]!r} ({HOW_TO_UPDATE})"
    for key in sorted(in_file - in_source.keys()):
        yield f"{_name(path)}: no longer in the source: {key[0]!r} ({HOW_TO_UPDATE})"


def _faults(message: Message, catalog: Catalog) -> Iterator[str]:
    """What is wrong with one translation."""
    texts = [message.string] if isinstance(message.string, str) else list(message.string or ())
    if message.fuzzy:
        yield "is marked fuzzy"
    if message.pluralizable and len(texts) != catalog.num_plurals:
        yield f"has {len(texts)} plural forms, the language has {catalog.num_plurals}"
    if not all(texts):
        yield "is not translated"
        return
    try:
        allowed = [_fields(text) for text in _key(message)]
        used = [_fields(text) for text in texts]
    except ValueError as error:
        yield f"has broken braces ({error})"
        return
    # A singular may leave out the number ("one meeting"); the last form is the general one and may not.
    if used[-1] != allowed[-1] or any(fields not in allowed for fields in used):
        yield f"has other {{fields}} than the source: {sorted(set().union(*used))}"


def _fields(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def _update_and_compile() -> None:
    update()
    compile()


def _check() -> None:
    found = problems()
    if found:
        raise SystemExit("\n".join(found))


COMMANDS: dict[str, Callable[[], None]] = {"update": _update_and_compile, "compile": compile, "check": _check}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in COMMANDS:
        raise SystemExit(f"usage: python i18n/catalogues.py {' | '.join(COMMANDS)}")
    COMMANDS[sys.argv[1]]()
