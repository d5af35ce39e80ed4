"""`nqp whatif`: the ranking before and after a change of weights, indicators, recipe or values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

import typer

from nqp_index.cli.console import width_on_screen
from nqp_index.cli.inputs import DataOptions, RecipeOptions, Selection, scored
from nqp_index.cli.outputs import OutOptions, show_findings
from nqp_index.cli.together import together
from nqp_index.errors import UsageError, problem
from nqp_index.terms import label

Value = tuple[str, int, str, float | None]


@together
def whatif(
    data: DataOptions,
    recipe: RecipeOptions,
    selection: Selection,
    *,
    weight: Annotated[
        list[str] | None, typer.Option("--weight", help=label("opt.set_weight"), metavar="CODE=W|NAME|FILE")
    ] = None,
    drop: Annotated[list[str] | None, typer.Option("--drop", help=label("opt.drop"), metavar="CODE")] = None,
    swap: Annotated[list[str] | None, typer.Option("--swap", help=label("opt.swap"), metavar="CODE=SERIES")] = None,
    cell: Annotated[list[str] | None, typer.Option("--cell", help=label("opt.cell"), metavar="R,Y,S=V")] = None,
    with_recipe: Annotated[
        str | None, typer.Option("--with-recipe", help=label("opt.with_recipe"), metavar="NAME|FILE")
    ] = None,
    out: OutOptions,
) -> int:
    from nqp_index.analysis.whatif import whatif as before_and_after
    from nqp_index.model.headline import headline_position
    from nqp_index.reading.definitions import load_recipe
    from nqp_index.reading.names.nearness import nearest
    from nqp_index.reading.selection import region_named
    from nqp_index.reports.findings import findings_text

    changes, weighting = changes_and_weighting(weight or ())
    weights = dict(named_number(text) for text in changes)
    swaps = dict(_pair(text) for text in swap or ())
    asked = [_cell(text) for text in cell or ()]
    recipe = replace(recipe, weight=weighting)
    result = scored(data, recipe, selection)
    used = {*result.indicators, *result.nodes}
    idle = [code for code in (*weights, *(drop or ())) if code not in used]
    if idle:
        raise UsageError(problem("E7017", codes=idle, near=[c for code in idle for c in nearest(code, sorted(used))]))
    values = [
        (region_named(name, result.panel, result.framework).code, at, series, value)
        for name, at, series, value in asked
    ]
    found = before_and_after(
        result, weights=weights, drop=drop or (), swap=dict(swaps), values=values,
        recipe=load_recipe(with_recipe) if with_recipe else None,
        year=result.years[headline_position(result)],
    )  # fmt: skip
    tables = found.tables()
    show_findings(
        tables, result, out, inputs=data.protected(*recipe.files),
        on_screen=findings_text(tables[:1], width=width_on_screen()), of_one_run=found.problems_of_one_run(),
    )  # fmt: skip
    return 0


def changes_and_weighting(texts: Sequence[str]) -> tuple[list[str], str | None]:
    """The changes of single weights (`ST=2`), and the one weighting that the recipe is to have (`entropy:shift=0`)."""
    changes = [text for text in texts if "=" in text.partition(":")[0]]
    others = [text for text in texts if text not in changes]
    if len(others) > 1 or any(_is_mistyped_change(text) for text in others):
        raise UsageError(problem("E7022", text=others[-1]))
    return changes, others[0] if others else None


def _is_mistyped_change(text: str) -> bool:
    """`ST:2`: behind the name of a weighting stand parameters with their names."""
    return ":" in text and "=" not in text


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip() or not value.strip():
        raise UsageError(problem("E7016", text=text))
    return name.strip(), value.strip()


def named_number(text: str) -> tuple[str, float]:
    name, value = _pair(text)
    try:
        return name, float(value)
    except ValueError:
        raise UsageError(problem("E7016", text=text)) from None


def _cell(text: str) -> Value:
    """`广西,2022,rd_exp=250`; `=` with nothing behind it takes the value out."""
    where, equals, value = text.partition("=")
    parts = [part.strip() for part in where.replace("，", ",").split(",")]
    if not equals or len(parts) != 3 or not parts[1].isdigit():
        raise UsageError(problem("E7018", text=text))
    try:
        return parts[0], int(parts[1]), parts[2], float(value) if value.strip() else None
    except ValueError:
        raise UsageError(problem("E7018", text=text)) from None
