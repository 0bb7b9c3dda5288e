"""Third persons in the texts of one interview: marking them, and reading a text through for them."""
