"""Models of sources that were erased."""

from django.db import models

from lastseen.storage.rows import Recorded


class Erasure(Recorded):
    """That a source was erased: its key was destroyed, and what tells who it is about can be read nowhere any more."""

    source = models.OneToOneField("storage.Source", on_delete=models.PROTECT, related_name="erasure")
