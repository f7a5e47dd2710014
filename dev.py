#!/usr/bin/env python3
"""One door to everything a developer does here: `python3 dev.py COMMAND` (`py dev.py COMMAND` on Windows).

Before a command it prepares what the command needs and finds missing: `.venv` with the packages of pyproject.toml at
the versions of constraints.txt, system packages on Debian and Ubuntu, compiled translations. When all is there, that
takes a moment. Packages come from wherever this machine's pip and apt are set up to fetch them.

Standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
CATALOGUES = ROOT / "i18n" / "catalogues.py"
OLDEST_PYTHON = (3, 11)
SAMPLE_DAY = "2026-03-25"

# Debian's names. What Qt loads even without a screen; what it loads to draw on one; what the tests start.
QT = ("libglib2.0-0", "libgl1", "libegl1", "libxkbcommon0", "libfontconfig1", "libdbus-1-3", "libgssapi-krb5-2")
SCREEN = ("libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxkbcommon-x11-0", "libxcb-shape0", "libcups2")
TEST_PROGRAMS = ("xvfb", "xdotool", "openbox", "poppler-utils")
# Since their change to 64-bit time, Debian 13 and Ubuntu 24.04 name some libraries so.
NEWER_NAME = "{}t64"


class SetupError(Exception):
    """Nothing more can be done; the text says what to do next."""


class Command(NamedTuple):
    """What a word on the command line does and needs."""

    action: Callable[[Sequence[str]], int]
    usage: str
    summary: str
    groups: tuple[str, ...] = ()
    system: tuple[str, ...] = ()
    needs_system: bool = False
    """Without its system packages the command does not start; otherwise their lack is only told."""


def main(arguments: Sequence[str]) -> int:
    """The exit code of the command that the arguments name."""
    if sys.version_info < OLDEST_PYTHON:  # an older Python may well start this file
        raise SetupError("Python {}.{} or newer is needed: https://www.python.org".format(*OLDEST_PYTHON))
    command = COMMANDS.get(arguments[0]) if arguments else None
    if not command:
        print(help_text())
        return 0 if list(arguments) in (["help"], ["-h"], ["--help"]) else 2
    prepare(command)
    return command.action(arguments[1:])


def help_text() -> str:
    """What can be typed, a line a command."""
    lines = (f"  {name + ' ' + command.usage:<26}{command.summary}" for name, command in COMMANDS.items())
    return "\n".join(["usage: python3 dev.py COMMAND", *lines])


# Commands


def demo(arguments: Sequence[str]) -> int:
    """Makes the sample office in a folder, says where it is, and opens it where there is a display."""
    options = [word for word in arguments if word.startswith("-")]
    folders = [word for word in arguments if not word.startswith("-")]
    folder = Path(folders[0]).resolve() if folders else ROOT / "demo"
    if has_display() or "--screens" in options:
        prepare(COMMANDS["run"])
    code = run(["demo", str(folder), *options])
    if code:
        return code
    say(f"The sample office is in {folder}")
    return run(["--database", str(folder / "giaoban.db"), "--today", SAMPLE_DAY]) if has_display() else 0


def run(arguments: Sequence[str]) -> int:
    """Runs the program, in the folder where the user stands."""
    return call(python(ROOT / "main.py", *arguments), cwd=None)


def check(arguments: Sequence[str] = ()) -> int:
    """Looks at the code without running it; prints what a tool found only where it found something."""
    tools = {
        "lint": python("-m", "ruff", "check", "--quiet"),
        "format": python("-m", "ruff", "format", "--check", "--output-format", "concise"),
        "types": python("-m", "mypy"),
        "layers": python("-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-logo"),
        "translations": python(CATALOGUES, "check"),
    }
    failed = []
    for name, tool in tools.items():
        start = time.monotonic()
        result = capture(tool)
        say(f"{'ok' if result.returncode == 0 else 'FAILED':<7}{name} ({time.monotonic() - start:.1f} s)")
        if result.returncode:
            failed.append(name)
            say(result.stdout.rstrip())
    if failed:
        say(f"check: {', '.join(failed)} failed")
    return 1 if failed else 0


def test(arguments: Sequence[str]) -> int:
    """Checks, then runs the tests; the last line is pytest's own."""
    checked = check()
    return call(python("-m", "pytest", "-q", *arguments)) or checked


def package(arguments: Sequence[str]) -> int:
    """Builds the folder that needs no Python, and lets what was built test itself."""
    built = call(python("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", ROOT / "build.spec"))
    if built:
        return built
    bundle = ROOT / "dist" / "giaoban"
    size = sum(file.stat().st_size for file in bundle.rglob("*") if file.is_file() and not file.is_symlink())
    say(f"{bundle}: {size / 1e6:.0f} MB")
    return call([str(bundle / ("giaoban.exe" if os.name == "nt" else "giaoban")), "--self-test"])


def bench(arguments: Sequence[str]) -> int:
    """Measures side by side and writes the results."""
    return call(python("-m", "benchmarks", *arguments))


def catalogues(arguments: Sequence[str]) -> int:
    """Brings the translations in step with the source, and says what is left to translate."""
    return call(python(CATALOGUES, "update")) or call(python(CATALOGUES, "check"))


# What comes before a command


def prepare(command: Command) -> None:
    """Everything that the command needs is there, or `SetupError` is raised."""
    missing = missing_system_packages(command.system)
    if missing:
        missing = install_system_packages(missing)
    if missing:
        advice = f"System packages are missing. As administrator: {apt_line(missing)}"
        if command.needs_system:
            raise SetupError(advice)
        say(f"Note: {advice}")
    install_python_packages(command.groups)
    compile_translations()


def install_python_packages(groups: Sequence[str]) -> None:
    """The packages of pyproject.toml and of these groups, at the pinned versions."""
    requirements, digest = wanted_packages(groups)
    if PYTHON.exists() and stamp(groups).exists() and stamp(groups).read_text() == digest:
        return
    make_environment()
    say("Installing Python packages (some minutes the first time) ...")
    pip = python("-m", "pip", "install", "--quiet", "--no-input", "-c", ROOT / "constraints.txt", *requirements)
    result = capture(pip)
    if result.returncode:
        raise SetupError(f"{result.stdout.rstrip()}\nPackages could not be installed. Try: {shown(pip)}")
    stamp(groups).write_text(digest)
    stamp(()).write_text(wanted_packages(())[1])  # who has the groups has what stands outside them


def stamp(groups: Sequence[str]) -> Path:
    """The file that holds the digest of what was installed."""
    return VENV / "-".join(["installed", *groups])


def wanted_packages(groups: Sequence[str]) -> tuple[list[str], str]:
    """The requirements, and a digest of all that decides what gets installed."""
    import tomllib  # not at the top: an older Python has to get as far as being told so

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    requirements: list[str] = [*project["project"]["dependencies"]]
    for group in groups:
        requirements += project["dependency-groups"][group]
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    parts = [*requirements, pins, sys.version]
    return requirements, hashlib.sha256("\n".join(parts).encode()).hexdigest()


def make_environment() -> None:
    """`.venv` with a pip that runs; made again if it was left half done or its Python went away."""
    if PYTHON.exists() and capture(python("-m", "pip", "--version")).returncode == 0:
        return
    if not importlib.util.find_spec("ensurepip"):  # Debian keeps this part of Python in a package of its own
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if install_system_packages([package]):
            raise SetupError(f"Python lacks its venv module. As administrator: {apt_line([package])}")
    say("Making .venv ...")
    venv = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    result = capture(venv)
    if result.returncode:
        raise SetupError(f"{result.stdout.rstrip()}\n.venv could not be made. Try: {shown(venv)}")


def has_display() -> bool:
    """True where a window can be shown."""
    return os.name == "nt" or sys.platform == "darwin" or bool({"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys())


def compile_translations() -> None:
    """A compiled catalogue, not older than its source, for every language."""
    for source in ROOT.glob("i18n/*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            result = capture(python(CATALOGUES, "compile"))
            if result.returncode:
                raise SetupError(f"{result.stdout.rstrip()}\nThe translations could not be compiled.")
            return


# Debian and Ubuntu


def missing_system_packages(names: Sequence[str]) -> list[str]:
    """Those that dpkg does not know as installed; none on a system without dpkg."""
    if not names or not shutil.which("dpkg-query"):
        return []
    asked = [*names, *map(NEWER_NAME.format, names)]
    answer = capture(["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *asked]).stdout
    installed = {line.split()[0] for line in answer.splitlines() if line.endswith(" installed")}
    return [name for name in names if not installed & {name, NEWER_NAME.format(name)}]


def install_system_packages(names: Sequence[str]) -> list[str]:
    """Those of the packages that are still missing after trying to install them."""
    if not shutil.which("apt-get"):
        return list(names)
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    prefix = [] if is_root else ["sudo", "-n"]
    if prefix and (not shutil.which("sudo") or capture([*prefix, "true"]).returncode):
        return list(names)
    say(f"Installing system packages: {' '.join(names)} ...")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=60"]
    capture([*apt, "update"])  # if it fails, older lists may still do
    offered = set(capture(["apt-cache", "pkgnames"]).stdout.split())
    chosen = [newer if (newer := NEWER_NAME.format(name)) in offered else name for name in names]
    result = capture([*apt, "install", "--no-install-recommends", *chosen])
    if result.returncode:
        say(result.stdout.rstrip())
    return missing_system_packages(names)


def apt_line(names: Sequence[str]) -> str:
    """What an administrator types to install the packages."""
    return f"apt-get install {' '.join(names)}"


# Processes and the terminal


def python(*words: str | Path) -> list[str]:
    """A command line for the Python of `.venv`."""
    return [str(PYTHON), *map(str, words)]


def call(command: Sequence[str], cwd: Path | None = ROOT) -> int:
    """The exit code of a command that talks to the terminal itself."""
    return subprocess.run(command, cwd=cwd, env=environment(), check=False).returncode


def capture(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """The result of a command whose words are wanted only if it fails, warnings and all."""
    return subprocess.run(
        command, cwd=ROOT, env=environment(), check=False, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
    )  # fmt: skip


def environment() -> dict[str, str]:
    """This one's, with UTF-8 for every Python below; pip's own variables pass through."""
    return {**os.environ, "PYTHONUTF8": "1"}


def shown(command: Sequence[str]) -> str:
    """The command as one types it."""
    return subprocess.list2cmdline(command) if os.name == "nt" else shlex.join(command)


def say(text: str) -> None:
    """Prints at once, so that the lines stand in order with those of other programs."""
    print(text, flush=True)


COMMANDS = {
    "demo": Command(demo, "[FOLDER] [--screens]", "make a sample office, and open it where there is a display"),
    "run": Command(run, "[ARGUMENTS]", "run the program: its window, or the command that is named", system=QT + SCREEN),
    "test": Command(
        test, "[PYTEST ARGUMENTS]", "check, then run the tests", ("dev",), QT + SCREEN + TEST_PROGRAMS, True
    ),
    "check": Command(check, "", "lint, format, types, layers, translations", ("dev",)),
    "bench": Command(bench, "[NAME ...]", "measure side by side", ("dev",), (*QT, "strace")),
    "package": Command(package, "", "build the program as one folder, and test it", ("package",), (*QT, "binutils")),
    "catalogues": Command(catalogues, "", "bring the translations in step with the source", ("dev",)),
}

if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # a console without UTF-8 shows "?" rather than stopping the work
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        sys.exit(main(sys.argv[1:]))
    except SetupError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
