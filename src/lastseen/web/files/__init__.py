"""The files of an interview: taken in, shown page by page, played, marked, handed out."""
