"""Settings and wiring: which registry, which database, which key."""
