"""What the library is searched by, derived from what the registry holds and kept in step with it."""
