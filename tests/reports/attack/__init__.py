"""Somebody who holds a published report and wants to know more of the people in it than it says."""
