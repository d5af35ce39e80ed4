"""Names that were not used and may be slips of series that nothing in the data gives."""

from __future__ import annotations

from nqp_index.reading.meaning.session import Session

_MOST_TOLD = 20


def tell_near_names(session: Session) -> None:
    """Warn of every unused name one character off a series that was not found anywhere, once a name."""
    names, found = session.lexicon.series, set(session.store.series.names)
    seen: set[str] = set()
    for unmatched in session.unmatched:
        if unmatched.kind != "series" or unmatched.refused or unmatched.name in seen or len(seen) == _MOST_TOLD:
            continue
        code = names.nearly(unmatched.name)
        if code and code not in found:
            seen.add(unmatched.name)
            session.problems.add("W1221", unmatched.place, name=unmatched.name, near=names.labels[code])
