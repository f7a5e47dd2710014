"""Help for each page, offline, written for clerks (F1)."""
