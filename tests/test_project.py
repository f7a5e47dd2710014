"""The project as a whole: its files, pins, tooling and translations."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from i18n import catalogues

ROOT = Path(__file__).resolve().parent.parent
TOP_LEVEL = set(
    """main.py giaoban_desktop resources i18n tests pyproject.toml build.spec README.md README.vi.md ARCHITECTURE.md
    CONTRIBUTING.md DECISIONS.md CHANGELOG.md LICENSE dev.py constraints.txt .ci benchmarks docs .gitignore
    .editorconfig""".split()
)
UNWANTED = {
    "a package registry": re.compile(r"pypi\.org|pythonhosted\.org|(deb|security)\.debian\.org|index[-]url"),
    "a folder of one machine": re.compile(r"(?<![\w.~-])/(work|root|home)/|[A-Z]:\\+Users\\"),
}


def tracked_files() -> list[Path]:
    """What git holds or would hold, and still exists; skips where there is no checkout."""
    try:
        listing = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, capture_output=True, check=True, text=True, encoding="utf-8",
        )  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listing.stdout.split("\0") if name and (ROOT / name).exists()]


def package_name(requirement: str) -> str:
    """The name of a requirement as package indexes compare it."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def pins() -> list[str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_the_catalogues_have_no_problems():
    assert catalogues.problems() == []


def test_every_error_for_the_user_is_extracted_for_translation():
    errors = {"UserError"}
    classes = [
        node
        for path in (ROOT / "giaoban_desktop").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    for _ in classes:  # no chain of classes is longer
        errors |= {node.name for node in classes if errors & {ast.unparse(base) for base in node.bases}}
    assert errors <= catalogues.KEYWORDS


@pytest.mark.parametrize("what", UNWANTED)
def test_no_file_names(what):
    offenders = []
    for path in tracked_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # fonts, pictures, databases
        offenders += [f"{path.relative_to(ROOT)}: {found[0]}" for found in UNWANTED[what].finditer(text)]
    assert offenders == []


def test_the_top_level_holds_only_what_every_project_has():
    assert {path.relative_to(ROOT).parts[0] for path in tracked_files()} <= TOP_LEVEL


def test_dev_needs_nothing_but_the_standard_library():
    imported = set()
    for node in ast.walk(ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            imported.add((node.module or "").partition(".")[0])
    assert imported <= sys.stdlib_module_names


def test_every_dependency_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    assert {package_name(name) for name in wanted} <= {package_name(pin) for pin in pins()}


def test_every_pin_is_one_exact_version():
    exact = re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+(; .+)?")
    assert [pin for pin in pins() if not exact.fullmatch(pin)] == []
