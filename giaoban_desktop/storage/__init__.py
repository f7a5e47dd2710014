"""Rows of one SQLite file, given and taken as domain objects. All SQL of the program is below this folder."""
