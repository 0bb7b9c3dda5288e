"""The interviews: their list, one of them with all that was coded from it, new ones, and their consents."""
