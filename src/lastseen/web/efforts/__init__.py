"""Efforts: what the organisation itself did for somebody, what came back, and what is due."""
