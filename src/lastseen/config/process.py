"""How a process that works through many rows treats its memory."""

import gc


def settle() -> None:
    """Look for circles of garbage seldom.

    Rows make few circles, and looking through everything held for them again and again makes long work grow faster than
    it has to: importing 60,000 rows takes two thirds of the time.
    """
    gc.set_threshold(200_000, 50, 100)
