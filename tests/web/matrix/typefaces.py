"""Who gets slices of typefaces: everybody, as there is nothing of the registry's in them."""

from tests.web.matrix import Route

ROUTES = (
    Route(name="typefaces:faces", anonymous=200, needs_factor=False),
    Route(name="typefaces:cut", own=lambda _: {"name": "KR-Rg-signs"}, anonymous=200, needs_factor=False),
)
