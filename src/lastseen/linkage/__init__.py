"""Linkage: which records are of one person, by evidence that is weighed and can be explained."""

from lastseen.linkage.clustering import Known
from lastseen.linkage.engines import Embedded, Engine
from lastseen.linkage.linking import Diagnostics, Evidence, Links, link
from lastseen.linkage.settings import BadSettings, Settings, parse_settings, read_settings, testimony

__all__ = [
    "BadSettings",
    "Diagnostics",
    "Embedded",
    "Engine",
    "Evidence",
    "Known",
    "Links",
    "Settings",
    "link",
    "parse_settings",
    "read_settings",
    "testimony",
]
