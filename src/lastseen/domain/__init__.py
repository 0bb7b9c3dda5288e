"""The words of the field and their laws: standard library only, no clock, no input or output."""
