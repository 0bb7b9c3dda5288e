"""The registry's tables: models, queries, and rows written for operations. Only operations import this."""
