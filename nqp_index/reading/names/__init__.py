"""From names in a table to regions and series."""

from __future__ import annotations

from nqp_index.model.framework import Framework
from nqp_index.reading.names.aliases import Aliases, load_aliases
from nqp_index.reading.names.regions import RegionMatch, RegionNames, free_names, province_names
from nqp_index.reading.names.series import SeriesMatch, SeriesNames

__all__ = [
    "Aliases", "RegionMatch", "RegionNames", "SeriesMatch", "SeriesNames", "free_names", "load_aliases",
    "province_names", "region_key", "region_names",
]  # fmt: skip


def region_names(framework: Framework | None, aliases: Aliases | None = None) -> RegionNames:
    """The names by which a framework's regions may be written."""
    extra = aliases.names if aliases else {}
    return free_names(extra) if framework is not None and framework.regions == "free" else province_names(extra)


def region_key(name: str, framework: Framework | None = None) -> str | None:
    """The code of the region that `name` means in this framework; None when it means none, or an aggregate."""
    return region_names(framework).find(name).code or None
