"""`nqp methods`: every method by family, or one of them in full with a worked example."""

from __future__ import annotations

from typing import Annotated

import typer

from nqp_index.cli import options as o
from nqp_index.cli.console import say, say_json
from nqp_index.terms import current_language, label


def methods(
    name: Annotated[str | None, typer.Argument(help=label("opt.method_name"), metavar="[NAME]")] = None,
    json: o.AsJson = False,
) -> int:
    from nqp_index.methods.catalogue import method_list, method_pages, methods_as_data

    if json:
        say_json(methods_as_data(name))
    elif name is None:
        say(method_list(current_language()))
    else:
        say(method_pages(name, current_language()))
    return 0
