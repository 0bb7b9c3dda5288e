"""The figures of a snapshot, what stands behind each number, how they moved, and the report made of them."""
