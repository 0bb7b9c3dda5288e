"""A Django database backend on an encrypted SQLite file."""
