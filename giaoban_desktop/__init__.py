"""Sổ Giao ban: briefing meetings, their figures and their directives, in one file of one office."""

__version__ = "0.1.0"
