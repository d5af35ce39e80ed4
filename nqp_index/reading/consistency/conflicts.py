"""The same region, year and series more than once: equal values are told, different ones refused or decided."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nqp_index.errors import Place, Problems
from nqp_index.reading.consistency.printed import Printed
from nqp_index.reading.idle_hints import is_wanted
from nqp_index.reading.meaning.facts import Facts, Store
from nqp_index.terms import Text

_MOST_TOLD = 20
#: Cells listed of one kind of contradiction; the count says how many there are.
_MOST_LISTED = 1000


def decided(facts: Facts, key: NDArray[np.int64], store: Store, prefer: Sequence[str], problems: Problems,
            names: tuple[list[str], list[str]]) -> NDArray[np.bool_]:  # fmt: skip
    """Which facts may stand in the cube: one for each key.

    key     (n,) number of the cell of the cube that each fact claims; every fact has a value
    names   region and series names as shown to people, by their numbers
    """
    keep = np.ones(len(facts), dtype=bool)
    order = np.argsort(key, kind="stable")
    same = key[order][1:] == key[order][:-1]
    if not same.any():
        return keep
    equal: dict[tuple[int, int], list[tuple[int, int]]] = {}
    apart: dict[tuple[bool, int, int, int], list[tuple[int, int]]] = {}
    printed = Printed(facts)
    for group in _groups(order, same):
        winner = _winner(facts, printed, group, store, prefer)
        keep[group] = False
        keep[winner] = True
        rivals = [i for i in group if i != winner and not printed.agree(winner, i)]
        if not rivals:
            for i in group:
                if i != winner:
                    pair = sorted((int(facts.sheet[winner]), int(facts.sheet[i])))
                    equal.setdefault((pair[0], pair[1]), []).append((winner, i))
            continue
        one, other = sorted((winner, rivals[0]))
        settled = _preferred(facts, winner, rivals[0], store, prefer)
        kind = (settled, int(facts.series[winner]), int(facts.sheet[one]), int(facts.sheet[other]))
        apart.setdefault(kind, []).append((winner, rivals[0]))
    _tell_apart(facts, apart, store, problems, names)
    for (first, second), pairs in equal.items():
        _tell_equal(facts, (first, second), pairs, store, problems)
    return keep


def _tell_equal(
    facts: Facts, sheets: tuple[int, int], pairs: list[tuple[int, int]], store: Store, problems: Problems
) -> None:
    """Tell once for two sheets how many values agree, and the two that lie furthest apart."""
    kept, dropped = max(pairs, key=lambda p: abs(facts.value[p[0]] - facts.value[p[1]]) / (abs(facts.value[p[0]]) or 1))
    one, other = _written(facts, kept, store), _written(facts, dropped, store)
    first, second = place_of(facts, kept, store), place_of(facts, dropped, store)
    if facts.value[kept] == facts.value[dropped]:
        widest = Text(f"数值相同，如 {first} 与 {second}", f"they are equal, as at {first} and {second}")
    else:
        widest = Text(
            f"相差最大的是 {one}（{first}）与 {other}（{second}）",
            f"furthest apart: {one} at {first} and {other} at {second}",
        )
    problems.add(
        "W1350", place_of(facts, pairs[0][1], store), count=len(pairs), widest=widest,
        first=str(first), second=str(second),
        sheets=list(dict.fromkeys(_sheet_text(store, number) for number in sheets)),
    )  # fmt: skip


def _groups(order: NDArray[np.intp], same: NDArray[np.bool_]) -> list[list[int]]:
    groups: list[list[int]] = []
    run: list[int] = []
    for i in np.flatnonzero(same):
        if run and order[i] == run[-1]:
            run.append(int(order[i + 1]))
        else:
            run = [int(order[i]), int(order[i + 1])]
            groups.append(run)
    return groups


def _winner(facts: Facts, printed: Printed, group: list[int], store: Store, prefer: Sequence[str]) -> int:
    """The fact of the preferred source, else the most precisely printed one, else the first."""
    return min(group, key=lambda i: (_rank(facts, i, store, prefer), printed.precision(i), i))


def _rank(facts: Facts, i: int, store: Store, prefer: Sequence[str]) -> int:
    file, sheet, _ = store.sheets[facts.sheet[i]]
    for rank, wanted in enumerate(prefer):
        if is_wanted(wanted, file, sheet):
            return rank
    return len(prefer)


def _preferred(facts: Facts, winner: int, other: int, store: Store, prefer: Sequence[str]) -> bool:
    return _rank(facts, winner, store, prefer) < _rank(facts, other, store, prefer)


def _tell_apart(facts: Facts, apart: dict[tuple[bool, int, int, int], list[tuple[int, int]]], store: Store,
                problems: Problems, names: tuple[list[str], list[str]]) -> None:  # fmt: skip
    """Tell once for two sheets and a series how many values differ, and the first of them. Of very many kinds the last
    are left out, and that is said."""
    for told, ((settled, *_), pairs) in enumerate(apart.items()):
        if told == _MOST_TOLD:
            problems.add("W1352" if settled else "E1261", place_of(facts, pairs[0][1], store))
            return
        alone, several = ("W1351", "W1353") if settled else ("E1260", "E1262")
        code, said = (alone, {}) if len(pairs) == 1 else (several, _listed(facts, pairs, store))
        problems.add(code, place_of(facts, max(pairs[0]), store), **_difference(facts, pairs[0], store, names), **said)


def _difference(
    facts: Facts, pair: tuple[int, int], store: Store, names: tuple[list[str], list[str]]
) -> dict[str, object]:
    """Two values of one region, year and series, the kept one first in the pair."""
    first, second = sorted(pair)
    return {
        "region": names[0][facts.region[first]], "year": int(facts.year[first]),
        "series": names[1][facts.series[first]],
        "one": _written(facts, first, store), "other": _written(facts, second, store),
        "first": str(place_of(facts, first, store)), "second": str(place_of(facts, second, store)),
        "chosen": str(place_of(facts, pair[0], store)),
    }  # fmt: skip


def _listed(facts: Facts, pairs: list[tuple[int, int]], store: Store) -> dict[str, object]:
    """How many values differ, in which sheets, and the cells of all, for whoever reads the problem as data."""
    sheets = dict.fromkeys(_sheet_text(store, int(facts.sheet[i])) for i in sorted(pairs[0]))
    cells = [" / ".join(str(place_of(facts, i, store)) for i in sorted(pair)) for pair in pairs[:_MOST_LISTED]]
    return {"count": len(pairs), "sheets": list(sheets), "cells": cells}


def _written(facts: Facts, i: int, store: Store) -> str:
    return f"{facts.found[i]:.15g} {store.measures.names[facts.measure[i]]}".strip()


def place_of(facts: Facts, i: int, store: Store) -> Place:
    """Where one fact stood."""
    file, sheet, is_text = store.sheets[facts.sheet[i]]
    return Place(file, sheet, int(facts.row[i]), int(facts.column[i]), is_text)


def _sheet_text(store: Store, number: int) -> str:
    file, sheet, _ = store.sheets[number]
    return f"{file}:{sheet}" if sheet else file
