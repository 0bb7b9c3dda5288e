"""The Django app of the registry."""

from django.apps import AppConfig


class StorageConfig(AppConfig):
    """All models and all migrations live here."""

    name = "lastseen.storage"
    label = "storage"
