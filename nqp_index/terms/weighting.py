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
    "E3208": Message(
        "赋权方法 {method} 无法计算：下列指标与其余指标完全不相关，倒数为无穷大：{columns}",
        "weighting {method} cannot be computed: the others do not predict these columns at all: {columns}",
        "改用 critic 或 entropy", "use critic or entropy",
    ),
    "W3209": Message(
        "在现有相关结构下无法达到给定的重要性（残差 {residual:.3f} ≥ 0.05）",
        "the stated importance is out of reach with these correlations (residual {residual:.3f} >= 0.05)",
        "减少高度相关的指标，或放宽给定的重要性", "drop indicators that repeat one another, or relax the stated importance",
    ),
    "E3211": Message(
        "没有名为“{name}”的方法", "there is no method '{name}'", "相近的有：{near}；全部方法见 nqp methods", "the nearest are {near}; nqp methods lists all",
    ),
    "E3212": Message(
        "direction 应为 {size} 个 +1 或 -1", "direction must be {size} numbers, each +1 or -1",
        "每列一个，次序与数据相同", "give one per column, in the order of the data",
    ),
    "E3213": Message(
        "goalposts 应为 {size} 对上下限", "goalposts must be {size} pairs of a lower and an upper bound",
        "每列一对，没有上下限的列写 None", "give one pair per column, None where there are no bounds",
    ),
    "E3220": Message(
        "层次分析法缺少判断矩阵（应为 {size} 行 {size} 列）", "ahp has no judgements; a matrix of {size} x {size} is needed",
        "在方案中给出 judgements，或用 nqp template --ahp 生成填报表", "give `judgements` in the recipe, or fill in the sheet of nqp template --ahp",
    ),
    "E3221": Message(
        "专家 {expert} 的判断矩阵为 {rows} 行 {columns_found} 列，该节点有 {size} 个下级",
        "the judgements of expert {expert} have {rows} rows and {columns_found} columns; the node has {size} children",
        "每个下级一行一列，次序与指标体系相同", "give one row and one column per child, in the order of the framework",
    ),
    "E3222": Message(
        "专家 {expert} 对 {columns} 的判断“{value}”不是正数", "expert {expert}: the judgement '{value}' on {columns} is not a positive number",
        "填 1/9 至 9 之间的数或分数（如 3、1/3），未作比较则留空", "write a ratio between 1/9 and 9 (3, 1/3), or leave it empty if no comparison was made",
    ),
    "E3223": Message(
        "专家 {expert} 对 {columns} 的两个判断 {value} 与 {mirror} 不互为倒数",
        "expert {expert}: the judgements {value} and {mirror} on {columns} are not each other's inverse",
        "改正其中一个，或只填对角线以上的一半", "correct one of them, or fill in the upper half only",
    ),
    "E3224": Message(
        "专家 {expert} 的判断矩阵对角线上 {columns} 为 {value}，应为 1", "expert {expert}: the diagonal at {columns} is {value}, not 1",
        "对角线一律填 1 或留空", "write 1 on the diagonal or leave it empty",
    ),
    "E3225": Message(
        "判断不足：下列下级与第一个下级之间没有任何直接或间接比较：{columns}",
        "too few judgements: no chain of comparisons connects these with the first child: {columns}",
        "补充至少一个把它们连接起来的比较", "add at least one comparison that connects them",
    ),
    "E1504": Message(
        "赋权方法 {method} 无法确定权重：同一个对象在各列上都最优，没有任何损失可比", "weighting {method} finds no weights: the same region is best in every column, so that nothing is ever lost",
        "改用 critic、entropy 或 equal_nested", "use critic, entropy or equal_nested there",
    ),
    "E1503": Message(
        "专家权重 voices 有 {given} 个，而专家有 {experts} 位（且不能全为零）", "voices has {given} numbers for {experts} experts (and not all of them may be 0)",
        "按判断矩阵的次序给每位专家一个数", "give one number per expert, in the order of the matrices",
    ),
    "E3226": Message(
        "colmean 不接受缺失的判断，缺失涉及：{columns}", "by: colmean takes no missing judgements; some are missing for {columns}",
        "改用 by: eigen 或 by: geometric", "use by: eigen or by: geometric",
    ),
    "W3227": Message(
        "判断矩阵一致性比率 CR = {ratio:.3f} ≥ 0.10（RI 表：{table}）", "the judgements are inconsistent: CR = {ratio:.3f} >= 0.10 (RI table {table})",
        "请专家复核相互矛盾的判断", "ask the experts to revise the judgements that contradict each other",
    ),
    "W3228": Message(
        "判断矩阵有 {size} 阶，RI 表 {table} 只到 {most} 阶，无法给出 CR（CI = {index:.3f}）", "no consistency ratio: the judgements compare {size} children and RI table {table} ends at {most} (CI = {index:.3f})",
        "设 random_index: alonso_lamata2006，或把下级分组后分层比较", "set random_index: alonso_lamata2006, or compare fewer children at a time in groups",
    ),
    "E3230": Message(
        "预算分配法缺少专家打分（每位专家 {size} 个数）", "budget has no points; {size} numbers per expert are needed",
        "在方案中给出 points", "give `points` in the recipe",
    ),
    "E3231": Message(
        "专家 {expert} 的打分应为 {size} 个非负数且不全为零", "the points of expert {expert} must be {size} numbers >= 0, not all 0",
        "每个下级一个数，次序与指标体系相同", "give one number per child, in the order of the framework",
    ),
    "E3232": Message(
        "最优最劣法需要两组各 {size} 个不小于 1 的数，最优者和最劣者处为 1",
        "bwm needs two lists of {size} ratios >= 1, each with a 1 at the best and at the worst child",
        "在方案中给出 best_to_others 和 others_to_worst", "give best_to_others and others_to_worst in the recipe",
    ),
    "E3301": Message(
        "系数 alpha 有 {given} 个，而权重方案有 {sets} 组", "alpha has {given} numbers for {sets} weight sets",
        "每组权重给一个系数，且不全为零", "give one number per weight set, not all of them 0",
    ),
    "E3302": Message(
        "组合方法 {method} 的乘积全为零：每个指标都至少在一组权重中为零",
        "combination {method}: every product is 0, since every indicator has weight 0 in some set",
        "改用 mean，或去掉其中一组权重", "combine by mean, or leave one set out",
    ),
    "E3303": Message(
        "博弈论组合（linear）得到负权重：{columns}；系数为 {alpha}", "combination game (linear) gives negative weights to {columns}; its coefficients are {alpha}",
        "改用 by: nn（系数非负）", "use kind: nn, which keeps the coefficients >= 0",
    ),
    "W3304": Message(
        "博弈论组合的无约束系数为 {alpha}，条件数 {condition:.3g}：各组权重过于相近或相互抵触",
        "the unconstrained coefficients of the game combination are {alpha}, condition number {condition:.3g}: the sets nearly repeat or oppose one another",
        "结果更接近其中一两组权重；可改用 mean", "the result leans on one or two of the sets; consider mean",
    ),
    "E3305": Message(
        "组合方法 {method} 不接受负权重：{columns}", "combination {method} takes no negative weights: {columns}",
        "核对各组权重", "check the weight sets",
    ),
    "E3310": Message(
        "时间权重有 {given} 个，而年份有 {years} 个（且不能全为零）", "{given} weights are given for {years} years (and not all of them may be 0)",
        "每年给一个权重，从最早的年份起", "give one per year, the earliest first",
    ),
}  # fmt: skip

LABELS: dict[str, Text] = {
    "catalogue.impute": Text("缺失值处理", "Imputation"),
    "catalogue.treat": Text("异常值处理", "Outlier treatment"),
    "catalogue.normalise": Text("标准化", "Normalisation"),
    "catalogue.weight": Text("赋权", "Weighting"),
    "catalogue.combine": Text("组合赋权", "Combination of weight sets"),
    "catalogue.aggregate": Text("合成与排序", "Aggregation and ranking"),
    "catalogue.time": Text("时间权重", "Weights of years"),
    "catalogue.grade": Text("分级", "Grades"),
    "catalogue.more": Text("nqp methods 方法名 显示公式、条件、参数、出处与算例", "nqp methods NAME shows formula, needs, parameters, source and a worked example"),
    "catalogue.generated": Text("本页由方法登记表生成：`python -m nqp_index.methods.catalogue docs/methods`", "Generated from the registry of methods: `python -m nqp_index.methods.catalogue docs/methods`"),
    "catalogue.name": Text("名称", "name"),
    "catalogue.label": Text("方法", "method"),
    "catalogue.formula": Text("公式", "formula"),
    "catalogue.needs": Text("条件", "needs"),
    "catalogue.fits_on": Text("依据", "fitted on"),
    "catalogue.level": Text("层级", "levels"),
    "catalogue.flat": Text("一次处理全部指标，不能逐级使用", "works on all indicators at once, not level by level"),
    "catalogue.better": Text("方向", "better"),
    "catalogue.low_is_good": Text("数值越小越好", "low values are good"),
    "catalogue.max_rows": Text("行数上限", "most rows"),
    "catalogue.parameters": Text("参数", "parameters"),
    "catalogue.default": Text("，默认 {value}", ", default {value}"),
    "catalogue.required": Text("，必须给出", ", must be stated"),
    "catalogue.aliases": Text("别名", "aliases"),
    "catalogue.source": Text("出处", "source"),
    "catalogue.example": Text("算例", "Worked example"),
    "catalogue.refused": Text("拒绝：", "refused:"),
    "need.real": Text("实数", "real numbers"),
    "need.nonnegative": Text("非负", "no negative values"),
    "need.positive": Text("全为正", "positive values"),
    "need.unit": Text("取值在 [0, 1]", "values in [0, 1]"),
    "need.ratio": Text("比率尺度且均值为正", "a ratio scale with a positive mean"),
    "need.bounded": Text("得分有声明的上下限", "scores with a declared low and high end"),
    "need.complete": Text("无缺失", "no gaps"),
    "fits_on.unit": Text("参照集的正向极差标准化值", "directed min-max values of the reference set"),
    "fits_on.raw": Text("参照集的原值", "raw values of the reference set"),
    "fits_on.scores": Text("参照集的标准化得分", "normalised scores of the reference set"),
    "fits_on.none": Text("不用数据", "no data"),
}  # fmt: skip
