"""Words of the weighting room: messages by code, labels by key."""

from __future__ import annotations

from nqp_index.terms.language import Text
from nqp_index.terms.lookup import Message

MESSAGES: dict[str, Message] = {
    "E3201": Message(
        "赋权方法 {method} 无法确定权重：没有任何一列含有可用信息（各列均为常数或完全相关）",
        "weighting {method} finds no weights: no column carries information (all constant, or all the same)",
        "改用等权（equal_nested）或给定权重（manual），或核对数据",
        "use equal_nested or manual there, or check the data",
    ),
    "E3202": Message(
        "赋权方法 {method} 至少需要 {least} 行数据，参照集只有 {rows} 行",
        "weighting {method} needs at least {least} rows; the reference set has {rows}",
        "增加评价对象或年份，或改用等权（equal_nested）", "add regions or years, or use equal_nested",
    ),
    "E3203": Message(
        "赋权方法 {method} 不接受负值，而下列指标含负值：{columns}",
        "weighting {method} takes no negative values, and these columns hold some: {columns}",
        "改用以极差标准化值计算的 entropy、critic 或 std，或为 entropy_raw 设 shift: spssau",
        "use entropy, critic or std, which work on min-max values, or set shift: spssau for entropy_raw",
    ),
    "E3204": Message(
        "赋权方法 {method} 要求均值为正（比率尺度），下列指标不满足：{columns}",
        "weighting {method} needs a positive mean (a ratio scale); these columns have none: {columns}",
        "增长率、净额等指标请改用 std、entropy 或 critic", "for growth rates and balances use std, entropy or critic",
    ),
    "E3205": Message(
        "赋权方法 {method} 要求数据全为正，下列指标含零或负值：{columns}",
        "weighting {method} needs positive values; these columns hold zeros or negatives: {columns}",
        "改用 entropy、critic 或 std", "use entropy, critic or std",
    ),
    "E3206": Message(
        "赋权方法 {method} 要求数据完整，下列指标有缺失：{columns}",
        "weighting {method} takes no gaps; these columns have some: {columns}",
        "先插补（impute），或改用允许缺失的 entropy、critic、std", "impute first, or use entropy, critic or std, which take gaps",
    ),
    "E3207": Message(
        "赋权方法 {method} 得到负权重，下列指标与主成分方向相反：{columns}",
        "weighting {method} gives negative weights: the components oppose these columns: {columns}",
        "核对指标方向，或改用不受符号影响的 pca、pca_varimax", "check their directions, or use pca or pca_varimax, which have no sign",
    ),
}  # fmt: skip

LABELS: dict[str, Text] = {}
