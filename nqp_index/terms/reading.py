"""Words of the reading room: messages by code, labels by key."""

from __future__ import annotations

from nqp_index.terms.language import Text
from nqp_index.terms.lookup import Message
from nqp_index.terms.reading_cells import CELLS
from nqp_index.terms.reading_names import NAMES
from nqp_index.terms.reading_reviews import CONFLICTS, REVIEWS
from nqp_index.terms.reading_tables import TABLES

MESSAGES: dict[str, Message] = {**TABLES, **NAMES, **CELLS, **CONFLICTS, **REVIEWS}

LABELS: dict[str, Text] = {
    "grouping.four_region": Text("四大区域（2005 年起）", "four regions (since 2005)"),
    "grouping.three_belt": Text("三大地带（旧）", "three belts (older tables)"),
    "grouping.six_region": Text("六大区", "six regions"),
    "grouping.seven_region": Text("七大区", "seven regions"),
    "grouping.eight_zone": Text("八大综合经济区", "eight economic zones"),
    "grouping.strategies": Text("国家战略区域", "areas of national strategies"),
    "layout.long": Text("长表（每行一个值）", "long (one value a row)"),
    "layout.indicator_columns": Text("地区、年份 × 指标列", "region and year × indicator columns"),
    "layout.region_by_year": Text("地区 × 年份", "region × year"),
    "layout.region_by_series": Text("地区 × 指标", "region × series"),
    "layout.year_blocks": Text("年份分块并列", "year blocks side by side"),
    "layout.stacked": Text("指标分块上下排列", "stacked indicator blocks"),
    "layout.series_by_region": Text("指标 × 地区", "series × region"),
    "layout.year_by_region": Text("年份 × 地区", "year × region"),
    "layout.series_by_year": Text("单个地区：指标 × 年份", "one region: series × year"),
    "layout.year_by_series": Text("单个地区：年份 × 指标", "one region: year × series"),
    "lacks.region_row": Text("放地区的列", "a column of regions"),
    "lacks.region_column": Text("表头中的地区名", "regions in its heading"),
    "lacks.year_column": Text("表头中的年份", "years in its heading"),
    "lacks.series_row": Text("放指标名的列", "a column of series names"),
    "lacks.series_column": Text("表头中的指标名", "series names in its heading"),
    "lacks.values": Text("放数值的列", "a column of values"),
    "seen.region": Text("地区列", "regions in column"),
    "seen.code": Text("代码列", "codes in column"),
    "seen.year": Text("年份列", "years in column"),
    "seen.series": Text("指标列", "series in column"),
    "seen.measure": Text("单位列", "measures in column"),
    "seen.value": Text("数值列", "values in column"),
    "seen.nothing": Text("什么也没有认出", "nothing at all"),
    "above.region": Text("表头中有地区名", "regions in the heading"),
    "above.year": Text("表头中有年份", "years in the heading"),
    "above.series": Text("表头中有其他名称", "other names in the heading"),
    "tidy": Text("整洁长表", "Tidy table"),
    "tidy.region": Text("地区", "region"),
    "tidy.code": Text("代码", "code"),
    "tidy.year": Text("年份", "year"),
    "tidy.series": Text("序列", "series"),
    "tidy.value": Text("数值", "value"),
    "tidy.measure": Text("计量单位", "measure"),
    "tidy.status": Text("状态", "status"),
    "tidy.file": Text("文件", "file"),
    "tidy.sheet": Text("工作表", "sheet"),
    "tidy.cell": Text("单元格", "cell"),
    "tidy.text": Text("原文", "text as found"),
    "check.table.sheets": Text("读到的表", "Tables read"),
    "check.table.series": Text("读到的序列与单位换算", "Series read and conversions"),
    "check.table.unmatched": Text("没有对上的名称", "Names not matched"),
    "check.table.flags": Text("问题与提示", "Errors, warnings and notes"),
    "check.table.coverage": Text(
        "数据完备情况：序列 × 年份（有值的地区数）", "Coverage: series × year (regions with a value)"
    ),
    "check.table.coverage_regions": Text(
        "数据完备情况：地区 × 年份（有值的序列数）", "Coverage: region × year (series with a value)"
    ),
    "check.table.coverage_indicators": Text(
        "数据完备情况：指标 × 地区（可计算的年份）", "Coverage: indicator × region (years that can be computed)"
    ),
    "check.indicator": Text("指标", "indicator"),
    "check.file": Text("文件", "file"),
    "check.sheet": Text("工作表", "sheet"),
    "check.kind": Text("类型", "kind"),
    "check.layout": Text("版式", "layout"),
    "check.title": Text("标题", "title"),
    "check.series_count": Text("序列数", "series"),
    "check.years": Text("年份", "years"),
    "check.regions": Text("地区数", "regions"),
    "check.aggregates": Text("合计行", "aggregate rows"),
    "check.values": Text("数值个数", "values"),
    "check.marks": Text("缺失标记", "missing marks"),
    "check.unused": Text("未用的名称", "names not used"),
    "check.notes": Text("注释与来源", "notes and sources"),
    "check.series": Text("序列", "series"),
    "check.name": Text("名称", "name"),
    "check.measure": Text("单位", "measure"),
    "check.own_measure": Text("词典单位", "dictionary measure"),
    "check.factor": Text("换算", "conversion"),
    "check.place": Text("位置", "place"),
    "check.suggestions": Text("可能是", "may mean"),
    "check.refused": Text("是否报错", "refused"),
    "check.severity": Text("级别", "level"),
    "check.count": Text("个数", "how many"),
    "check.first_place": Text("第一处", "first place"),
    "check.code": Text("代码", "code"),
    "check.what": Text("情况", "what"),
    "check.mend": Text("处理办法", "how to mend"),
    "check.kind.region": Text("地区", "region"),
    "check.kind.series": Text("序列", "series"),
    "check.yes": Text("是", "yes"),
    "check.no": Text("否", "no"),
    "check.none": Text("未写明", "not said"),
}
