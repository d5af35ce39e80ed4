"""Definition files read into frameworks and recipes, checked whole, and written back."""

from __future__ import annotations

from nqp_index.reading.definitions.loading import list_frameworks, list_recipes, load_framework, load_recipe
from nqp_index.reading.definitions.recipe import recipe_to_yaml

__all__ = ["list_frameworks", "list_recipes", "load_framework", "load_recipe", "recipe_to_yaml"]
