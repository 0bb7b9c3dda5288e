"""Tests of the press watch in the browser."""
