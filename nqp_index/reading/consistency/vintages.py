"""One series from sources of different revision, and park names that may be one park."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nqp_index.reading.consistency.view import View, named
from nqp_index.reading.names import province_names
from nqp_index.reading.names.plain import plain
from nqp_index.reading.reading import TableRead
from nqp_index.terms import Text

_VINTAGES = {
    "census5": Text("第五次经济普查修订", "revised after the fifth economic census"),
    "census4": Text("第四次经济普查修订", "revised after the fourth economic census"),
    "census3": Text("第三次经济普查修订", "revised after the third economic census"),
    "preliminary": Text("初步核算", "preliminary"),
}
_PARK_WORDS = re.compile(
    r"国家级|国家|自主创新示范区|高新技术产业开发区|高新技术产业园区|高新技术开发区|新技术产业开发区|新技术开发区|高新区|科技园区|经济技术开发区|经开区|开发区|"
    r"工业园区|产业园区?|园区|-"
)
#: 北京, 天津, 吉林, 上海, 重庆: cities, after which parks are called.
_ALSO_PARKS = frozenset({"110000", "120000", "220000", "310000", "500000"})


def review_vintages(view: View, tables: Sequence[TableRead]) -> None:
    """Tell series that come from tables of different revisions, or from several files although their dictionary
    warns of revisions."""
    revisions: dict[str, set[str]] = {}
    files: dict[str, set[str]] = {}
    for table in tables:
        for read in table.series:
            files.setdefault(read.code, set()).add(table.file)
            if table.vintage:
                revisions.setdefault(read.code, set()).add(table.vintage)
    for series in view.series:
        found = sorted(revisions.get(series.code, ()))
        if len(found) > 1:
            view.problems.add("W1380", None, series=series.label, vintages=[_VINTAGES[v] for v in found],
                              files=sorted(files[series.code]))  # fmt: skip
        elif len(files.get(series.code, ())) > 1 and _warns_of_revisions(series.note):
            view.problems.add("N1380", None, series=series.label, files=sorted(files[series.code]), note=series.note)


def _warns_of_revisions(note: Text) -> bool:
    return "修订" in note.zh or "版本" in note.zh or "vintage" in note.en.lower()


def review_park_names(view: View) -> None:
    """Free names that differ only in what parks are called by: 滨江高新区 and 国家滨江高新技术产业开发区."""
    groups: dict[str, list[str]] = {}
    for region in view.panel.regions:
        key = _PARK_WORDS.sub("", plain(region.code))
        groups.setdefault(key or plain(region.code), []).append(region.code)
    for names in groups.values():
        if len(names) > 1:
            view.problems.add("W1385", None, names=named([Text(n, n) for n in names]))


def review_province_rows(view: View) -> None:
    """Names of provinces among names of parks: rows that may be the sums of a province's parks. 天津 and 吉林 are the
    names of parks too."""
    provinces = province_names()
    codes = {r.code: provinces.named(r.code).code for r in view.panel.regions}
    found = [name for name, code in codes.items() if code and code not in _ALSO_PARKS]
    if found and 2 * len(found) < len(codes):
        view.problems.add("W1390", None, names=named([Text(n, n) for n in found]), count=len(found))
