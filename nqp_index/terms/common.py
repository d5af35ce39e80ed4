"""Words that several rooms share: messages by code, labels by key."""

from __future__ import annotations

from nqp_index.terms.language import Text
from nqp_index.terms.lookup import Message

MESSAGES: dict[str, Message] = {
    "E1484": Message("这个判断是从未计算过的公式", "this judgement is a formula that was never calculated", "在 Excel 或 WPS 中打开并保存，再试", "open the workbook in Excel or WPS, save it, and try again"),
    "E1487": Message(
        "工作表 {sheets} 所比较的不是指标体系 {framework} 中的内容", "sheets that compare nothing of framework {framework}: {sheets}",
        "用 -f 写明这些判断所属的指标体系，或删去这些工作表", "name the framework they were made for with -f, or delete the sheets",
    ),
    "E1488": Message(
        "这张工作表比较了 {extra}，而指标体系 {framework} 中 {node} 的下级只有 {children}", "this sheet compares {extra}, but in framework {framework} the children of {node} are {children}",
        "用 -f 写明判断所属的指标体系，或删去这些行列", "name the framework the judgements were made for with -f, or delete these rows and columns",
    ),
    "E1489": Message(
        "这张工作表没有比较 {missing}，而它们在指标体系 {framework} 中是 {node} 的下级", "this sheet does not compare {missing}, which framework {framework} has among the children of {node}",
        "用 nqp template --ahp 重新生成工作簿，请专家补充判断", "write the workbook anew with nqp template --ahp and have them judged",
    ),
    "E1490": Message("数据中没有 {year} 年", "the data hold no year {year}", "数据年份为 {years}", "the years are {years}"),
    "E1510": Message("“{name}”不是数据中的地区", "'{name}' is no region of the data", "数据中有这 {count} 个：{known}", "the data hold these {count}: {known}"),
    "E1491": Message("“{name}”不是数据中的地区", "'{name}' is no region of the data", "是不是：{near}？", "did you mean {near}?"),
    "E1492": Message("所有地区都被排除了", "every region is excluded", "减少 --exclude 的地区", "exclude fewer regions"),
    "E1493": Message("“{text}”不是数", "'{text}' is no number", "改为数，没有数值时留空", "write a number, or leave the cell empty"),
    "E1494": Message("地区 {code} 出现了两次", "region {code} stands here twice", "每个地区每年只留一行；多年数据加一列“年份”", "keep one row a region and year; head a column 年份 or year where there are several years"),
    "E1495": Message("无法读取先前的结果：{reason}", "the earlier result cannot be read: {reason}", "核对 --scope fixed: 后面的文件名", "check the file after --scope fixed:"),
    "E1496": Message("文件中没有可用的参照集", "the file holds no usable reference set", "用 nqp score … --out 结果.json 生成，且参照期不能是 yearly", "make it with nqp score ... --out result.json, not with scope yearly"),
    "E1497": Message("这些文件中没有填写任何判断", "no judgement is filled in in these files", "填写 nqp template --ahp 生成的工作簿", "fill in the workbook that nqp template --ahp writes"),
    "E1498": Message("“{text}”不是 1/9 到 9 之间的判断", "'{text}' is no judgement between 1/9 and 9", "写 1 到 9，或 1/2 到 1/9", "write 1 to 9, or 1/2 to 1/9"),
    "E1499": Message("{name} 中没有 {year} 年按地区列出的外部指标", "{name} holds no outside measure by region for {year}", "第一行为列名，每行一个地区，至少三个地区；可加一列“年份”", "put headings in the first row and one region in each further row, at least three; a column headed year may say the year"),
    "E1500": Message(
        "工作表 {sheets} 判断的都是 {node}，同一本工作簿是同一位专家的，不能算作两位", "sheets {sheets} all judge {node}: one workbook is one expert, who cannot count twice",
        "只留一张；若是几位专家的判断，在工作表名中写明（专家1 …、专家2 …），或每位专家一本工作簿", "keep one of them; if they are of several experts, say so in the sheets' names (expert 1 ..., expert 2 ...), or give each a workbook",
    ),
    "E1501": Message("这本判断工作簿给出了两次，一位专家不能算作两位", "this workbook of judgements is given twice: one expert cannot count as two", "每位专家的工作簿只写一次", "name each expert's workbook once"),
}  # fmt: skip

LABELS: dict[str, Text] = {}
