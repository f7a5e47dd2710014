"""The Vietnamese of reports: what figures say in a sentence."""
