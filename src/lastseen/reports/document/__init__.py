"""The document as a value, and what writes it: a page, a PDF, a DOCX."""
