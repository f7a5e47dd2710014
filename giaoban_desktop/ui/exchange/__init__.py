"""The page exchange."""
