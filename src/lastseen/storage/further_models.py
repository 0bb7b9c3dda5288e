"""Models that nothing in :mod:`lastseen.storage.models` names: Django finds them here."""

from lastseen.storage import (  # noqa: F401  # to be found
    erasing_models,
    evidence_models,
    partners_models,
    permitting_models,
    press_models,
    quality_models,
    token_models,
)
