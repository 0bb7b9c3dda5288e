"""Records read from a snapshot for documents: families, cases as they are told, mass events, dossiers."""
