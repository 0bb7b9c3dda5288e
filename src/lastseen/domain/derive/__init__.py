"""Derivations: small pure functions from what sources say to what a figure can count."""
