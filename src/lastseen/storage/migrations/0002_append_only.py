"""What the ledger covers is added to, never changed or deleted: see :mod:`lastseen.storage.guarding`."""

from collections.abc import Mapping

from django.db import migrations

from lastseen.storage.guarding import STANDING, guarding

GUARDED: Mapping[str, tuple[str, ...]] = {
    "storage_entry": (),
    "storage_source": (),
    "storage_interviewee": (),
    "storage_description": STANDING,
    "storage_sourcetext": (),
    "storage_passage": (),
    "storage_coding": (),
    "storage_account": (),
    "storage_revision": ("current", "erased_id", "salt", "values"),
    "storage_verdict": STANDING,
    "storage_conclusion": STANDING,
    "storage_conclusionaccount": (),
    "storage_finding": STANDING,
    "storage_findingaccount": (),
    "storage_consent": STANDING,
    "storage_right": STANDING,
    "storage_hold": STANDING,
    "storage_holdaccount": (),
    "storage_riskjudgement": STANDING,
    "storage_riskaccount": (),
    "storage_savedview": STANDING,
    "storage_frozen": (),
    "storage_release": (),
}
"""Each table with the columns that may change. Users are not among them: whether one is active changes."""


class Migration(migrations.Migration):
    dependencies = [("storage", "0001_initial")]

    operations = [guarding(GUARDED)]
