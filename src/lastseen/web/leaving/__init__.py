"""What leaves: looked at before, approved, cleared person by person; what left, and who has to be told since."""
