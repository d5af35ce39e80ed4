"""`nqp schema`: the JSON Schema of definition files, for editors."""

from __future__ import annotations

from typing import Annotated

import typer

from nqp_index.cli.console import say_json
from nqp_index.errors import UsageError, problem
from nqp_index.terms import label

KINDS = ("framework", "series", "constructs", "recipe", "assumptions")


def schema(
    kind: Annotated[str, typer.Argument(help=label("opt.schema_kind"), metavar="|".join(KINDS))] = "framework",
) -> int:
    if kind == "assumptions":
        from nqp_index.analysis.assumptions_keys import assumptions_schema

        say_json(assumptions_schema())
        return 0
    from nqp_index.reading.definitions import json_schema
    from nqp_index.reading.definitions.schema import SchemaKind

    known: dict[str, SchemaKind] = {
        "framework": "framework",
        "series": "series",
        "constructs": "constructs",
        "recipe": "recipe",
    }
    if kind not in known:
        raise UsageError(problem("E7014", text=kind, known=list(KINDS)))
    say_json(json_schema(known[kind]))
    return 0
