"""Words of the methods room: messages by code, labels by key."""

from __future__ import annotations

from nqp_index.terms.language import Text
from nqp_index.terms.lookup import Message

MESSAGES: dict[str, Message] = {
    "E3001": Message(
        "没有名为“{name}”的方法（{family}）", "there is no {family} method '{name}'",
        "相近的有：{near}；全部方法见 nqp methods", "the nearest are {near}; nqp methods lists all",
    ),
    "E3002": Message(
        "方法 {method} 没有参数“{name}”", "method {method} has no parameter '{name}'",
        "可用参数：{known}", "its parameters are {known}",
    ),
    "E3003": Message(
        "方法 {method} 的参数 {name} = {value} 不合规则", "method {method}: {name} = {value} is not allowed",
        "应为 {rule}", "it must be {rule}",
    ),
    "E1502": Message(
        "log_gii 须使最大值乘以 factor 大于 1，下列指标不满足：{columns}", "log_gii needs a maximum times factor above 1; column {columns} has none",
        "为这些指标设 factor（如 100），或改用 log_ct", "set factor for these indicators (100, say), or use log_ct",
    ),
    "E3010": Message(
        "{method} 只接受正值，下列指标含零或负值：{columns}", "{method} takes positive values only; column {columns} holds zero or less",
        "改用 log_ct（平移对数），或为这些指标另选方法", "use log_ct (shifted log), or another method for these indicators",
    ),
    "E3011": Message(
        "{method} 不接受负值，下列指标含负值：{columns}", "{method} takes no negative values; column {columns} holds some",
        "为这些指标改用 minmax 或 rank", "use minmax or rank for these indicators",
    ),
    "E3012": Message(
        "{method} 不能直接用于逆向指标（{columns}）：对取负后的值作比值会把最差者排在最前",
        "{method} cannot take negative indicators (column {columns}) as they are: the ratio of a negated value ranks the worst first",
        "用参数 cost 指明逆向规则（{known}），或改用 minmax；keep 只用于自行区分方向的合成方法（{takers}）",
        "name a rule with `cost` ({known}), or use minmax; keep is for aggregations that tell costs from benefits themselves ({takers})",
    ),
    "E3013": Message(
        "阈值法需要上下限，下列指标没有声明 goalposts：{columns}", "goalpost needs bounds; column {columns} has no goalposts",
        "在指标体系中为这些指标声明 goalposts，或设 without: data 以数据极值代替",
        "declare goalposts in the framework, or set without: data to use the data's own bounds",
    ),
    "E3014": Message(
        "{columns} 的 goalposts 下限不小于上限", "goalposts of column {columns}: the lower bound is not below the upper one",
        "把较小的数写在前面", "write the smaller number first",
    ),
    "E3015": Message(
        "{method} 一次最多处理 {limit} 个评价对象，现有 {rows} 个", "{method} takes at most {limit} rows at once, and there are {rows}",
        "缩小参照期（scope: yearly 或 base），或改用不限行数的方法：{fitting}",
        "take a smaller reference set (scope: yearly or base), or a method without a limit: {fitting}",
    ),
    "E3016": Message(
        "{method} 不接受负的得分（最小值 {least}）", "{method} takes no negative scores (the smallest is {least})",
        "标准化改用下限为正的 minmax（超出参照集的值设 outside: clip），或改用 arithmetic",
        "normalise by minmax with a positive low (and outside: clip for values beyond the reference set), or use arithmetic",
    ),
    "E3017": Message(
        "{method} 的参数 {name} 有 {given} 个数，应为 {wanted} 个", "{method}: {name} has {given} numbers, {wanted} are needed",
        "补足或删去多余的数", "give one number for each",
    ),
    "E3018": Message(
        "要分 {classes} 级，但只有 {distinct} 个不同的得分", "{classes} classes were asked for, but there are only {distinct} distinct scores",
        "减少级数", "ask for fewer classes",
    ),
    "E3019": Message(
        "{name} 必须严格递增：{value}", "{name} must strictly increase: {value}",
        "按从小到大写，不要重复", "write them from small to large, none twice",
    ),
    "E3020": Message(
        "{method} 需要一个相关序列，现在没有", "{method} needs a related series, and none was named",
        "用参数 to 写明指标或原始序列的代码，如 {{method: ratio, to: gdp}}", "name an indicator or a raw series by its code: {{method: ratio, to: gdp}}",
    ),
    "E3021": Message(
        "{method} 无法估计：{rows} 行、{columns} 个指标，协方差矩阵奇异", "{method} is not identified: {rows} rows for {columns} indicators, singular covariance",
        "设 rows: pooled 把各年合并估计，或改用 knn", "set rows: pooled to fit on all years together, or use knn",
    ),
    "E3022": Message(
        "参照集只有 {rows} 行，没有第 {row} 行", "the reference set has {rows} rows; there is no row {row}",
        "改用 1 到 {rows} 之间的行号", "choose a row from 1 to {rows}",
    ),
    "E3023": Message(
        "{method} 要求各列均值为正，下列指标不是：{columns}", "{method} needs columns with a positive mean; column {columns} has none",
        "改用 topsis 或 arithmetic", "use topsis or arithmetic",
    ),
    "E3024": Message(
        "方法 {method} 的 {low_name} = {low} 不小于 {high_name} = {high}", "method {method}: {low_name} = {low} is not below {high_name} = {high}",
        "使下限小于上限；未写的一端取默认值", "make the lower end the smaller one; an end that is not given has its default",
    ),
    "E3025": Message(
        "占比约束无解：{columns} 个指标，每个占比在 {low} 与 {high} 之间，合计不可能为 1",
        "share bounds cannot be met: {columns} children with shares from {low} to {high} cannot sum to 1",
        "使 下限×个数 ≤ 1 ≤ 上限×个数", "make low × children ≤ 1 ≤ high × children",
    ),
    "E3026": Message(
        "权重 {name} 合计为 {sum}，应为 1", "weights {name} sum to {sum}, not 1",
        "改为合计为 1 的非负数", "give numbers >= 0 that sum to 1",
    ),
    "E3027": Message(
        "参照集第 {row} 行没有任何数值", "row {row} of the reference set has no values at all",
        "换一个作参照的地区", "choose another region as the reference",
    ),
    "E3028": Message(
        "{method} 要求每个评价对象的均值为正", "{method} needs a positive mean in every row",
        "设 standardise: zscore（以 100 为中心）", "set standardise: zscore, which centres scores on 100",
    ),
    "E3029": Message(
        "Kemeny 排序中有 {rows} 个对象的多数关系成环，精确求解最多 {limit} 个",
        "Kemeny: the majorities of {rows} rows run in a circle; an exact order is found for at most {limit}",
        "改用 copeland 或 borda", "use copeland or borda",
    ),
    "E3040": Message(
        "{method}：参照集中没有基年 {year} 的数据（现有 {years}）", "{method}: the reference set has no rows of the base year {year} (it has {years})",
        "改用其中一年，或写 base: first", "take one of these years, or base: first",
    ),
    "E3043": Message(
        "{method} 没有给出任何数值", "{method} states no values",
        "在 values 中逐条写：[指标代码, 地区, 年份, 数值, 来源说明]", "list them under values: [indicator, region, year, value, note]",
    ),
    "E3044": Message(
        "{method} 以某地区为参照，但没有写明地区", "{method} compares with a region, and none is named",
        "用参数 region 写明地区代码或名称", "name it by its code or name: region",
    ),
    "E3045": Message(
        "{method}：参照集中没有该地区（及年份）的数值", "{method}: the reference set has no values of that region and year",
        "换一个地区或年份，或改变参照期（scope）", "choose another region or year, or another scope",
    ),
    "E3046": Message(
        "{method}：下列指标的参照值不优于最差值，两者之间没有距离：{columns}", "{method}: the reference is no better than the worst value of {columns}, so nothing lies between them",
        "换一个参照地区或目标值", "choose another region or target",
    ),
    "W3042": Message(
        "{method} 未处理下列指标：全距远小于 1，加 1 后无从区分：{columns}", "{method} leaves these columns as they are, since their range is lost beside the 1 that is added: {columns}",
        "设 start: range（与计量单位无关），或换用较小的计量单位", "set start: range, which no measure changes, or state them in a smaller measure",
    ),
    "W3041": Message(
        "{method} 未处理下列指标：收回极端值会使其成为常数：{columns}", "{method} leaves these columns as they are, since drawing in their extremes would make them constant: {columns}",
        "这类指标多为少数对象才有的计数，可改用 rank 标准化，或并入其他指标", "such columns count what few have: rank them, or merge them into another indicator",
    ),
    "E3030": Message(
        "方法 {method} 必须给出参数 {name}", "method {method} needs the parameter {name}",
        "写明 {name}（{rule}），例如 {{method: {method}, {name}: …}}", "state {name} ({rule}), as in {{method: {method}, {name}: …}}",
    ),
    "E3031": Message(
        "{method} 的绝对理想解须有得分的上下限：标准化未声明，或下级得分没有共同的上下限",
        "{method}: absolute ideals need a low and a high end of the scores, and none is declared for all of them",
        "给出 low 与 high，或标准化改用有上下限者（如 minmax）", "give low and high, or normalise by a bounded method such as minmax",
    ),
}  # fmt: skip

LABELS: dict[str, Text] = {}
