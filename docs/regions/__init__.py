"""The generated regions of the reference pages, by name."""

from collections.abc import Callable, Mapping

from regions.codings import account_fields
from regions.commands import commands
from regions.errors import errors
from regions.figures import figure_units, standard_figures, variables
from regions.reports import quote_forms, report_parts
from regions.rights import rights
from regions.tables import tables
from regions.vocabularies import general_vocabularies, profile_vocabularies

REGIONS: Mapping[str, Callable[[], str]] = {
    "account-fields": account_fields,
    "commands": commands,
    "errors": errors,
    "figure-units": figure_units,
    "profile-vocabularies": profile_vocabularies,
    "quote-forms": quote_forms,
    "report-parts": report_parts,
    "rights": rights,
    "standard-figures": standard_figures,
    "tables": tables,
    "variables": variables,
    "vocabularies": general_vocabularies,
}

__all__ = ["REGIONS"]
