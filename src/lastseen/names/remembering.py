"""What was found is remembered for as long as there is not too much of it."""

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Found = TypeVar("Found")


class Remembered(dict[Key, Found]):
    """What a function gives for each key, found where it is first asked for.

    Of very many keys a dictionary is quicker than :func:`functools.lru_cache`, and has nothing for the garbage
    collector to look through. Where there are as many as ``most``, all are forgotten.
    """

    def __init__(self, find: Callable[[Key], Found], most: int) -> None:
        super().__init__()
        self._find, self._most = find, most

    def __missing__(self, key: Key) -> Found:
        """Find it."""
        if len(self) >= self._most:
            self.clear()
        found = self[key] = self._find(key)
        return found
