"""`nqp explain`: one region's score, down to the spreadsheet cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from nqp_index.cli.inputs import DataOptions, RecipeOptions, Selection, scored
from nqp_index.cli.outputs import OutOptions, show_findings
from nqp_index.cli.together import together
from nqp_index.terms import label

if TYPE_CHECKING:
    from nqp_index.model.result import Result


@together
def explain(
    region: Annotated[str, typer.Argument(help=label("opt.region_arg"), metavar=label("meta.region"))],
    data: DataOptions,
    recipe: RecipeOptions,
    selection: Selection,
    *,
    against: Annotated[
        str | None, typer.Option("--against", help=label("opt.against"), metavar="REGION|YEAR|leader|mean")
    ] = None,
    out: OutOptions,
) -> int:
    from nqp_index.analysis.explain import explain as explanation
    from nqp_index.model.headline import headline_position
    from nqp_index.reading.selection import region_named

    result = scored(data, recipe, selection)
    code = region_named(region, result.panel, result.framework).code
    at = result.years[headline_position(result)]
    found = explanation(result, code, at, _rival(against, result))
    show_findings(found.tables(), result, out, inputs=data.protected(*recipe.files))
    return 0


def _rival(against: str | None, result: Result) -> str | int | None:
    """Another region by its code, or a year; the leader and the mean are compared with anyway."""
    from nqp_index.reading.selection import region_named

    if against is None or against in {"leader", "mean"}:
        return None
    if len(against) == 4 and against.isascii() and against.isdigit():
        return int(against)
    return region_named(against, result.panel, result.framework).code
