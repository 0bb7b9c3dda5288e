"""The texts of an interview: transcript and translation, who made and who checked each, corrections, alignment."""
