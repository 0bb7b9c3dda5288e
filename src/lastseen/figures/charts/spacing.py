"""Where things stand on a line: near to where each would like to be, in their order, and never too close."""

from collections.abc import Sequence


def spaced(wished: Sequence[float], apart: Sequence[float]) -> list[float]:
    """Positions in the order given, each at least ``apart[i]`` after the one before it (``apart[0]`` is of no matter),
    with the least sum of squared distances from the wished ones: isotonic regression by pooling adjacent violators."""
    offsets: list[float] = []
    for index, gap in enumerate(apart):
        offsets.append(offsets[-1] + gap if index else 0.0)
    pools: list[tuple[float, int]] = []
    for wish, offset in zip(wished, offsets, strict=True):
        mean, size = wish - offset, 1
        while pools and pools[-1][0] > mean:
            before, count = pools.pop()
            mean, size = (before * count + mean * size) / (count + size), count + size
        pools.append((mean, size))
    levels = [mean for mean, size in pools for _ in range(size)]
    return [level + offset for level, offset in zip(levels, offsets, strict=True)]
