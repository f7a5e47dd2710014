"""A rotating log for the person who helps by phone. It holds what the program did, never what a clerk typed."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from pathlib import Path

MAX_BYTES = 1_000_000
KEPT_FILES = 3

logger = logging.getLogger("giaoban")
logger.addHandler(logging.NullHandler())


def start(file: Callable[[], Path]) -> None:
    """From now on events are written to the file that `file` names, which is asked for at the first event."""
    for old in [handler for handler in logger.handlers if isinstance(handler, _LateHandler)]:
        logger.removeHandler(old)
        old.close()
    logger.addHandler(_LateHandler(file))
    logger.setLevel(logging.INFO)


def bug(error: BaseException, version: str) -> None:
    """Log a mistake of the program: what it was and where, without its message, which may hold what a clerk typed."""
    stack = traceback.extract_tb(error.__traceback__)
    frames = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in stack]
    logger.error("bug in version %s: %s at %s", version, type(error).__name__, " < ".join(reversed(frames)))


class _LateHandler(logging.Handler):
    """Opens the rotating file when there is something to write: most runs of a command write nothing."""

    def __init__(self, file: Callable[[], Path]) -> None:
        super().__init__()
        self._file = file
        self._target: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._target is None:
            self._target = self._opened()
        self._target.handle(record)

    def close(self) -> None:
        if self._target is not None:
            self._target.close()
        super().close()

    def _opened(self) -> logging.Handler:
        import logging.handlers

        try:
            self._file().parent.mkdir(parents=True, exist_ok=True)
            target = logging.handlers.RotatingFileHandler(
                self._file(), maxBytes=MAX_BYTES, backupCount=KEPT_FILES, encoding="utf-8"
            )
        except OSError:  # a log that cannot be written stops nothing
            return logging.NullHandler()
        target.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        return target
