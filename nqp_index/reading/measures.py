"""Measures as published, in Chinese or English, read into exact factors over base units."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from fractions import Fraction
from functools import cache, lru_cache

from nqp_index.model.measure import Bases, Measure
from nqp_index.reading.names.traditional import TRADITIONAL
from nqp_index.reading.unit_names import NUMBER_WORDS, PREFIXES, sizes

__all__ = ["nearest_measure", "parse_measure", "prefix_size"]

LONGEST = 80
_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_BRACKETS = {"(": ")", "[": "]", "【": "】", "〔": "〕", "「": "」", "《": "》", "〈": "〉"}
_LEAD = re.compile(r"^(计量单位|数据单位|单位|unit(?: of measurement)?(?![a-z]))\s*[:：]?\s*", re.IGNORECASE)
_POWER_OF_TEN = re.compile(r"(?:10\^(\d{1,2})|(1(?:[ ,]?0+)*(?:[ ,]000)*|0?\.0*1))(?![\d.])")

Sized = tuple[Fraction, Bases]


@lru_cache(4096)
def parse_measure(text: str) -> Measure | None:
    """The measure written in `text`; None when it is not one.

    Brackets around it, `单位:` before it, full-width characters and blanks do not matter. `a/b`, `a per b` and `每b a`
    are quotients. Prefixes are 百 千 万 亿 and their products, numbers (10 000, 10^4) and English number words.
    >>> parse_measure("10 000 yuan") == parse_measure("万元")
    True
    >>> parse_measure("件/万人").scale
    Fraction(1, 10000)
    """
    plain = _plain(text)
    if not plain or len(plain) > LONGEST:
        return None
    found = _sized(plain) or _without_brackets(plain)
    return None if found is None else Measure(" ".join(text.split()), *found)


def prefix_size(text: str) -> Fraction:
    """What the prefix word or number of a written measure multiplies by; 1 where it has none. 千瓦 and 公里 are units.

    >>> [int(prefix_size(text)) for text in ("万元", "千瓦", "公里", "10 000 yuan", "亿千瓦时")]
    [10000, 1, 1, 10000, 100000000]
    """
    side = _sides(_plain(text))[0]
    if _named(side) is not None:
        return Fraction(1)
    number, rest = _leading_number(side)
    if number is not None and rest:
        return number * prefix_size(rest)
    word = side[: len(side) - len(side.lstrip("".join(PREFIXES)))]
    ends = (end for end in range(1, len(word) + 1) if _named(side[end:]) is not None)
    return next((_prefix(side[:end]) for end in ends), Fraction(1))


def nearest_measure(text: str) -> str | None:
    """The known measure whose spelling is closest to `text`, to be offered as a correction; None when none is near."""
    plain = _plain(text)
    if not plain or len(plain) > LONGEST:
        return None
    sides = [_nearest_side(side) for side in _sides(plain)]
    if any(side is None for side in sides):
        return None
    nearest = "/".join(side for side in sides if side is not None)
    return nearest if parse_measure(nearest) is not None else None


def _plain(text: str) -> str:
    """NFKC, without the words and brackets around it; `%` and `‰` as they are."""
    text = _SPACE.sub(" ", unicodedata.normalize("NFKC", text).replace("°C", "℃")).strip().translate(_OTHER_CHARACTERS)
    text = _LEAD.sub("", text).strip()
    while len(text) > 1 and _BRACKETS.get(text[0]) == text[-1] and text not in _names():
        inner = text[1:-1]
        if text[0] in inner or text[-1] in inner:
            break
        text = _LEAD.sub("", inner.strip()).strip()
    return text.strip(" :：;；,，、。")


_OTHER_CHARACTERS = TRADITIONAL | str.maketrans(
    {"⁄": "/", "∕": "/", "／": "/", "‧": "·", "•": "·", "・": "·", "⋅": "·", "×": "·", "*": "·"}
)


@cache
def _names() -> dict[str, Sized]:
    return {unicodedata.normalize("NFKC", name).replace("°c", "℃").casefold(): size for name, size in sizes().items()}


def _named(text: str) -> Sized | None:
    key = text.casefold().replace(" ", "")
    return _names().get(key) or (_names().get(key.replace("-", "")) if len(key) > 3 else None)


def _sized(text: str) -> Sized | None:
    """Size and bases of a quotient of products."""
    whole = _side(text)
    if whole is not None:
        return whole
    sides = _sides(text)
    if len(sides) < 2 or len(sides) > 4:
        return None
    scale, powers = Fraction(1), dict[str, int]()
    for position, side in enumerate(sides):
        sized = _side(side) or (_number(side) if position else _only_number(side))
        if sized is None or (position and not side):
            return None
        sign = -1 if position else 1
        scale *= sized[0] ** sign
        for base, power in sized[1]:
            powers[base] = powers.get(base, 0) + sign * power
    return scale, tuple(sorted((b, p) for b, p in powers.items() if p))


def _sides(text: str) -> list[str]:
    """Numerator first, then every denominator."""
    text = re.sub(r"(?<![A-Za-z])per(?![A-Za-z])", "/", text, flags=re.IGNORECASE)
    lead = re.match(r"每\s*([^\s/每]+?)\s*(?:拥有|的)?\s+(\S.*)$", text)
    if lead:
        text = f"{lead[2]}/{lead[1]}"
    elif text.startswith("每"):
        text = f"1/{text[1:]}"
    return [side.strip() for side in re.split(r"/\s*每?|每", text)]


def _side(text: str) -> Sized | None:
    """A prefix and a unit, or a product of units joined by `·`."""
    one = _prefixed(text)
    if one is not None or "·" not in text:
        return one
    scale, powers = Fraction(1), dict[str, int]()
    for part in text.split("·"):
        sized = _prefixed(part.strip())
        if sized is None:
            return None
        scale *= sized[0]
        for base, power in sized[1]:
            powers[base] = powers.get(base, 0) + power
    return scale, tuple(sorted(powers.items()))


def _prefixed(text: str) -> Sized | None:
    """The longest unit name that leaves a prefix before it: 千瓦 is a unit, 万千瓦 is 万 of it."""
    named = _named(text)
    if named is not None:
        return named
    number, rest = _leading_number(text)
    if number is not None and rest:
        unit = _prefixed(rest)
        return None if unit is None or not unit[1] else (number * unit[0], unit[1])
    for end in range(1, min(4, len(text))):
        if text[end - 1] not in PREFIXES:
            return None
        unit = _named(text[end:])
        if unit is not None and unit[1]:
            return _prefix(text[:end]) * unit[0], unit[1]
    return None


def _prefix(text: str) -> Fraction:
    size = Fraction(1)
    for character in text:
        size *= PREFIXES[character]
    return size


def _leading_number(text: str) -> tuple[Fraction | None, str]:
    """A power of ten in digits or English words before a unit, and what follows it."""
    number: Fraction | None = None
    match = _POWER_OF_TEN.match(text)
    if match:
        digits = (match[2] or "").replace(" ", "").replace(",", "")
        number = Fraction(10) ** int(match[1]) if match[1] else Fraction(digits)
        text = text[match.end() :].lstrip(" ·")
    words = text.split(" ")
    while words and words[0].casefold() in NUMBER_WORDS:
        number = (number or 1) * Fraction(NUMBER_WORDS[words.pop(0).casefold()])
    return number, " ".join(words[1:] if words and words[0].casefold() == "of" else words)


def _number(text: str) -> Sized | None:
    """A bare power of ten below the line: 1/10万, per 1000."""
    number, rest = _leading_number(text)
    if rest and not (len(rest) <= 3 and all(c in PREFIXES for c in rest)):
        return None
    return (number or Fraction(1)) * _prefix(rest), ()


def _only_number(text: str) -> Sized | None:
    return (Fraction(1), ()) if text == "1" else None


def _without_brackets(text: str) -> Sized | None:
    """`亿元(100 million yuan)`: what stands in brackets repeats the rest in another language or explains it."""
    match = re.fullmatch(r"([^()]+?)\s*\(([^()]*)\)", text)
    if not match:
        return None
    outer, inner = _sized(match[1].strip()), _sized(match[2].strip())
    if outer is None or (inner is not None and inner != outer):
        return None
    return outer


#: Characters that scanned tables confuse.
_LOOKALIKES = str.maketrans("员无兀入八仵吋乇方", "元元元人人件吨吨万")


@cache
def _spellings() -> tuple[str, ...]:
    names = [name for name in _names() if len(name) < 20]
    chinese = [n for n in names if not n.isascii() and _names()[n][1]]
    return (*names, *(prefix + name for prefix in ("万", "亿", "百万", "千", "百", "十万") for name in chinese))


def _nearest_side(text: str) -> str | None:
    if _side(text) is not None or _number(text) is not None:
        return text
    repaired = text.translate(_LOOKALIKES)
    if _side(repaired) is not None:
        return repaired
    near = get_close_matches(text.casefold().replace(" ", ""), _spellings(), n=1, cutoff=0.5)
    return near[0] if near else None
