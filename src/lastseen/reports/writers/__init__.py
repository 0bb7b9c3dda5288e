"""Writers: one document, printed as a page, as a DOCX or as a PDF. They refuse nothing, and change no word."""
