"""Two codings of one interview: set up, compared, concluded; and how far coders agree over all of them."""
