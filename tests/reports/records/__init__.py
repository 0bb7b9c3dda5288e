"""Records that reports are written from."""
