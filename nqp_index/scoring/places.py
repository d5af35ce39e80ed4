"""Places by score as a recipe ranks: rounded first where it says so, ties by its rule."""

from __future__ import annotations

import numpy as np

from nqp_index.methods.kernels import Floats, ranks
from nqp_index.model.recipe import Ranking


def placed(scores: Floats, ranking: Ranking, *, high_is_good: bool = True) -> Floats:
    """Ranks along the last axis of scores (..., R), 1 = best; missing scores have none."""
    at_ranking: Floats = scores if ranking.decimals is None else np.round(scores, ranking.decimals)
    return ranks(at_ranking, ties=ranking.ties, high_is_good=high_is_good)
