"""Words of the reading room about single cells and their measures."""

from __future__ import annotations

from nqp_index.terms.lookup import Message

M = Message

CELLS: dict[str, Message] = {
    "E1230": M(
        "“{text}”不是数",
        "'{text}' is not a number",
        "改正单元格；缺失请写“…”或留空",
        "correct the cell, or mark it missing with '…'",
    ),
    "E1231": M(
        "“{text}”不是数，其中的字母像是数字",
        "'{text}' is not a number (letter for digit?)",
        "是否为 {meant}？改正单元格",
        "did you mean {meant}? Correct the cell",
    ),
    "E1232": M(
        "“{text}”有两种读法：逗号是小数点，还是千分位？",
        "'{text}' can be read in two ways: is the comma a decimal point or a separator?",
        "写成 {meant}，或每三位一个逗号",
        "write {meant}, or group thousands by three",
    ),
    "E1233": M(
        "“{text}”是约数或界限，不是确切的数",
        "'{text}' is an approximation or a bound, not a number",
        "写确切数值，或按缺失写“…”",
        "write the figure itself, or mark it missing with '…'",
    ),
    "E1234": M(
        "“{text}”不是有限的数",
        "'{text}' is not a finite number",
        "改正单元格；缺失请留空",
        "correct the cell, or leave it blank if it is missing",
    ),
    "E1235": M(
        "应为数的地方是“{text}”（是/否）",
        "'{text}' is a truth value where a number belongs",
        "写成数，或留空",
        "write a number, or leave it blank",
    ),
    "E1236": M(
        "应为数的地方是日期“{text}”",
        "'{text}' is a date where a number belongs",
        "把单元格格式改为数值后重新填写",
        "format the cell as a number and enter it again",
    ),
    "E1237": M(
        "公式没有计算结果",
        "a formula that was never calculated",
        "用 Excel 或 WPS 打开并保存，再读一次",
        "open the file in Excel or WPS, save it, and try again",
    ),
    "E1238": M(
        "单元格过长，不可能是数：“{text}”", "too long to be a number: '{text}'", "改正单元格", "correct the cell"
    ),
    "E1239": M(
        "这一列还有 {count} 个单元格有问题",
        "{count} more cells of this column cannot be read",
        "先改正前面列出的",
        "mend the ones listed first",
    ),
    "E1250": M(
        "不认识计量单位“{measure}”",
        "unknown measure '{measure}'",
        "改成通用的写法（相近的：{near}），或在 sources 文件中写明 measure",
        "write it the usual way (near: {near}), or give measure in a sources file",
    ),
    "E1251": M(
        "“单位：”行有 {count} 个单位（{measures}），数值有 {columns} 列，对不上",
        "the 单位： line has {count} measures ({measures}) for {columns} columns",
        "在各列表头的括号里分别写明单位",
        "write each column's measure in its heading's brackets",
    ),
    "E1252": M(
        "“{series}”的单位“{measure}”换算不成“{own}”：不是同类单位",
        "{series}: '{measure}' does not convert to '{own}', they are of different kinds",
        "检查是否对错了指标，或单位写错",
        "check whether this is the right series and the right measure",
    ),
    "W1252": M(
        "“{series}”有 {count} 个值写着单位“{measure}”，换算不成“{own}”，这些值没有用",
        "{series}: {count} values are marked '{measure}', which does not convert to '{own}'; these values were rejected",
        "核对来源，改正单位或数值",
        "check the source; correct the measure or the values",
    ),
    "E1253": M(
        "“{text}”自带的单位与本列单位“{measure}”合不起来",
        "the measure inside '{text}' does not go with the column's '{measure}'",
        "写成 {measure} 下的数",
        "write the number in {measure}",
    ),
    "E1272": M(
        "“{text}”有两种读法：{one}，还是 {other}？",
        "'{text}' can be read in two ways: {one}, or {other}?",
        "写成 {measure} 下的数，或写上完整的单位",
        "write the number in {measure}, or its measure in full",
    ),
    "E1254": M(
        "表上写着两个单位：这里是“{one}”，{where} 是“{other}”",
        "the table is given two measures: '{one}' here, '{other}' at {where}",
        "删去不对的一个，或在 sources 文件中写明 measure",
        "delete the wrong one, or give measure in a sources file",
    ),
    "E1271": M(
        "合并单元格只写了一个值“{text}”，却占着 {count} 个位置：{cells}",
        "one merged cell holds '{text}' for {count} places: {cells}",
        "取消合并，在每个位置写上各自的数；没有数的写“…”",
        "unmerge it and write each place its own number, or '…' where there is none",
    ),
    "E1274": M(
        "还有 {count} 个这样的合并单元格",
        "{count} more such merged cells",
        "先改正前面列出的",
        "mend the ones listed first",
    ),
    "E1275": M(
        "“{name}”这一列说数值还要乘上“{text}”，没有照此换算",
        "the column '{name}' says that the values are to be multiplied ({text}); they were not",
        "把数值乘好后删去这一列，或在 sources 文件中写明 measure（如 百万元）",
        "multiply the values and delete the column, or give measure (such as million yuan) in a sources file",
    ),
    "W1331": M(
        "{count} 个单元格是错误值 {text}，按缺失处理：{cells}",
        "{count} cells hold an error value ({text}); read as missing: {cells}",
        "在原表中改正公式",
        "mend the formulas in the workbook",
    ),
    "W1332": M(
        "{count} 个数带有脚注符号，已去掉：{cells}",
        "{count} numbers carry footnote marks; taken off: {cells}",
        "查看脚注是否说明口径不同",
        "see whether the footnotes tell of another scope",
    ),
    "W1333": M(
        "{count} 个整数大于 2 的 53 次方，末位可能不准",
        "{count} whole numbers exceed 2^53; their last digits may be lost",
        "改用较大的计量单位",
        "use a larger measure",
    ),
    "W1334": M(
        "{count} 个数写成了科学计数法（如 {text}，{cells}），没有写出的各位已经丢失",
        "numbers written with an exponent: {count} (such as {text}; {cells}); the figures that it stands for are lost",
        "在原表中把单元格格式改为“数值”后重新导出",
        "set the cells of the original to the format Number and export them again",
    ),
    "W1340": M(
        "“{text}”等 {count} 个单元格自带单位“{suffix}”，已换算成 {measure}",
        "{count} cells such as '{text}' name their own measure ({suffix}); converted to {measure}",
        "最好在表头统一写明单位",
        "better say the measure once in the heading",
    ),
    "W1341": M(
        "“{name}”的单位是百分数，但数值都不大于 1，可能存的是比值；未作换算",
        "{name} is in %, yet no value exceeds 1: they may be shares; nothing was converted",
        '是比值，就把表头单位改成“比值”，或在 sources 文件中写 measure: 比值；确是百分数，写 measure: "%"',
        'if they are shares, write (share) in the heading or measure: share in a sources file; if not, measure: "%"',
    ),
    "E1341": M(
        "“{name}”的单位是百分数，但数值都不大于 1；这种文件读不出单元格格式，不知存的是比值还是百分数",
        "{name} is in %, yet no value exceeds 1, and this file's cell formats cannot be read: shares or percentages?",
        '用 Excel 或 WPS 另存为 .xlsx 再读，或在 sources 文件中写 measure: 比值（或 "%"）',
        'save it as .xlsx from Excel or WPS, or write measure: share (or "%") in a sources file',
    ),
    "W1342": M(
        "这一列的百分数格式不统一，{count} 个单元格与其余不同：{cells}",
        "percent formats are mixed in this column; {count} cells differ: {cells}",
        "核对这些单元格，统一格式",
        "check these cells and use one format",
    ),
    "W1343": M(
        "单元格显示为百分数，但本列单位是“{measure}”",
        "cells are shown as percentages, but the column's measure is '{measure}'",
        "检查单元格格式或单位",
        "check the format or the measure",
    ),
    "N1340": M(
        "“{name}”有 {count} 个百分比格式的单元格，存的是比值，已乘以 100",
        "'{name}': {count} percent-formatted cells store shares; multiplied by 100",
    ),
    "N1346": M(
        "人均值的单位写不写“/人”都一样，按此读入：{measures}",
        "a figure per head is the same with or without '/人' in its measure; so read: {measures}",
    ),
}
