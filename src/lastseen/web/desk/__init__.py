"""The desk: what awaits whoever is here."""
