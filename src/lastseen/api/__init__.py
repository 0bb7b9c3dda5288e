"""The door for programs: a REST API on the same operations as the pages and the command line."""
