"""The page directives."""
