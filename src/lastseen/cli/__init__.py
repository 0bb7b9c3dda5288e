"""The command line: every verb calls one operation and prints what it gives."""
