"""How near two names are: slips of the finger, of the eye (OCR), and what a person may have meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

#: What a scanner prints → what may have stood there.
SHAPES: Mapping[str, str] = {
    "占": "古", "两": "西", "四": "西", "酉": "西", "汀": "江", "尔": "东", "束": "东", "鸟": "乌", "侮": "海",
    "夭": "天", "末": "未", "未": "末", "人": "入", "入": "人", "己": "已", "已": "己", "帐": "账", "账": "帐",
    "士": "土", "土": "士", "太": "大", "曰": "日", "千": "干", "干": "千", "坐": "座", "座": "坐", "广": "厂",
    "厂": "广", "北": "比", "川": "州", "肃": "萧", "宁": "宇", "宇": "宁", "吉": "古", "贵": "责", "责": "贵",
}  # fmt: skip


#: Unknown names for which near ones are sought in one reading: far more than anybody looks at, and no time lost on a
#: column that holds none at all.
MOST_SOUGHT = 1000


def slips(a: str, b: str) -> bool:
    """Whether one letter added, dropped, changed or swapped with its neighbour leads from a to b.

    >>> slips("gpd", "gdp"), slips("rd_exps", "rd_exp"), slips("gdp", "pop")
    (True, True, False)
    """
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    rest_a, rest_b = a[start:], b[start:]
    if len(a) == len(b):
        swapped = rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:]
        return rest_a[1:] == rest_b[1:] or (len(rest_a) > 1 and swapped)
    longer, shorter = (rest_a, rest_b) if len(a) > len(b) else (rest_b, rest_a)
    return longer[1:] == shorter


def same_shapes(found: str, name: str) -> bool:
    """Whether `found` is `name` with one or more characters misread by their shape (内蒙占 for 内蒙古)."""
    if len(found) != len(name) or found == name:
        return False
    return all(x == y or SHAPES.get(x) == y for x, y in zip(found, name, strict=True))


def nearest(found: str, names: Iterable[str], limit: int = 3, floor: float = 0.6) -> list[str]:
    """The names most like `found`, best first."""
    return NearNames(names).nearest(found, limit, floor)


class NearNames:
    """Names arranged so that the few that are near a text are found without comparing it with every one."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = list(names)

    def within_a_slip(self, *found: str) -> list[str]:
        """Every name that may pass `slips` or `same_shapes` with one of these texts, in order; a few do not."""
        at = {i for text in found for shorter in _shortened(text) for i in self._by_shortened.get(shorter, ())}
        at.update(i for text in found for i in self._by_shape.get(text.translate(_FOLDED), ()))
        return [self._names[i] for i in sorted(at)]

    def nearest(self, found: str, limit: int = 3, floor: float = 0.6) -> list[str]:
        """The names most like `found`, best first, equals by alphabet."""
        found = found[:200]
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(found)
        most = self._most(found)
        best: list[tuple[float, str]] = []
        for i in sorted(np.flatnonzero(most >= floor).tolist(), key=lambda i: -most[i]):
            if len(best) >= limit and most[i] < -best[-1][0]:
                break
            matcher.set_seq1(self._names[i])
            ratio = matcher.ratio()
            if ratio >= floor:
                best = sorted([*best, (-ratio, self._names[i])])[:limit]
        return [name for _, name in best]

    def _most(self, found: str) -> NDArray[np.float64]:
        """For each name the ratio that no order of its letters can exceed."""
        matches = np.zeros(len(self._names), np.int64)
        for letter, count in Counter(found).items():
            if letter in self._letters:
                matches += np.minimum(self._letters[letter], count)
        return 2.0 * matches / (self._lengths + len(found)) if found else (self._lengths == 0) * 1.0

    @cached_property
    def _lengths(self) -> NDArray[np.int64]:
        return np.array([len(name) for name in self._names], np.int64)

    @cached_property
    def _letters(self) -> dict[str, NDArray[np.int64]]:
        """How often each letter stands in each name."""
        found: dict[str, NDArray[np.int64]] = {}
        for i, name in enumerate(self._names):
            for letter, count in Counter(name).items():
                found.setdefault(letter, np.zeros(len(self._names), np.int64))[i] = count
        return found

    @cached_property
    def _by_shortened(self) -> dict[str, list[int]]:
        return _positions((i, shorter) for i, name in enumerate(self._names) for shorter in _shortened(name))

    @cached_property
    def _by_shape(self) -> dict[str, list[int]]:
        return _positions((i, name.translate(_FOLDED)) for i, name in enumerate(self._names))


def _shortened(text: str) -> set[str]:
    """The text, and the text without any one of its letters: two texts one slip apart have one of these in common."""
    return {text, *(text[:i] + text[i + 1 :] for i in range(len(text)))}


def _positions(pairs: Iterable[tuple[int, str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for i, key in pairs:
        found.setdefault(key, []).append(i)
    return found


def _folded() -> dict[int, str]:
    """For each letter with a double one letter that stands for all that may be taken for each other."""
    one: dict[str, str] = {}
    for seen, meant in SHAPES.items():
        old, new = one.get(seen, seen), one.get(meant, meant)
        one.update({letter: new for letter, chosen in one.items() if chosen == old})
        one[seen] = one[meant] = one[old] = new
    return {ord(letter): chosen for letter, chosen in one.items()}


_FOLDED = _folded()
