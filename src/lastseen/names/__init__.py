"""Names across scripts and romanisations: read, compared, and found again."""

from lastseen.names.comparing import Because, Comparison, compare
from lastseen.names.parts import Part, Place, Reading, Script
from lastseen.names.places import compare_places
from lastseen.names.reading import read

__all__ = ["Because", "Comparison", "Part", "Place", "Reading", "Script", "compare", "compare_places", "read"]
