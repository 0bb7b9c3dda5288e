"""The registry in the browser: a door on the same operations as the command line."""
