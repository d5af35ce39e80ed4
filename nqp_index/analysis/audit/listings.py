"""Every list and matrix behind the rows of the audit, in the order of the Handbook's steps."""

from __future__ import annotations

from collections.abc import Callable

from nqp_index.analysis.audit import listed_cells, listed_coherence, listed_ranks
from nqp_index.analysis.audit.case import Case
from nqp_index.model.findings import Listing

#: Each gives its list, or None where there is nothing to list.
LISTS: tuple[Callable[[Case], Listing | None], ...] = (
    listed_coherence.size_bias, listed_cells.unranked, listed_cells.constants, listed_cells.breaks,
    listed_cells.small_cells, listed_cells.filled, listed_cells.filled_shares, listed_ranks.without_filling,
    listed_coherence.correlations, listed_coherence.with_pillars, listed_coherence.reliability,
    listed_coherence.items, listed_coherence.eigenvalues, listed_cells.treated, listed_ranks.imbalances,
    listed_ranks.top_shares, listed_ranks.ranks_without, listed_ranks.ends_without, listed_ranks.weights_without,
)  # fmt: skip
