"""The pages of efforts."""
