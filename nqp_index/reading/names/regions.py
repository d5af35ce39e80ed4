"""Which region a piece of text names: by code, short, full, English or one-character name, or by alias."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from nqp_index.model.panel import Region
from nqp_index.reading.names.aggregates import SUBTOTAL, Aggregate, load_aggregates
from nqp_index.reading.names.nearness import MOST_SOUGHT, NearNames, same_shapes, slips
from nqp_index.reading.names.plain import (
    chinese_part,
    has_chinese,
    is_latin,
    only_chinese,
    plain,
    spaced_once,
    visible,
    without_marks,
)
from nqp_index.reading.names.table import load_regions
from nqp_index.terms import Text

_SUFFIXES = (
    "壮族自治区", "回族自治区", "维吾尔自治区", "特别行政区", "自治区", "省", "市",
    "zhuangautonomousregion", "huiautonomousregion", "uygurautonomousregion", "uyghurautonomousregion",
    "autonomousregion", "municipality", "province", "city",
)  # fmt: skip
#: GB/T 2260 to two, six or twelve places.
_CODE = re.compile(r"^(\d{2})((?:\d{4})(?:0{6})?)?(?:\.0+)?$")
#: 吉林市 is a city of 吉林: only these are cities and provinces in one (GB/T 2260: 北京, 天津, 上海, 重庆).
_MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})
_CITY = ("市", "city")
#: 其中：大连, #大连: a row of which the one above is the sum.
_OF_WHICH = re.compile(r"^(?:其中:?|#)(?=[\u3400-\u9fff])")
#: How free names of sums and means end: 全国高新区合计.
_SUMMED = re.compile(r"(?:合计|总计|小计|汇总|平均|平均值)$")
#: What stands before such a word when it sums all rows: 全国高新区合计, 各园区总计.
_OF_ALL = re.compile(r"^(?:$|全|各|国家|所有|总|园区|高新区|开发区|\d+个?家?)")
#: 1 北京, 2.天津, 3、河北, (4)山西, 五、内蒙古: a running number before a name, in the form of `plain`.
_NUMBERED = re.compile(r"^(?:\(?\d{1,2}[.,):]?|\(?[一二三四五六七八九十]{1,3}[,.)])(?=[\u3400-\u9fff])")
#: What separates a name from nothing: 北京：, 北京、.
_TRAILING = re.compile(r"[:,.;\-]+$")
#: The same name again in brackets: 北京(Beijing), 内蒙古自治区(Inner Mongolia).
_IN_BRACKETS = re.compile(r"^([^()]+)\(([^()]+)\)$")


_BELOW = re.compile(r"[\u3400-\u9fff]{2,}(?:市|县|州|盟|旗)$")
#: The only regions of the first level that are called 市.
_MUNICIPAL_NAMES = {"北京", "天津", "上海", "重庆"}


def is_below_province(text: str) -> bool:
    """Whether a name is made like that of a city or county.

    >>> is_below_province("杭州市"), is_below_province("河南省")
    (True, False)
    """
    return bool(_BELOW.search(plain(text)))


@dataclass(frozen=True, slots=True)
class RegionMatch:
    """What a text turned out to name: a region's code, an aggregate, or nothing, with what it may have meant."""

    code: str = ""
    aggregate: Aggregate | None = None
    suggestions: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        return bool(self.code) or self.aggregate is not None


class RegionNames:
    """All names of the regions of one kind of framework; every text is looked up once and then remembered.

    With free names (parks) every name that is no aggregate is a region, and its code is the name itself.
    """

    def __init__(
        self, regions: Iterable[Region] = (), names: Mapping[str, str] | None = None, *, free: bool = False
    ) -> None:
        self.free = free
        self.regions = {r.code: r for r in regions}
        self._by_name = dict(names or {})
        self._aggregates = {
            n: a for n, a in load_aggregates().items() if a.kind in {"national", "mean", "group"} or not free
        }
        self._seen: dict[str, RegionMatch] = {}
        self._near_seen: dict[str, RegionMatch] = {}
        self.sought = 0

    def find(self, text: str) -> RegionMatch:
        """The region or aggregate that `text` names; suggestions when it names none."""
        match = self.named(text)
        if match.known or self.free:
            return match
        near = self._near_seen.get(text)
        if near is None:
            near = self._near_seen[text] = RegionMatch(suggestions=self._nearby(text))
        return near

    def named(self, text: str) -> RegionMatch:
        """The region or aggregate that `text` names, without a search for what it may have meant."""
        match = self._seen.get(text)
        if match is None:
            match = self._seen[text] = self._free_match(text) if self.free else self._match(text)
        return match

    def is_region(self, text: str) -> bool:
        """Whether the text is the name of a region or an aggregate, by more than one character or a code."""
        short = plain(text)
        if self.free or len(short) < 2 or short[:1].isdigit() or len(text) > 80:
            return not self.free and short in self._aggregates
        return self.named(text).known

    def is_aggregate(self, text: str) -> bool:
        return plain(text) in self._aggregates

    def order(self, codes: Iterable[str]) -> list[str]:
        """Codes in the official order; free names in the order given."""
        given = list(dict.fromkeys(codes))
        if self.free:
            return given
        rank = {code: i for i, code in enumerate(self.regions)}
        return sorted(given, key=lambda c: rank.get(c, len(rank)))

    def region(self, code: str) -> Region:
        return self.regions.get(code) or Region(code, Text(code, code))

    def _free_match(self, text: str) -> RegionMatch:
        key = plain(text)
        aggregate = self._aggregates.get(key) or self._summed(key)
        if aggregate is not None:
            return RegionMatch(aggregate=aggregate)
        alias = self._by_name.get(key)
        return RegionMatch(code=alias or spaced_once(without_marks(visible(text))[0]))

    def _summed(self, key: str) -> Aggregate | None:
        """The sum or mean that a free name says at its end; of some of the rows where other words stand before it."""
        found = _SUMMED.search(key)
        aggregate = self._aggregates.get(found.group()) if found else None
        if aggregate is None or found is None or aggregate.kind != "national" or _OF_ALL.match(key[: found.start()]):
            return aggregate
        return self._aggregates.get(SUBTOTAL)

    def _match(self, text: str) -> RegionMatch:
        for candidate in dict.fromkeys((text, chinese_part(text), only_chinese(text))):
            whole = self._said_once(plain(candidate))
            whole = _TRAILING.sub("", whole) if candidate == text else whole
            key = whole if whole in self._aggregates else _NUMBERED.sub("", _OF_WHICH.sub("", whole))
            if not key:
                continue
            code = _CODE.match(key)
            if code and (number := code.group(1) + (code.group(2) or "0000")[:4]) in self.regions:
                return RegionMatch(code=number)
            if key in self._by_name:
                return RegionMatch(code=self._by_name[key])
            if key in self._aggregates:
                return RegionMatch(aggregate=self._aggregates[key])
            bare = self._without_suffix(key)
            if bare in self._aggregates and self._aggregates[bare].kind == "other":
                return RegionMatch(aggregate=self._aggregates[bare])
            if bare in self._by_name and len(bare) > 1 and not self._is_city_inside(key, bare):
                return RegionMatch(code=self._by_name[bare])
        return RegionMatch()

    def _said_once(self, key: str) -> str:
        """A name without the brackets behind it, when they hold a name or the code of the very same region."""
        twice = _IN_BRACKETS.match(key)
        if twice is None or key in self._by_name or key in self._aggregates:
            return key
        codes = [self._by_name.get(part) or self._by_name.get(self._without_suffix(part)) for part in twice.groups()]
        return twice.group(1) if codes[0] and codes[0] == codes[1] else key

    def _nearby(self, text: str) -> tuple[str, ...]:
        """What a text may have meant; a city is told apart from a slip."""
        near = self._suggestions(plain(text))
        return tuple(n for n in near if n in _MUNICIPAL_NAMES) if is_below_province(text) else near

    def _is_city_inside(self, key: str, bare: str) -> bool:
        """Whether a name with 市 at its end is that of a city that shares the province's name."""
        return key != bare and key.endswith(_CITY) and self._by_name[bare] not in _MUNICIPALITIES

    @staticmethod
    def _without_suffix(key: str) -> str:
        for suffix in _SUFFIXES:
            if key.endswith(suffix) and len(key) > len(suffix) + 1:
                return key[: -len(suffix)]
        return key

    @cached_property
    def _near(self) -> NearNames:
        """The names that may be suggested."""
        return NearNames(n for n in self._by_name if (has_chinese(n) or is_latin(n)) and len(n) > 1)

    def _suggestions(self, key: str) -> tuple[str, ...]:
        """Names that a scanner or a finger may have turned into this text: shapes first, then one letter off."""
        self.sought += 1
        if not key or len(key) > 60 or self.sought > MOST_SOUGHT:
            return ()
        bare = self._without_suffix(key)
        names = self._near.within_a_slip(key, bare)
        shaped = [n for n in names if same_shapes(key, n) or same_shapes(bare, n)]
        if len({self._by_name[n] for n in shaped}) == 1:
            near = shaped
        else:
            near = [*shaped, *(n for n in names if slips(key, n) or slips(bare, n))] or self._near.nearest(key)
        codes = list(dict.fromkeys(self._by_name[n] for n in near))
        return tuple(self.regions[c].label.zh or c for c in codes[:4])


def province_names(aliases: Mapping[str, str] | None = None) -> RegionNames:
    """The names of the provincial-level units, with a user's own aliases (name → code or name) on top."""
    regions, names = load_regions()
    return RegionNames(regions, {**names, **_resolved(aliases or {}, names)})


def free_names(aliases: Mapping[str, str] | None = None) -> RegionNames:
    """Names that are free: any text is a region; aliases lead from one spelling to the wanted one."""
    return RegionNames(names={plain(n): spaced_once(v) for n, v in (aliases or {}).items()}, free=True)


def _resolved(aliases: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for name, target in aliases.items():
        code = names.get(plain(target))
        if code:
            found[plain(name)] = code
    return found
