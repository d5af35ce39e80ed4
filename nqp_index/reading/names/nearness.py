"""How near two names are: slips of the finger, of the eye (OCR), and what a person may have meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

#: What a scanner prints → what may have stood there.
SHAPES: Mapping[str, str] = {
    "占": "古", "两": "西", "四": "西", "酉": "西", "汀": "江", "尔": "东", "束": "东", "鸟": "乌", "侮": "海",
    "夭": "天", "末": "未", "未": "末", "人": "入", "入": "人", "己": "已", "已": "己", "帐": "账", "账": "帐",
    "士": "土", "土": "士", "太": "大", "曰": "日", "千": "干", "干": "千", "坐": "座", "座": "坐", "广": "厂",
    "厂": "广", "北": "比", "川": "州", "肃": "萧", "宁": "宇", "宇": "宁", "吉": "古", "贵": "责", "责": "贵",
}  # fmt: skip


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
    scored: list[tuple[float, str]] = []
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(found[:200])
    for name in names:
        matcher.set_seq1(name)
        if matcher.real_quick_ratio() >= floor and matcher.quick_ratio() >= floor:
            ratio = matcher.ratio()
            if ratio >= floor:
                scored.append((ratio, name))
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    return [name for _, name in scored[:limit]]
