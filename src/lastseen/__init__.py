"""Lastseen: documenting enforced disappearances."""
