"""From options to the nouns: framework and panel, with the years and regions that were asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from nqp_index.cli import options as o
from nqp_index.cli.changed import named_by_changes
from nqp_index.cli.choices import chosen_recipe, year_of, years_of
from nqp_index.cli.console import waiting

if TYPE_CHECKING:
    from nqp_index.model.framework import Framework
    from nqp_index.model.panel import Panel
    from nqp_index.model.recipe import Recipe
    from nqp_index.model.result import Result

#: A weighting with such an ending is a workbook of AHP judgements, not the name of a method.
JUDGEMENTS = (".xlsx", ".xls", ".ods")


@dataclass(frozen=True, slots=True)
class DataOptions:
    """What a command was told about its data."""

    paths: o.Data
    framework: o.FrameworkName = "province"
    aliases: o.Aliases = None
    sources: o.Sources = None
    prefer: o.Prefer = None

    def protected(self, *others: str | Path | None) -> list[Path]:
        """Every file that was or may have been read, and therefore must never be written: data, also inside folders,
        framework, aliases, sources, and `others` (recipe, assumptions, an earlier result)."""
        named = [*self.paths, Path(self.framework), self.aliases, self.sources, *(Path(o) for o in others if o)]
        return [file for path in named if path is not None for file in _files(path)]


@dataclass(frozen=True, slots=True)
class RecipeOptions:
    """What a command was told about the recipe."""

    name: o.RecipeName = "balanced"
    impute: o.Impute = None
    treat: o.Treat = None
    normalise: o.Normalise = None
    weight: o.Weight = None
    aggregate: o.Aggregate = None
    structure: o.Structure = None
    scope: o.ScopeText = None
    time: o.Time = None

    @property
    def files(self) -> tuple[str, ...]:
        """Names among the options that may be files: the recipe, experts' workbooks, an earlier result."""
        return (self.name, *(self.weight or "").split("+"), (self.scope or "").partition(":")[2])

    def recipe(self) -> Recipe:
        return chosen_recipe(
            self.name, impute=self.impute, treat=self.treat, normalise=self.normalise, weight=self.weight,
            aggregate=self.aggregate, structure=self.structure, scope=self.scope, time=self.time,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Selection:
    """Which year stands in front, and which years and regions are looked at at all."""

    year: o.Year = None
    only_years: o.OnlyYears = None
    exclude: o.Excluded = None


def read(data: DataOptions, selection: Selection) -> tuple[Framework, Panel]:
    """Load the framework and read the data; keep the years and regions asked for."""
    from nqp_index.reading.definitions import load_framework
    from nqp_index.reading.ingest import read_panel
    from nqp_index.reading.selection import selected

    years = years_of(selection.only_years)
    framework = load_framework(data.framework)
    with waiting("progress.reading", count=len(data.paths)):
        panel = read_panel(
            data.paths, framework, aliases=data.aliases, sources=data.sources, prefer=tuple(data.prefer or ())
        )
    return framework, selected(panel, framework, years=years, exclude=tuple(selection.exclude or ()))


def _files(path: Path) -> list[Path]:
    return [p for p in path.rglob("*") if p.is_file() and _is_read(p)] if path.is_dir() else [path]


def _is_read(path: Path) -> bool:
    """Whether a file of a folder may be data: results of an earlier run are not, so they may be written anew."""
    from nqp_index.reading.containers.own_reports import is_own_report
    from nqp_index.reading.preflight import lies_beside

    if lies_beside(path.name):
        return False
    try:
        with path.open("rb") as stream:
            return not is_own_report(stream)
    except OSError:
        return True


def _judged(recipe: Recipe, before: str, files: str, framework: Framework) -> Recipe:
    """The recipe with the weights that experts' workbooks state, named by what was changed in the one called `before`;
    several files are joined by `+`."""
    from nqp_index.reading.definitions import load_recipe
    from nqp_index.reading.judgements import read_judgements

    paths = [Path(name) for name in files.split("+")]
    judged = replace(recipe, weight=read_judgements(paths, framework, recipe.weight.default))
    return named_by_changes(load_recipe(before), judged, [path.name for path in paths])


def scored(data: DataOptions, options: RecipeOptions, selection: Selection) -> Result:
    """Read and score in one go; the year of the selection, where it is given, stands in front of all that is shown."""
    from nqp_index.model.headline import in_front
    from nqp_index.reading.stored import load_reference

    recipe, front = options.recipe(), year_of(selection.year)
    framework, panel = read(data, selection)
    if options.weight is not None and options.weight.lower().endswith(JUDGEMENTS):
        recipe = _judged(recipe, options.name, options.weight, framework)
    from nqp_index.scoring.pipeline import score

    reference = load_reference(Path(recipe.scope.file)) if recipe.scope.kind == "fixed" else None
    with waiting("progress.scoring"):
        result = score(panel, framework, recipe, reference=reference)
    return result if front is None else in_front(result, front)
