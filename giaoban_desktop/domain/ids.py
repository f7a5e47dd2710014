"""Identifiers that are the same in every office."""

from __future__ import annotations

import os
import re
import time

_PATTERN = r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"

_last_ms = 0
_counter = 0


def new_id() -> str:
    """A fresh UUID version 7 as text: sorts by the time it was made, also within one millisecond.

    Source: RFC 9562 section 5.7, with the 12-bit counter of section 6.2 method 1. Python has `uuid.uuid7` from 3.14;
    this goes when 3.14 is the oldest version supported.
    """
    global _last_ms, _counter
    now_ms = time.time_ns() // 1_000_000
    if now_ms > _last_ms:
        _last_ms, _counter = now_ms, int.from_bytes(os.urandom(1), "big")
    else:
        _counter += 1
        if _counter > 0xFFF:
            _last_ms, _counter = _last_ms + 1, 0
    tail = int.from_bytes(os.urandom(8), "big") & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    digits = f"{_last_ms:012x}7{_counter:03x}{tail:016x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def is_id(text: str) -> bool:
    """True when `text` has the form that `new_id` gives."""
    return re.fullmatch(_PATTERN, text) is not None
