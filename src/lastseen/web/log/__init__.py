"""The log: who did what and when, for whoever audits; nothing of any case."""
