"""What leaves, whatever the way: every file of every exit, looked into whole."""
