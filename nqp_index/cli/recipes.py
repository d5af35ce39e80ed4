"""`nqp recipes`: which evaluation recipes there are, and one of them in full with its reason."""

from __future__ import annotations

from typing import Annotated

import typer

from nqp_index.cli.console import say
from nqp_index.terms import current_language, label


def recipes(
    name: Annotated[str | None, typer.Argument(help=label("opt.recipe_name"), metavar="[NAME|FILE]")] = None,
) -> int:
    from nqp_index.reading.definitions import list_recipes, load_recipe, recipe_to_yaml

    lang = current_language()
    if name is not None:
        say(recipe_to_yaml(load_recipe(name)))
        return 0
    for one in list_recipes():
        recipe = load_recipe(one)
        say(f"{one:<20} {recipe.label.of(lang)}")
        say(f"{'':<20} {recipe.reason.of(lang)}")
    return 0
