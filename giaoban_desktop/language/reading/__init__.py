"""Reading a report: figures, reported zeros, demands and facts of the meeting, each with its place in the text.

Rules and word lists, no model, no network. Nothing is written; what was found waits for the clerk.
"""

from giaoban_desktop.language.reading.demands import FoundDirective
from giaoban_desktop.language.reading.reader import Reading, read, read_demand

__all__ = ["FoundDirective", "Reading", "read", "read_demand"]
