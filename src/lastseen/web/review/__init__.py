"""The review: two persons who may be one, side by side, and a verdict between them."""
