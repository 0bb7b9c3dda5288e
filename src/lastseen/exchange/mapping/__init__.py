"""Mappings: which columns of a table feed which fields of which accounts."""

from lastseen.exchange.mapping.model import IntakeMapping, MalformedMapping
from lastseen.exchange.mapping.reading import parse_mapping, read_mapping

__all__ = ["IntakeMapping", "MalformedMapping", "parse_mapping", "read_mapping"]
