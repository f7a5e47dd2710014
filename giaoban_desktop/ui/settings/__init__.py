"""The page Cài đặt: the office and its lists, backups, appearance, handing over."""
