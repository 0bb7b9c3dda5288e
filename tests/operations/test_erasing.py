"""A source erased: nobody can read any more who it is about, copies that were kept included; figures stay as they were."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from lastseen.domain.accounts import PersonAccount
from lastseen.domain.dates import IntervalDate
from lastseen.domain.file_places import FilePlace
from lastseen.domain.rights import NotAllowed, Role
from lastseen.domain.sources import Derivation
from lastseen.evidence import SourceErased
from lastseen.operations.erasing import Erasable, ErasedAlready, RepeatedByOthers, erasable, erase_source
from lastseen.operations.files import STORE, mark_place
from lastseen.operations.figures import make_figures
from lastseen.operations.library import library_page
from lastseen.operations.snapshots import find_snapshot, take_snapshot
from lastseen.operations.soundness import examine
from lastseen.operations.uploads import attach
from lastseen.operations.users import add_user, rights_of
from lastseen.snapshot.schema import ANALYSIS, IDENTITY
from lastseen.storage.reading import agreed_accounts
from tests.coded import IDS, account, hand, interview, said
from tests.conftest import BOTH_DATABASES, NOW, Registry, wire
