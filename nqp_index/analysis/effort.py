"""What a run of many scorings would cost where every region is an optimisation of its own."""

from __future__ import annotations

from nqp_index.analysis.experiment import Experiment
from nqp_index.errors import UsageError, problem
from nqp_index.methods.registry import method
from nqp_index.model.recipe import Recipe

#: Programmes solved at most: some ten minutes to an hour, by the number of indicators.
MOST_PROGRAMMES = 2_000_000


def refuse_endless(study: Experiment, runs: int) -> None:
    """Raise UsageError where `runs` scorings would solve too many programmes, one a region and year in each of them.

    What no draw moves is solved once for all of them, and counts nothing.
    """
    T, R = study.nominal.shape
    anew = sorted({name for recipe in study.recipes if recipe is not None for name in _solved_anew(study, recipe)})
    if anew and runs * T * R > MOST_PROGRAMMES:
        raise UsageError(problem("E1505", methods=anew, runs=runs, rows=T * R, programmes=runs * T * R,
                                 most=MOST_PROGRAMMES, fewer=MOST_PROGRAMMES // (T * R)))  # fmt: skip


def _solved_anew(study: Experiment, recipe: Recipe) -> set[str]:
    """Aggregations that solve a programme for each row, and do so in every draw: the data or their bounds move."""
    data, weights = study.assumptions.data_noise is not None, study.assumptions.weight_noise is not None
    used = {recipe.aggregate.at(*branch.path) for branch in study.ready.plan.branches}
    return {
        choice.method for choice in used
        if "programmes" in method("aggregate", choice.method).traits
        and (data or (weights and choice.options.get("around") is not None))
    }  # fmt: skip
