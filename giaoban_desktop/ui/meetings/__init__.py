"""The page meetings."""
