"""Statements about nodes (judgements, points) in a flat recipe: made node by node, and multiplied down the tree."""

from __future__ import annotations

from nqp_index.errors import UsageError, problem
from nqp_index.methods.registry import method
from nqp_index.model.recipe import Choice, Combination, Recipe, Value, Weighting
from nqp_index.scoring.plan import Branch, Plan


def weighting_methods(choice: Weighting) -> tuple[Choice, ...]:
    """The single weighting methods behind a choice."""
    return choice.of if isinstance(choice, Combination) else (choice,)


def goes_down(plan: Plan, recipe: Recipe, choice: Choice) -> bool:
    """Whether a stated weighting of a flat recipe speaks of the root's children and not of all indicators at once."""
    if not is_statement(choice) or len(plan.branches) == 1:
        return False
    leaves = {plan.codes[j] for j in plan.branches[0].leaves}
    return not leaves <= set(choice.codes) if choice.codes else _size(choice) != len(leaves)


def is_statement(choice: Choice) -> bool:
    """Whether a weighting is something that people say about the children of a node: judgements, points, ratios."""
    chosen = method("weight", choice.method)
    return chosen.fits_on == "none" and bool(chosen.options)


def statement_at(recipe: Recipe, branch: Branch, name: str) -> Choice:
    """What is stated about the children of a branch: by the same method, or by another that looks at no data."""
    own = recipe.weight.at(*branch.path)
    for one in weighting_methods(own):
        if one.method == name:
            return one
    if isinstance(own, Choice) and method("weight", own.method).fits_on == "none":
        return own
    raise UsageError(problem("E4035", node=branch.code, method=name))


def _size(choice: Choice) -> int | None:
    """How many children a statement speaks of: the length of its rows."""
    found = next((value for _, value in choice.params if isinstance(value, tuple) and value), None)
    return None if found is None else _row_length(found)


def _row_length(table: tuple[Value, ...]) -> int:
    first = table[0]
    return _row_length(first) if isinstance(first, tuple) and first else len(table)
