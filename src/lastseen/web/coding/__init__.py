"""The coding of one interview: its transcript beside everything coded from it."""
