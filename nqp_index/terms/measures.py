"""What a measure is called in English: definitions write measures in Chinese, as the yearbooks do."""

from __future__ import annotations

from nqp_index.terms.language import Lang

#: Characters that multiply the unit behind them; several multiply one another (万亿).
PREFIXES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}

#: Unit → its name for one, and for several.
NAMES: dict[str, tuple[str, str]] = {
    "元": ("yuan", "yuan"), "美元": ("US$", "US$"), "人": ("person", "people"), "人年": ("person-year", "person-years"),
    "人次": ("visit", "visits"), "个": ("unit", "units"), "家": ("institution", "institutions"),
    "户": ("household", "households"), "件": ("item", "items"), "项": ("item", "items"), "篇": ("paper", "papers"),
    "台": ("set", "sets"), "部": ("telephone", "telephones"), "张": ("bed", "beds"), "辆": ("vehicle", "vehicles"),
    "次": ("time", "times"), "字": ("character", "characters"), "册": ("volume", "volumes"), "种": ("kind", "kinds"),
    "公里": ("km", "km"), "千米": ("km", "km"), "米": ("m", "m"), "平方公里": ("km²", "km²"), "平方米": ("m²", "m²"),
    "公顷": ("ha", "ha"), "立方米": ("m³", "m³"), "吨": ("tonne", "tonnes"), "千克": ("kg", "kg"),
    "吨标准煤": ("tce", "tce"), "千瓦时": ("kWh", "kWh"), "千瓦": ("kW", "kW"), "小时": ("hour", "hours"),
    "年": ("year", "years"), "日": ("day", "days"), "岁": ("year of age", "years of age"),
    "指数": ("index", "index"), "分": ("point", "points"), "百分点": ("percentage point", "percentage points"),
    "GB": ("GB", "GB"), "EFLOPS": ("EFLOPS", "EFLOPS"), "Mbps": ("Mbps", "Mbps"),
}  # fmt: skip

_LARGE = {10**6: "million", 10**8: "100 million", 10**9: "billion", 10**10: "10 billion", 10**12: "trillion"}


def measure_name(text: str, lang: Lang) -> str:
    """A measure for a reader of the language; one with a part that has no English name stays as it is written, and a
    plain number has none.

    >>> measure_name("件/万人", "en"), measure_name("亿元", "en"), measure_name("件/万人", "zh"), measure_name("1", "en")
    ('items per 10 000 people', '100 million yuan', '件/万人', '')
    """
    if text in {"", "1"}:
        return ""
    if lang == "zh":
        return text
    first, *others = text.split("/")
    parts = [_english(first, one=False), *(_english(part, one=True) for part in others)]
    return text if None in parts else " per ".join(str(part) for part in parts)


def _english(part: str, *, one: bool) -> str | None:
    """`万元` as 10 000 yuan; behind "per" a unit without a multiple stands in the singular."""
    if part.isascii() or part == "‰":
        return part or None
    times, unit = 1, part
    while unit not in NAMES:
        if not unit or unit[0] not in PREFIXES:
            return None
        times, unit = times * PREFIXES[unit[0]], unit[1:]
    if times == 1:
        return NAMES[unit][0 if one else 1]
    return f"{_LARGE.get(times) or f'{times:,}'.replace(',', ' ')} {NAMES[unit][1]}"
