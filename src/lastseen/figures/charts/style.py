"""How every chart looks: its inks, its sizes in points, its width. One accent; it reads in grey as well."""

from typing import Final

ACCENT: Final = "#0B5563"
"""Petrol, for what is certain."""
TINT: Final = "#9CC3C9"
"""The light tint of the accent, for what is only possible: the part between n and at most."""
INK: Final = "#1B1F23"
GREY: Final = "#6B7280"
"""For asides (unknown, undetermined) and small print."""
GREY_TINT: Final = "#CBD0D6"
"""What is only possible, of an aside."""
HAIRLINE: Final = "#D5DADE"
PALE: Final = "#EEF0F2"
"""A ground that is there and says nothing: land around a map, an empty band."""
PAPER: Final = "#FFFFFF"
SHADES: Final = ("#DCEAEC", TINT, "#3F7C87", ACCENT)
"""Four classes from few to many, told apart in grey and by the colour-blind. On the last two, text is set in paper."""

WIDTH: Final = 460.0
"""The full column."""
TEXT: Final = 8.5
"""The size of all text but the smallest."""
SMALL: Final = 7.5
LEADING: Final = 10.5
"""From one line of text to the next."""
LINE: Final = 0.5
"""The thickness of a hairline."""
