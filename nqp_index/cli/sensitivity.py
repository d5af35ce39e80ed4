"""`nqp sensitivity`: which choice moves ranks most, what the index rests on, what weights a rank would take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from nqp_index.cli import options as o
from nqp_index.cli.console import Bar
from nqp_index.cli.inputs import DataOptions, RecipeOptions, Selection, scored
from nqp_index.cli.outputs import OutOptions, show_findings
from nqp_index.cli.together import together
from nqp_index.cli.uncertainty import Assumptions
from nqp_index.errors import UsageError, problem
from nqp_index.terms import label

if TYPE_CHECKING:
    from nqp_index.model.findings import Table
    from nqp_index.model.result import Result


@together
def sensitivity(
    data: DataOptions,
    recipe: RecipeOptions,
    selection: Selection,
    *,
    region: Annotated[
        list[str] | None, typer.Option("--region", help=label("opt.region_arg"), metavar="REGION")
    ] = None,
    rank: Annotated[int | None, typer.Option("--rank", min=1, help=label("opt.target_rank"), metavar="K")] = None,
    overtake: Annotated[
        list[str] | None, typer.Option("--overtake", help=label("opt.overtake"), metavar="REGION")
    ] = None,
    node: Annotated[str, typer.Option("--node", help=label("opt.free_node"), metavar="CODE")] = "",
    norm: Annotated[str, typer.Option("--norm", help=label("opt.norm"), metavar="l1|l2")] = "l1",
    rows: Annotated[int, typer.Option("--rows", min=2, help=label("opt.base_runs"), metavar="N")] = 512,
    seed: o.Seed = 0,
    assumptions: Assumptions = None,
    out: OutOptions,
) -> int:
    from nqp_index.analysis.removal import drop_one
    from nqp_index.analysis.sensitivity import sensitivity as factor_shares
    from nqp_index.reading.selection import region_named

    result = scored(data, recipe, selection)
    codes = [region_named(name, result.panel, result.framework).code for name in region or []]
    rivals = [region_named(name, result.panel, result.framework).code for name in overtake or []]
    needed = _weights_needed(result, codes, rivals, rank, node, norm, seed)
    bar = Bar("progress.sensitivity")
    try:
        shares = factor_shares(result, assumptions=assumptions, regions=codes, rows=rows, seed=seed, progress=bar)
    finally:
        bar.close()
    tables = [table for finding in shares for table in finding.tables()]
    tables += drop_one(result).tables()
    tables += needed
    show_findings(tables, result, out, inputs=data.protected(*recipe.files, assumptions))
    return 0


def _weights_needed(
    result: Result, codes: list[str], rivals: list[str], rank: int | None, node: str, norm: str, seed: int
) -> list[Table]:
    """The smallest change of weights that takes each region to the rank, or past each rival.

    Asked before the long part of the command, so that a question that cannot be answered costs nobody a wait.
    """
    if not codes and (rank is not None or rivals):
        raise UsageError(problem("E7020"))
    if norm not in {"l1", "l2"}:
        raise UsageError(problem("E7023", text=norm))
    from nqp_index.analysis.weights_needed import weights_for_rank, weights_to_overtake

    found = [
        weights_for_rank(result, code, rank, node=node, norm=norm, seed=seed) for code in codes if rank is not None
    ]
    found += [
        weights_to_overtake(result, code, rival, node=node, norm=norm, seed=seed) for code in codes for rival in rivals
    ]
    return [table for finding in found for table in finding.tables()]
