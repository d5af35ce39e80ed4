"""What the name of a file or sheet says in its parts: 分省_科学技术支出_2019-2021, R&D经费支出-亿元."""

from __future__ import annotations

import re

from nqp_index.reading.layouts.labels import Label, is_measure_line, split_label, title_names
from nqp_index.reading.names.plain import plain, visible

_APART = re.compile(r"[_\-—–\s]+")
_YEARS = re.compile(r"^(?:(?:19|20)\d{2}年?(?:度|末)?)+$")
_REGIONS = re.compile(
    r"^(?:全国|中国)?(?:分省|分地区|各省|各地区|省级|省际|31省|31个省)(?:份|市)?(?:年度)?(?:数据|面板)?$"
)


def stem_label(text: str) -> Label:
    """The name that is left of a stem without years, words for "by province" and a measure, and that measure.

    >>> stem_label("R&D经费支出-亿元"), stem_label("分省_科学技术支出_2019-2021").name
    (Label(name='R&D经费支出', measure='亿元', doubt='', marks=''), '科学技术支出')
    """
    parts = [p for p in _APART.split(visible(text)) if p]
    measures = [p for p in parts if is_measure_line(p)]
    said = [p for p in parts if p not in measures and not _YEARS.match(p) and not _REGIONS.match(plain(p))]
    if not said:
        return Label("")
    label = split_label("".join(said))
    measure = label.measure or (measures[-1] if len(measures) == 1 else "")
    return Label(title_names(label.name)[-1], measure)
