"""Users: who may act on the registry, what each of them may, and how they come in."""
