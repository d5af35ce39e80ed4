"""`nqp frameworks`: which indicator systems there are, and one of them as a tree with its claims."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nqp_index.cli import options as o
from nqp_index.cli.console import say, say_json
from nqp_index.terms import current_language, label


def frameworks(
    name: Annotated[str | None, typer.Argument(help=label("opt.framework_name"), metavar="[NAME|FILE]")] = None,
    out: o.Out = None,
    overwrite: o.Overwrite = False,
    json: o.AsJson = False,
) -> int:
    from nqp_index.reading.definitions import list_frameworks, load_framework
    from nqp_index.reports.document import framework_document
    from nqp_index.reports.text import framework_tree

    lang = current_language()
    if name is None:
        found = [load_framework(one) for one in list_frameworks()]
        if json:
            say_json([framework_document(one) for one in found])
        else:
            for one in found:
                say(f"{one.name:<12} {one.label.of(lang)}")
        return 0
    framework = load_framework(name)
    if out:
        _write(framework, out, overwrite, [Path(name)])
    elif json:
        say_json(framework_document(framework))
    else:
        say(framework_tree(framework, lang=lang))
    return 0


def _write(framework: object, paths: list[Path], overwrite: bool, inputs: list[Path]) -> None:
    """The definitions as a spreadsheet, one row an indicator."""
    from nqp_index.model.framework import Framework
    from nqp_index.reading.definitions import write_framework_table
    from nqp_index.reports.publish import publish

    if isinstance(framework, Framework):
        publish(
            {path: lambda at: write_framework_table(framework, at) for path in paths},
            overwrite=overwrite,
            inputs=inputs,
        )
        for path in paths:
            say(label("out.written", path=path))
