"""Words of the analysis room: messages by code, labels by key."""

from __future__ import annotations

from nqp_index.terms.audit_labels import AUDIT_LABELS
from nqp_index.terms.finding_labels import FINDING_LABELS
from nqp_index.terms.language import Text
from nqp_index.terms.lookup import Message

MESSAGES: dict[str, Message] = {
    "E6002": Message(
        "因素 {factor} 提到的“{name}”不在本次评价中", "factor {factor} names '{name}', which is not part of this scoring",
        "改为节点、指标或序列的代码（nqp frameworks 可查）", "use the code of a node, an indicator or a series",
    ),
    "E6006": Message(
        "因素 {factors} 的各种取值没有一种可以组合在一起", "no combination of the alternatives of {factors} is possible",
        "为标准化或合成增加可以相配的方法", "add a normalisation or an aggregation that fits the others",
    ),
    "E6007": Message(
        "只有一个指标，无法逐一剔除", "there is one indicator only: none can be left out",
        "从假设文件中删去 drop", "remove `drop` from the assumptions",
    ),
    "E6008": Message("抽样次数 {value} 不是正整数", "'{value}' is no number of draws", "写一个正整数，例如 2000", "give a whole number above 0, such as 2000"),
    "E6009": Message("全部抽样都失败：{reasons}", "every draw failed: {reasons}", "按原因修改假设或数据", "mend the assumptions or the data as the reason says"),
    "E6010": Message("读不出假设文件", "the assumptions file cannot be read", "检查路径，文件须为 UTF-8 编码、小于 1 MB", "check the path; it must be UTF-8 text below 1 MB"),
    "E6011": Message("“{name}”应是“名称: 内容”的列表", "'{name}' should be a table of `name: content`", "参照 nqp uncertainty --write-assumptions 文件.yaml 写出的样例", "follow the example that nqp uncertainty --write-assumptions FILE.yaml writes"),
    "E6016": Message(
        "weight_noise 提到的“{name}”的下级都不是指标，而评价方案 {recipe} 一次合成全部指标，不使用这些节点的权重",
        "weight_noise names '{name}', whose children are no indicators: recipe {recipe} scores all indicators at once and uses no weights of nodes",
        "改为指标，或其下级是指标的节点：{known}；或改用 structure: nested", "name an indicator, or a node whose children are indicators ({known}), or score with structure: nested",
    ),
    "E6020": Message("没有评价对象“{name}”", "there is no region '{name}'", "相近的有：{near}", "did you mean {near}?"),
    "E6021": Message("{year} 不在数据年份（{years}）之中", "{year} is not among the years of the result ({years})", "改用其中一年", "use one of these years"),
    "E6022": Message("{region} 在 {year} 年没有得分：{reason}", "{region} has no score in {year}: {reason}", "有得分的年份：{years}", "it has one in {years}"),
    "E6039": Message("{region} 在 {year} 年没有得分：{reason}；其他年份也没有", "{region} has no score in {year}: {reason}; nor in any other year", "补充该地区的数据，或换一个地区", "add data for it, or name another region"),
    "E6023": Message("名次 {value} 不在 1 与 {most} 之间", "rank {value} is not between 1 and {most}", "改为该区间内的整数", "use a whole number in that range"),
    "E6025": Message("节点“{name}”不在指标体系中", "'{name}' is no node of this framework", "可用的有：{known}", "use one of {known}"),
    "E6026": Message("“{name}”不是可修改的对象：应为指标、节点或序列代码", "'{name}' cannot be changed: it is no indicator, node or series", "相近的有：{near}；nqp frameworks 列出指标与节点，nqp check 列出数据中的序列", "near ones are {near}; nqp frameworks lists indicators and nodes, nqp check the series of the data"),
    "E6027": Message("权重 {value} 不是非负的有限数", "weight {value} is not a finite number >= 0", "写一个不小于 0 的数", "give a number >= 0"),
    "E6028": Message("序列 {series} 的值 {value} 不是有限的数", "value {value} for series {series} is not a finite number", "写一个数；要删去一格请写 none", "give a number, or none to remove the value"),
    "E6029": Message("没有要试算的改变", "nothing to try: no change was given", "给出权重、剔除、替换、方案或数值中的至少一项", "give at least one weight, drop, swap, recipe or value"),
    "E6030": Message("剔除后没有指标可以计分", "nothing is left to score after these indicators are left out", "少剔除一些指标", "leave out fewer indicators"),
    "E6031": Message("与自己比较没有意义：{name}", "a region cannot be compared with itself: {name}", "换一个评价对象或年份", "name another region or another year"),
    "E6036": Message("“{name}”的下级权重全部为 0，无法计分", "every child of '{name}' has weight 0: it cannot be scored", "至少给一个下级正的权重，或用 --drop 剔除整个节点", "give at least one of them a weight above 0, or --drop the whole node"),
    "E6035": Message("{region} {year} 年不能与同一年比较", "{region} in {year} cannot be compared with the same year", "改为另一年份，或另一地区", "give another year, or another region"),
    "E6037": Message(
        "{name} 在 {year} 年没有任何地区的数值，不能替换 {code}：结果等于剔除 {code}",
        "{name} has no value for any region in {year}: in the place of {code} it would only leave {code} out",
        "用 --year 改为有数值的年份（{known}），或换一个序列", "judge a year that has values with --year ({known}), or name another series",
    ),
    "E6038": Message(
        "{name} 在数据中没有任何数值，不能替换 {code}", "{name} has no value at all in the data: it cannot take the place of {code}",
        "补充该序列的数据，或换一个序列", "add data for it, or name another series",
    ),
    "E6032": Message("审查阈值“{name}”不存在", "the audit has no threshold called '{name}'", "可用的有：{known}", "use one of {known}"),
    "E1505": Message(
        "{methods} 对每个地区每年各解一个线性规划：{runs} 次计算、{rows} 个地区年份需解 {programmes} 个，最多 {most} 个",
        "{methods} solves a linear programme for every region and year: {runs} scorings of {rows} would be {programmes}, and {most} is the most",
        "减少抽样次数（--draws 或 --rows，至多 {fewer} 次计算），或用 --only-years 减少年份",
        "take fewer draws (--draws or --rows: {fewer} scorings at most), or fewer years with --only-years",
    ),
    "E6033": Message("敏感性分析的基础样本数 {value} 不是 2 的幂（至少 8）", "{value} rows is no power of 2 of at least 8", "例如 512、1024", "use for example 512 or 1024"),
    "E6034": Message("没有可变的因素", "there is no factor to vary", "在假设文件中为至少一个因素列出做法", "list the alternatives of at least one factor in the assumptions"),
    "E1512": Message(
        "沿用以往结果的标准（fixed）时，其中的指标不能剔除或替换：{names}", "on a stored scale (fixed) none of its indicators can be dropped or swapped: {names}",
        "改用其他参照集（如 --scope pooled），或把权重改为 0（如 --weight {names}=0）", "use another scope (--scope pooled), or give it the weight 0 (--weight {names}=0)",
    ),
    "E1511": Message(
        "没有任何地区在任何一年得到位次，无从分析位次：{reasons}", "no region has a rank in any year, so there are no ranks to analyse: {reasons}",
        "补充缺数据的维度（nqp check 列出缺什么），或换一个评价方案", "add data for the pillars without any (nqp check lists what is missing), or use another recipe",
    ),
    "E6040": Message("{years} 年没有任何地区得到位次（{methods}）", "no region has a rank in {years} ({methods})", "检查该组合的权重与缺失值", "look at the weights and the gaps under these methods"),
    "E6041": Message("数据中没有序列“{name}”", "the data hold no series '{name}'", "是不是：{near}？", "did you mean {near}?"),
}  # fmt: skip

LABELS: dict[str, Text] = FINDING_LABELS | AUDIT_LABELS
