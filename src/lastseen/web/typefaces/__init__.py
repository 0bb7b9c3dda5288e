"""The large typefaces, cut into slices so that a browser fetches only those whose letters a page has."""
