"""The pages of a person and of a case: what is known, who says it, what was decided of it, and what may be decided."""
