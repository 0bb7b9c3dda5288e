"""The forms of changes of many: a value to be concluded, a hold to be placed, another word about interviews."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from django import forms

from lastseen.domain.derive.variables import SHAPES, Shape
from lastseen.domain.vocabulary import Vocabulary
from lastseen.operations.bulk import Describe, PutOnHold, SetValue
from lastseen.operations.bulk_rows import Choice
from lastseen.operations.pages import Wanted
from lastseen.storage.bulk import Described
from lastseen.web.speech import VOCABULARY
from lastseen.web.words import words_in
