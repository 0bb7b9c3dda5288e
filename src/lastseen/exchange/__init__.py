"""Formats in and out: one module for each, with what each loses."""
