"""The bundled table of regions: codes, names in all spellings, groupings."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from nqp_index.model.panel import Region
from nqp_index.reading.names.plain import plain
from nqp_index.terms import Text


def indicators_folder() -> Path:
    """The folder `indicators`: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[2]
    inside = package / "indicators"
    return inside if inside.is_dir() else package.parent / "indicators"


@cache
def load_places() -> tuple[tuple[Region, bool], ...]:
    """Every region of the table in official order, and whether it is one of those that are computed."""
    return tuple((_region(row), row.get("computed", "yes") != "no") for row in _rows())


@cache
def load_regions() -> tuple[tuple[Region, ...], dict[str, str]]:
    """The computed regions in official order, and plain name → code for each of their names, codes and aliases."""
    regions = tuple(region for region, computed in load_places() if computed)
    codes = {r.code for r in regions}
    names: dict[str, str] = {}
    for row in _rows():
        for name in (*_spellings(row), *row["abbr"].split("|")):
            if name and row["code"] in codes:
                names.setdefault(plain(name), row["code"])
    return regions, names


@cache
def load_uncomputed() -> dict[str, tuple[str, ...]]:
    """The regions that are listed and not computed: short name → all names but those of one character."""
    return {row["short"]: tuple(filter(None, _spellings(row))) for row in _rows() if row.get("computed") == "no"}


def _spellings(row: dict[str, str]) -> list[str]:
    aliases = (row.get("aliases") or "").split("|")
    return [row["code"], row["iso"], row["short"], row["full"], *row["english"].split("|"), *aliases]


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with (indicators_folder() / "regions.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file))


def _region(row: dict[str, str]) -> Region:
    groups = (part.partition("=") for part in (row.get("groups") or "").split("|") if "=" in part)
    pairs = tuple((grouping.strip(), group.strip()) for grouping, _, group in groups)
    return Region(row["code"], Text(row["short"], row["english"].split("|")[0]), pairs)
