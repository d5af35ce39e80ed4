"""Definition files read into frameworks and recipes, checked whole, and written back."""

from __future__ import annotations

from nqp_index.reading.definitions.coinr import CoinrRow, read_coinr
from nqp_index.reading.definitions.loading import list_frameworks, list_recipes, load_framework, load_recipe
from nqp_index.reading.definitions.recipe import recipe_to_yaml
from nqp_index.reading.definitions.schema import json_schema
from nqp_index.reading.definitions.table_write import write_framework_table

__all__ = [
    "CoinrRow",
    "json_schema",
    "list_frameworks",
    "list_recipes",
    "load_framework",
    "load_recipe",
    "read_coinr",
    "recipe_to_yaml",
    "write_framework_table",
]
