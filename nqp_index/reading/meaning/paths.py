"""What the levels of a heading name together: a series, or a part of the series that a level above it names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nqp_index.reading.layouts.labels import split_label, title_names
from nqp_index.reading.layouts.meta import Meta
from nqp_index.reading.names import SeriesNames
from nqp_index.reading.names.plain import has_chinese, plain

#: Levels that only say how the columns below divide the whole: 按活动类型分.
_DIVIDING = re.compile(r"^按.{1,16}分(?:组|类)?$|^其中[:：]?$")
#: Names for the whole under (or beside the parts of) the series that a level above names.
_GENERIC = frozenset(
    [
        "合计",
        "总计",
        "小计",
        "总数",
        "总量",
        "总额",
        "total",
        "本年",
        "本期",
        "当年",
        "绝对数",
        "绝对额",
        "绝对值",
        "绝对量",
        "数值",
        "数据",
        "值",
        "指标值",
        "value",
        "实绩",
    ]
)
#: Names that say only that people are counted, under a name that says which.
_HEADS = frozenset(["人口数", "人数", "人口数量"])
_PART = re.compile(r"^(?:[#＃]|其中[:：]?|of which:?)\s*", re.IGNORECASE)


def naming_levels(path: tuple[str, ...]) -> tuple[str, ...]:
    """The levels of a path that name something, from the outermost down.

    >>> naming_levels(("R&D经费内部支出", "按活动类型分", "基础研究"))
    ('R&D经费内部支出', '基础研究')
    """
    return tuple(level for level in path if not _DIVIDING.match(plain(level)))


def is_generic(name: str) -> bool:
    """Whether a name says no more than "the whole"."""
    return plain(name) in _GENERIC


def without_count(path: tuple[str, ...]) -> tuple[str, ...]:
    """A path without a last level that says only that people are counted: 人口数 under 乡村人口 is not the population.

    >>> without_count(("乡村人口", "人口数")), without_count(("年末", "人口数"))
    (('乡村人口',), ('年末', '人口数'))
    """
    counts = len(path) > 1 and plain(path[-1]) in _HEADS and plain(path[-2]).endswith("人口")
    return path[:-1] if counts else path


def part_of(names: SeriesNames, whole: str, levels: tuple[str, ...]) -> str:
    """The series that the levels are of a whole: itself for 合计, else the series whose name joins theirs: 基础研究 of
    R&D经费内部支出, 发明 of 专利授权数. Empty when the dictionary has none."""
    levels = tuple(_PART.sub("", level) for level in levels if not is_generic(level))
    if not whole or not levels:
        return whole
    part = "/".join(levels)
    joined = [text for name in names.spellings(whole) for text in _joined(name, part)]
    found = next((code for text in joined if (code := names.exact(text))), "")
    return found or _inserted(names, whole, part)


def _inserted(names: SeriesNames, whole: str, part: str) -> str:
    """The one series whose name is that of the whole with the part put into it; what ends the part and goes on in the
    whole stands once: 发明专利 and 专利申请数 make 发明专利申请数, 科学技术 and 地方财政支出 地方财政科学技术支出."""
    if not has_chinese(part):
        return ""
    texts = {text for name in names.spellings(whole) if has_chinese(name) for text in _with_part(name, plain(part))}
    codes = {code for text in texts if (code := names.exact(text))} - {whole}
    codes = {code for code in codes if not _is_of_another(names, code, whole)}
    return codes.pop() if len(codes) == 1 else ""


def _is_of_another(names: SeriesNames, code: str, whole: str) -> bool:
    """Whether the dictionary itself calls a series a part of another whole: R&D人员全时当量:基础研究 is none of the
    R&D研究人员全时当量, though 基础研究 and 研究人员 share letters."""
    heads = {names.exact(head) for name in names.spellings(code) if (head := re.split(r"[:/]", name)[0]) != name}
    return bool(heads - {"", whole})


def _with_part(whole: str, part: str) -> Iterator[str]:
    """Shared letters only at either end of the whole: inside it they belong to another word."""
    for at in range(len(whole)):
        yield whole[:at] + part + whole[at:]
        if part != whole[:at] and part.endswith(whole[:at]):
            yield part + whole[at:]
        if part != whole[at:] and part.endswith(whole[at:]):
            yield whole[:at] + part


def _joined(whole: str, part: str) -> tuple[str, ...]:
    return (f"{whole}/{part}", f"{part}{whole}") if has_chinese(part) and has_chinese(whole) else (f"{whole}/{part}",)


def whole_of_table(names: SeriesNames, meta: Meta) -> str:
    """The series that the lines above a table name; empty when they name none, or more than one."""
    texts = [*([meta.indicator] if meta.indicator else []), *meta.titles]
    found = {code for text in texts if (code := _whole(names, text))}
    return found.pop() if len(found) == 1 else ""


def _whole(names: SeriesNames, title: str) -> str:
    texts = (title, split_label(title).name, *title_names(title))
    return next((code for text in texts if (code := names.code(text))), "")
