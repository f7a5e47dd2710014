"""Measurements side by side with what a user or a programmer would use instead."""
