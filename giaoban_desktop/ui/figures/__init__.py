"""The page figures."""
