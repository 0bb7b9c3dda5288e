"""The model of tokens by which programs act for users."""

from typing import ClassVar

from django.db import models

from lastseen.storage.rows import Standing


class Token(Standing):
    """A token of whoever wrote this, known by the digest of its secret; it stands until it is ended.

    A secret is 256 bits of chance, so that a plain digest of it cannot be guessed backwards.
    """

    user = models.ForeignKey("storage.User", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    scopes = models.JSONField()
    until = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["digest"], name="token_digest_once")]
