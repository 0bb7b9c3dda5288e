"""Submissions to UN procedures, as documents."""
