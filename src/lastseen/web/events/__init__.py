"""Mass events: people taken together whom nobody can name, as a range over independent origins."""
