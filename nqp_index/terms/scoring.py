"""Words of the scoring room: messages by code, labels by key."""

from __future__ import annotations

from nqp_index.terms.language import Text
from nqp_index.terms.lookup import Message

MESSAGES: dict[str, Message] = {
    "E4001": Message(
        "基期 {year} 不在数据年份（{years}）之中", "base year {year} is not among the years of the data ({years})",
        "改用数据中已有的年份作基期", "choose a base year that the data hold",
    ),
    "E4002": Message(
        "固定参照期需要先前结果中保存的参照集", "a fixed scope needs the reference set stored by an earlier run",
        "先用 --out 结果.json 保存一次结果，再写 --scope fixed:结果.json",
        "save a run with --out result.json first, then use --scope fixed:result.json",
    ),
    "E4003": Message(
        "步骤 {step} 指定的“{name}”既不是层级，也不是本指标体系中的节点或指标",
        "step {step} names '{name}', which is no level, node or indicator of this framework",
        "改用层级（{known}）、节点代码或指标代码", "use a level ({known}), a node code or an indicator code",
    ),
    "E4004": Message(
        "方法 {method} 一次性比较整张表，不能逐级使用", "method {method} compares one whole table and cannot work level by level",
        "在方案中写 structure: flat（命令行 --structure flat），或改用 {fitting}",
        "set structure: flat in the recipe (--structure flat), or use one of {fitting}",
    ),
    "E4005": Message(
        "合成方法 {aggregate} 需要正值，而标准化方法 {normalise} 会使下列指标出现零或负值：{codes}",
        "aggregation {aggregate} needs positive scores, but normalisation {normalise} gives zeros or negatives for {codes}",
        "标准化改用 {fitting}，或合成改用 {others}", "normalise by {fitting}, or aggregate by {others}",
    ),
    "N4006": Message(
        "合成方法 {aggregate} 需要正值：{normalise} 的取值区间改为 {low}–{high}",
        "aggregation {aggregate} needs positive scores: {normalise} now runs from {low} to {high}",
        "如需其他下限，请在方案中声明 low", "declare `low` in the recipe for another floor",
    ),
    "E4007": Message(
        "{normalise} 按 cost: keep 把逆向指标（{codes}）原样交给合成方法 {aggregate}，而后者把一切得分都当作越大越好，最差者会排在最前",
        "{normalise} hands on negative indicators ({codes}) as they are (cost: keep), and aggregation {aggregate} takes every score for good: the worst would come first",
        "合成改用自行区分方向的 {fitting}，或把 cost 改为 inverse 或 mirror",
        "aggregate by {fitting}, which tell costs from benefits themselves, or set cost to inverse or mirror",
    ),
    "E4008": Message(
        "合成方法 {aggregate} 的输入须为：{need}；标准化方法 {normalise} 给出的下列指标得分不是：{codes}",
        "aggregation {aggregate} needs {need}, which normalisation {normalise} does not give for {codes}",
        "标准化改用 {fitting}，或合成改用 {others}", "normalise by {fitting}, or aggregate by {others}",
    ),
    "E4009": Message(
        "下列指标在指标体系中已声明目标值或区间，方案又用 {normalise} 给出另一个：{codes}",
        "these indicators declare a target of their own in the framework, and the recipe states another by {normalise}: {codes}",
        "这些指标改用 minmax（按声明的目标计分），或在指标体系中改目标", "use minmax there, which scores by the declared target, or change the target in the framework",
    ),
    "W4025": Message(
        "{normalise} 取代了下列指标声明的方向，偏离目标的两侧都算较差：{codes}",
        "{normalise} replaces the declared direction of these indicators: both sides of the target count as worse: {codes}",
        "如非本意，只为应有目标值的指标指定 {normalise}", "if that is not meant, name {normalise} for those indicators only that have a target",
    ),
    "W4010": Message(
        "指标 {code} {label} 的公式 {formula} 在下列单元没有可用的值（除以零、对非正数取对数或数值超出范围），记为缺失：{cells}",
        "indicator {code} {label}: {formula} has no usable value (division by zero, log of a number <= 0, or beyond the range of numbers) for {cells}; left missing",
        "核对这些单元的原始数据", "check the raw data of these cells",
    ),
    "W4011": Message(
        "指标 {code} {label} 超出合理范围 {low}–{high}（{measure}）：{cells}",
        "indicator {code} {label} is outside its plausible range {low} to {high} ({measure}): {cells}",
        "核对计量单位，或在指标体系中修改 plausible", "check the measures, or change `plausible` in the framework",
    ),
    "E4012": Message(
        "下列节点无法确定权重：{nodes}", "no weights can be determined for {nodes}",
        "改用等权或给定权重，或补充数据", "use equal or declared weights there, or add data",
    ),
    "W4013": Message(
        "指标 {code} {label} 在参照集中取值全部相同，不含信息，已剔除，其权重按比例归于同级指标",
        "indicator {code} {label} is constant in the reference set and carries no information: left out, its weight goes to its siblings in proportion",
        "核对数据，或为其声明 goalposts", "check the data, or declare goalposts for it",
    ),
    "E4014": Message(
        "没有任何指标可以计算（{count} 个指标均缺数据）；缺少的序列例如：{series}",
        "no indicator can be computed ({count} are without data); absent series include {series}",
        "用 nqp check 查看读到了哪些序列，或用 nqp template 生成空白填报表",
        "see with nqp check which series were read, or make a blank workbook with nqp template",
    ),
    "N1030": Message(
        "{names} 在指标体系中的权重为 0：只列出、不计分", "{names}: weight 0 in the framework, shown and not scored",
        "理由见指标说明（nqp frameworks、工作簿的“指标体系”）；要计分，请在指标体系中另给权重", "its note says why (nqp frameworks, sheet Definitions); give it a weight in the framework to score it",
    ),
    "N1031": Message(
        "{names} 在指标体系中的权重为 0（只列出），本方案的权重由方法得出，因此仍参与计分", "{names}: weight 0 in the framework, but this recipe computes its weights, and so it is scored",
        "不想计入，请从指标体系中删去该指标", "take it out of the framework to leave it out",
    ),
    "W4015": Message(
        "{total} 个指标中有 {count} 个缺数据，已剔除，其权重按比例归于同级指标：{codes}",
        "{count} of {total} indicators have no data and are left out, their weight going to their siblings in proportion: {codes}",
        "补充这些指标的原始序列（nqp check 列出缺哪些）", "add their series (nqp check lists them)",
    ),
    "W4016": Message(
        "维度 {code} {label} 没有任何数据，不参与计分", "pillar {code} {label} has no data at all and is not scored",
        "补充该维度的数据；结果不含这一维度", "add data for it; the result is without this pillar",
    ),
    "W4017": Message(
        "维度 {code} {label} 的 {declared} 个指标中只有 {there} 个有数据，得分代表性不足",
        "pillar {code} {label} rests on {there} of its {declared} indicators",
        "解读该维度得分时须谨慎", "read its score with care",
    ),
    "N4020": Message(
        "序列 {code} {label} 有 {count} 个空缺取自 {other}（同一统计的另一种公布）", "{count} gaps of series {code} {label} are taken from {other}, the same statistic published elsewhere",
        "如不需要，请在序列词典中删去 instead", "remove `instead` from the series dictionary to do without",
    ),
    "E4021": Message(
        "{method} 没有给出 {codes} 的判断", "{method} states nothing about {codes}",
        "补充这些下级的判断或分值", "state judgements or points for them too",
    ),
    "W4022": Message(
        "没有分级：{reason}", "no grades are given: {reason}",
        "在评价方案的 grade 中减少级数", "ask for fewer classes under `grade` in the recipe",
    ),
    "E4024": Message(
        "每个有数据的指标取值都全部相同，无法区分任何评价对象", "every indicator that has data is constant: nothing tells the regions apart",
        "核对数据，或增加地区、年份，或为指标声明 goalposts", "check the data, add regions or years, or declare goalposts",
    ),
    "W4026": Message(
        "指标 {code} {label} 在{years}无法计分（标准化 {normalise}）：{cause}；该处权重记为 0，按比例归于同级指标，不计入完备率",
        "indicator {code} {label} cannot be scored in {years} (normalisation {normalise}): {cause}; it weighs 0 there, its weight goes to its siblings in proportion, and it does not count as a gap",
        "核对数据，或为它另选标准化方法或参照期", "check the data, or take another normaliser or scope for it",
    ),
    "E4027": Message(
        "没有任何指标可以计分：在每个参照集内，各指标都无法区分评价对象（例如每年只有一个地区）",
        "no indicator can be scored: within each reference set nothing tells the regions apart (a single region a year, for one)",
        "增加地区，或改用 scope: pooled，或为指标声明 goalposts 并以 goalpost 标准化",
        "add regions, use scope: pooled, or declare goalposts and normalise by goalpost",
    ),
    "E4028": Message(
        "合成方法 {aggregate} 不接受负的得分，而下列指标有低于参照集最小值的数值，{normalise} 得分为负（最小 {least}）：{codes}",
        "aggregation {aggregate} takes no negative scores, and {normalise} gives some (down to {least}) to values below the reference set's smallest: {codes}",
        "为 {normalise} 设 outside: clip（超出参照集者取上下限），或改用 scope: pooled，或合成改用 arithmetic",
        "set outside: clip for {normalise} (values beyond the reference set score low or high), use scope: pooled, or aggregate by arithmetic",
    ),
    "E4029": Message(
        "合成方法 {aggregate} 不接受负的得分，而下列指标按 {normalise} 得分有负值（最小 {least}）：{codes}",
        "aggregation {aggregate} takes no negative scores, and {normalise} gives some (down to {least}) to {codes}",
        "为这些指标改用 minmax 或 rank，或合成改用 arithmetic", "use minmax or rank for these indicators, or aggregate by arithmetic",
    ),
    "W4030": Message(
        "下列指标有得分为 0 者，{aggregate} 使相应的 {count} 个对象年份合成为 0，其余指标不再起作用：{codes}",
        "some scores are 0, and {aggregate} makes {count} region-years 0 whatever their other scores: {codes}",
        "如非本意，删去方案中的 low，得分即从正数起，或合成改用 arithmetic",
        "if that is not meant, drop `low` from the recipe, so that scores start above 0, or aggregate by arithmetic",
    ),
    "E4041": Message(
        "下列指标声明的上下限或目标值不能作 {method} 变换：{columns}", "the bounds or targets declared for these indicators cannot be transformed by {method}: {columns}",
        "上下限与目标值随数据一同变换：改为正数（sqrt 可为零），或为这些指标另选处理方法",
        "they are transformed as the data are: declare positive ones (sqrt takes 0), or treat these indicators otherwise",
    ),
    "E4042": Message(
        "{method} 按其他对象的数值改变了下列指标的量度，声明的上下限或目标值无从比较：{columns}",
        "{method} bends these indicators by what the other rows hold, so that their declared bounds or targets no longer compare: {columns}",
        "改用 log、log10 或 sqrt（上下限一同变换），或改用缩尾而不取对数（winsor 的 then: none）",
        "treat them by log, log10 or sqrt, which transform bounds too, or only draw extremes in (winsor with then: none)",
    ),
    "W4031": Message(
        "{code} {label} 有 {count} 个缺失值按 {method} 算出的值在 goalposts（{low:g} 至 {high:g}）之外，未填补：{cells}",
        "{code} {label}: {count} gaps stay gaps, since {method} puts them outside the goalposts {low:g} to {high:g}: {cells}",
        "换一种插补方法或参数（如 ends: none），或核对 goalposts", "use another imputation or parameter (such as ends: none), or check the goalposts",
    ),
    "W4034": Message(
        "structure: flat 一次为全部指标赋权，为下列层级或节点另写的赋权不起作用：{names}",
        "structure: flat weighs all indicators at once, so that the weighting named for {names} has no effect",
        "改用 structure: nested，或删去这些条目；判断与分值（ahp、budget、bwm）可逐节点给出，自上而下相乘",
        "use structure: nested, or drop these entries; judgements and points (ahp, budget, bwm) may be given node by node and are multiplied down",
    ),
    "E4036": Message(
        "固定参照期已含权重与参照集，不能再为异常值处理、赋权或合成另设参照期", "a fixed scope brings its weights and its reference set; treat, weight and aggregate cannot have another beside it",
        "删去 scope 中的 treat、weight 与 aggregate", "delete treat, weight and aggregate under scope",
    ),
    "E4035": Message(
        "{method} 逐节点给出并自上而下相乘，而节点 {node} 没有给出", "{method} is stated node by node and multiplied down, and node {node} states none",
        "在方案的 weight 中为 {node} 给出判断，或写 {node}: equal_nested", "give judgements for {node} under `weight`, or write {node}: equal_nested",
    ),
    "E4043": Message(
        "没有名为“{name}”的地区分组", "no region belongs to a grouping '{name}'", "可用的分组：{known}", "the groupings are {known}",
    ),
    "E4044": Message(
        "数据中没有地区“{name}”", "there is no region '{name}' in the data", "写地区代码或名称，相近的有：{near}", "write its code or name; the nearest are {near}",
    ),
    "E4045": Message(
        "没有可供参照的指标或序列“{name}”", "there is no indicator or series '{name}' to follow",
        "写指标体系中有数据的指标或原始序列的代码，相近的有：{near}", "write the code of an indicator or raw series that has data; the nearest are {near}",
    ),
    "E4046": Message(
        "给定数值的写法不对：{row}", "this is no stated value: {row}",
        "写成 [指标代码, 地区, 年份, 数值, 来源说明]，五项齐全", "write all five: [indicator, region, year, value, note]",
    ),
    "E4047": Message(
        "给定数值（{name} {region} {year}）的指标不存在，或另有插补方法", "the value given for {name} {region} {year} speaks of an unknown indicator, or of one that another choice fills",
        "核对指标代码，或把该值写到该指标自己的 impute 下", "check the code, or state it under that indicator's own impute choice",
    ),
    "W4048": Message(
        "给定数值（{name} {region} {year}）未使用：数据中没有这一格", "the value given for {name} {region} {year} was not used: the data have no such cell",
        "核对地区与年份", "check region and year",
    ),
    "W4049": Message(
        "给定数值（{name} {region} {year}）未使用：该格已有公布值", "the value given for {name} {region} {year} was not used: the cell has a published value",
        "删去这条给定数值，或改正原始表", "remove it, or correct the table",
    ),
    "E4018": Message(
        "固定参照集中的指标在现有数据里缺失：{codes}", "indicators of the stored reference are absent from these data: {codes}",
        "补齐这些指标，或不用固定参照期", "add their series, or use another scope",
    ),
}  # fmt: skip

LABELS: dict[str, Text] = {
    "set.whole": Text("参照集", "the reference set"),
    "variant.scope.pooled": Text("各年合并", "pooled"),
    "variant.scope.yearly": Text("逐年", "yearly"),
    "variant.scope.base": Text("基期", "base"),
    "variant.scope.fixed": Text("固定参照集", "fixed"),
    "cause.constant": Text("取值全部相同", "all its values are the same"),
    "cause.inside": Text("全部落在声明的目标区间内", "all its values lie inside the declared target"),
    "cause.spread": Text("标准化所除的离散度为 0（半数以上取值相同）", "the spread that it is divided by is 0 (half or more of the values are equal)"),
    "reason.nothing_differs": Text("其各指标在该参照集内都无法区分评价对象", "none of its indicators tells the regions of that reference set apart"),
    "reason.no_data": Text("没有数据", "no data"),
    "reason.gap": Text("{method}要求数据完整，本单元数据完备率为 {share:.0%}", "{method} takes no gaps; coverage here is {share:.0%}"),
    "reason.pillars": Text("{declared} 个维度中只有 {there} 个有得分，未达到排名要求", "only {there} of {declared} pillars have a score: too few to be ranked"),
    "reason.children": Text("{children} 个下级中只有 {there} 个有得分，未达到计分要求", "only {there} of {children} children have a score: too few for one"),
    "reason.coverage": Text("数据完备率 {share:.0%}，低于计分要求", "coverage of {share:.0%} is below what a score needs"),
}  # fmt: skip
