"""A workaround for Qt for Python 6.12 on Python 3.11, without which the window crashes after some minutes.

Its wheels are built for the stable interface of Python 3.12, where None, True and False are never freed, and give them
back without counting the reference. On Python 3.11 each void call of Qt so takes one reference from None
(seen: `QPainter.save` and `processEvents`, minus one a call; 6.11.3 is free of it, but has no PySide6-Pdf), until the
interpreter stops with "deallocating None". Giving the constants more references than can ever be taken makes them what
they are in 3.12. To be deleted when Python 3.12 is the oldest version supported or such wheels count again.
"""

from __future__ import annotations

import ctypes
import sys

_MORE_THAN_EVER_TAKEN = sys.maxsize >> 2
_done = False


def keep() -> None:
    """Make the constants immortal on Python 3.11; nothing on later versions. Calling it again does nothing."""
    global _done
    if _done or sys.version_info >= (3, 12):
        return
    _done = True
    for constant in (None, True, False, Ellipsis, NotImplemented):
        ctypes.c_ssize_t.from_address(id(constant)).value += _MORE_THAN_EVER_TAKEN
