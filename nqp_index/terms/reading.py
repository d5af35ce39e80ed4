"""Words of the reading room: messages by code, labels by key."""

from __future__ import annotations

from nqp_index.terms.language import Text
from nqp_index.terms.lookup import Message

M = Message

_TABLES: dict[str, Message] = {
    "E1200": M(
        "没有找到数据表：没有一行像表头（地区、年份，或三个以上的年份、地区名）",
        "no table found: no row looks like a heading (a region or year column, or three years or region names)",
        "给表格加上表头，或在 sources 文件中写明 header_row",
        "give the table a heading row, or name it with header_row in a sources file",
    ),
    "E1201": M(
        "第 {row} 行是表头，但看不出版式",
        "row {row} is a heading, but the layout is not clear",
        "写明地区列、年份列；或在 sources 文件中写明 layout",
        "name the region and year columns, or give the layout in a sources file",
    ),
    "E1202": M(
        "表格有两种读法：{one}，或 {other}",
        "the table can be read in two ways: {one}, or {other}",
        "在 sources 文件中用 layout 写明是哪一种",
        "say which with layout in a sources file",
    ),
    "E1209": M(
        "有不止一列可以是地区：{columns}（{names}）",
        "more than one column may hold the regions: {columns} ({names})",
        "在 sources 文件中用 region_column 写明",
        "say which with region_column in a sources file",
    ),
    "E1214": M(
        "没有一个数据能对上指标体系中的序列；表中出现的名称：{names}",
        "nothing in the data is a series of this framework; names found: {names}",
        "检查指标体系是否选对，或用 --aliases 写明名称与代码的对应",
        "check the framework, or map names to codes with --aliases",
    ),
    "E1215": M(
        "sources 文件要求表头在第 {row} 行，但工作表只有 {height} 行",
        "the sources file puts the heading on row {row}, but the sheet has {height} rows",
        "改正 header_row",
        "correct header_row",
    ),
    "E1216": M(
        "表头下面没有数据行",
        "there are no data rows under the heading",
        "补上数据，或在 sources 文件中用 ignore 略去此表",
        "add the data, or leave the sheet out with ignore in a sources file",
    ),
    "E1217": M(
        "左右并排的两半对不上：左边是“{one}”，右边是“{other}”",
        "the halves printed side by side do not agree: '{one}' on the left, '{other}' on the right",
        "把两半逐行对齐，或拆成两张表",
        "align the halves row by row, or make two tables of them",
    ),
    "E1218": M(
        "从这一行起，地区又从头排列，但没有写明第二段是什么",
        "the list of regions starts again here, and nothing says what the second block is",
        "在两段之前各写一行指标名或年份，或拆成两张表",
        "write the series or year on a line above each block, or make two tables of them",
    ),
    "W1201": M(
        "隐藏的工作表没有读",
        "a hidden sheet was not read",
        "需要它就取消隐藏，或在 sources 文件中写明这个 sheet",
        "unhide it, or name the sheet in a sources file, if it is needed",
    ),
    "W1302": M(
        "这一列有内容但没有表头，没有读",
        "this column has content but no heading; it was not read",
        "需要它就写上表头",
        "give it a heading if it is needed",
    ),
    "W1305": M(
        "表中没有一个名称是已知的序列，整张表没有用：{names}",
        "no name in this table is a known series; the table was not used: {names}",
        "名称写错则改正，或用 --aliases 写明对应的代码",
        "correct the names, or map them to codes with --aliases",
    ),
    "W1309": M(
        "表中这一行文字既不是地区也不是指标，没有用：“{text}”",
        "this line inside the table names neither a region nor a series and was not used: '{text}'",
        "是小标题就改成指标名或年份，是注释就移到表下",
        "write a series or a year if it is a heading, or move a note below the table",
    ),
    "N1201": M("工作表中没有数据表，略过", "no table on this sheet; skipped"),
    "N1203": M("按 sources 文件略过", "skipped, as the sources file says"),
    "N1300": M(
        "{count} 个合计行不参加排序，只用来核对：{names}",
        "{count} aggregate rows are not ranked; kept for checking sums: {names}",
    ),
    "W1301": M(
        "{count} 个不单独评价的行没有用（已含在所属省，或不属于各省）：{names}",
        "{count} rows that are not assessed were set aside (inside a province already, or outside all of them): {names}",
        "确实要单独评价，请改用自由名称的指标体系",
        "use a framework with free names to assess them on their own",
    ),
    "N1302": M(
        "{count} 个名称不是本指标体系的序列，没有用：{names}",
        "{count} names are no series of this framework and were not used: {names}",
    ),
    "W1303": M(
        "{count} 个序列没有写计量单位，按词典的单位读，未作换算：{names}",
        "{count} series come without a measure; read in the dictionary's own, not converted: {names}",
        "在表头括号或“单位：”行写上计量单位",
        "write the measure in the heading's brackets or on a 单位： line",
    ),
    "N1304": M("{count} 个序列换算了单位：{conversions}", "{count} series were converted: {conversions}"),
    "W1306": M(
        "{count} 个单元格是缺失标记，按缺失处理，不当作零：{marks}",
        "{count} cells hold a mark for a missing value; read as missing, never as zero: {marks}",
        "年鉴中“…”也可能表示数值太小，请对照该书的符号说明",
        "in a yearbook '…' may also mean too small to print: see its own legend",
    ),
    "N1307": M(
        "{count} 列的数字是以文本存放的，已读成数", "{count} columns hold their numbers as text; read as numbers"
    ),
    "N1308": M("隐藏的行或列共 {count} 个，照样读入", "{count} hidden rows or columns were read like the others"),
}

_NAMES: dict[str, Message] = {
    "E1203": M(
        "不认识地区“{name}”",
        "region '{name}' matches no region",
        "是否为 {near}？改正它，或用 --aliases 写明",
        "did you mean {near}? Correct it, or add it with --aliases",
    ),
    "E1204": M(
        "不认识地区“{name}”",
        "region '{name}' matches no region",
        "改成省名、简称或六位代码；合计行写“全国”“合计”；或用 --aliases 写明",
        "write a province's name or six-digit code; call a sum 全国 or 合计; or add it with --aliases",
    ),
    "E1205": M(
        "还有更多不认识的地区，未逐一列出",
        "more regions are unknown; not all are listed",
        "检查地区列是否选对（sources 文件的 region_column）",
        "check that this is the region column (region_column in a sources file)",
    ),
    "E1206": M(
        "这一行有数值，但地区是空的",
        "this row has values but no region",
        "写上地区；确为沿用上一行，请合并单元格，或在 sources 文件中写 fill_down: true",
        "write the region; if it repeats the one above, merge the cells or set fill_down: true in a sources file",
    ),
    "E1207": M(
        "地区“{name}”与旁边的代码 {gb}（{other}）不一致",
        "region '{name}' and the code {gb} beside it ({other}) disagree",
        "改正其中一个",
        "correct one of them",
    ),
    "E1208": M(
        "整张表属于哪个地区没有写明",
        "nothing says which region this table is about",
        "在标题或“地区：”行写明，或在 sources 文件中写 region",
        "say it in the title or on a 地区： line, or give region in a sources file",
    ),
    "W1204": M(
        "不认识地区“{name}”，按旁边的代码 {gb} 读作{region}",
        "region '{name}' is unknown; read as {region} by the code {gb} beside it",
        "改正名称",
        "correct the name",
    ),
    "E1210": M(
        "“{text}”看不出是哪一年",
        "'{text}' does not say which year",
        "写成四位年份，如 2022 或 2022年",
        "write a four-digit year such as 2022",
    ),
    "E1211": M(
        "这一列共有 {count} 个看不懂的年份",
        "{count} years in this column cannot be read",
        "写成四位年份；地区或年份留空须补全",
        "write four-digit years and leave none blank",
    ),
    "E1212": M(
        "没有写明这张表是哪一年的",
        "nothing says which year this table is about",
        "在标题、“时间：”行、工作表名或文件名中写明年份，或在 sources 文件中写 year",
        "put the year into the title, a 时间： line, the sheet or file name, or give year in a sources file",
    ),
    "E1213": M(
        "这张表提到几个年份（{years}），不知数值属于哪一年",
        "the table mentions several years ({years}); which one its values are for is not said",
        "在 sources 文件中写明 year",
        "give year in a sources file",
    ),
    "W1210": M(
        "年份不一致：{said} 处是 {year}，{other_said} 处是 {other}；采用 {year}",
        "the years disagree: {year} by its {said}, {other} by its {other_said}; {year} was taken",
        "改正其中一个，或在 sources 文件中写明 year",
        "correct one of them, or give year in a sources file",
    ),
    "N1210": M("年份 {year} 只见于文件名", "the year {year} stands only in the file name"),
    "E1220": M(
        "“{name}”不是已知的序列，像是写错了",
        "'{name}' is no known series and looks misspelt",
        "是否为 {near}？改正它，或用 --aliases 写明",
        "did you mean {near}? Correct it, or add it with --aliases",
    ),
    "E1221": M(
        "表头“{name}”重复，另一个在 {other}",
        "the heading '{name}' stands twice; the other is {other}",
        "删去一列，或改成不同的名称",
        "delete one column, or give it another name",
    ),
    "E1222": M(
        "这一行的指标名是空的",
        "this row names no series",
        "写上指标名；确为沿用上一行，请合并单元格，或在 sources 文件中写 fill_down: true",
        "write the series; if it repeats the one above, merge the cells or set fill_down: true in a sources file",
    ),
    "E1223": M(
        "没有写明这张表是什么指标，文件名“{name}”也不是已知的序列",
        "nothing says which series this table holds, and the file name '{name}' is no known series",
        "在标题或“指标：”行写明，或在 sources 文件中写 series",
        "name it in the title or on a 指标： line, or give series in a sources file",
    ),
    "W1310": M(
        "“{name}”不是“{series}”：{note}；没有用",
        "'{name}' is not '{series}': {note}; not used",
        "确实可以代用，请用 --aliases 写明",
        "map it with --aliases if it may stand in after all",
    ),
    "W1312": M(
        "“{name}”只就“{scope}”而言，不是“{series}”，没有用",
        "'{name}' is about {scope} only, not '{series}'; not used",
        "确实可以代用，请用 --aliases 或 sources 文件写明",
        "map it with --aliases or a sources file if it may stand in after all",
    ),
    "W1313": M(
        "“{name}”是其中的一部分，不当作“{series}”读",
        "'{name}' is a part of its heading and was not read as '{series}'",
        "确实就是它，请用 --aliases 写明全名",
        "map the full name with --aliases if it is the same",
    ),
    "N1313": M(
        "“{name}”只是栏目标题，其下的列读作“{series}”",
        "'{name}' was taken for a group heading; the column below is read as '{series}'",
    ),
    "W1320": M(
        "表内没有指标名，按{said}的名称“{name}”读作“{series}”",
        "nothing in the table names its series; by the name of its {said}, '{name}', read as '{series}'",
        "在标题或“指标：”行写明指标和单位",
        "name the series and its measure in the title or on a 指标： line",
    ),
    "W1330": M(
        "“{name}”带有脚注符号 {marks}，已去掉",
        "'{name}' carries footnote marks ({marks}); they were taken off",
        "查看脚注是否说明口径不同",
        "see whether the footnote tells of another scope",
    ),
    "E1480": M("这一行缺少名称或代码", "this line lacks a name or a code", "写成：名称,代码", "write: name,code"),
    "E1481": M(
        "名称“{name}”对应了两个不同的代码：{one} 和 {other}",
        "name '{name}' is mapped to two codes: {one} and {other}",
        "只留一个",
        "keep one",
    ),
    "E1482": M(
        "别名文件无法读取，或超过 {limit}",
        "the alias file cannot be read, or is larger than {limit}",
        "给出 CSV（名称,代码）或 YAML（名称: 代码）文件",
        "give a CSV file (name,code) or a YAML file (name: code)",
    ),
    "E1483": M(
        "sources 文件无法读取",
        "the sources file cannot be read",
        "检查路径；可用 nqp check --write-sources 生成草稿",
        "check the path; nqp check --write-sources drafts one",
    ),
    "E1485": M(
        "“{text}”不是列号", "'{text}' is no column", "写列的字母，如 B", "write the column's letters, such as B"
    ),
}

_CELLS: dict[str, Message] = {
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
        "最接近的是 {near}；改正它，或在 sources 文件中写明 measure",
        "the nearest known one is {near}; correct it, or give measure in a sources file",
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
    "W1340": M(
        "“{text}”等 {count} 个单元格自带单位“{suffix}”，已换算成 {measure}",
        "{count} cells such as '{text}' name their own measure ({suffix}); converted to {measure}",
        "最好在表头统一写明单位",
        "better say the measure once in the heading",
    ),
    "W1341": M(
        "“{name}”声明为百分数，但数值都不大于 1，可能存的是比值",
        "'{name}' is declared in %, yet no value exceeds 1: they may be shares",
        "数值是比值时，把单位写成“比值”",
        "declare the measure as a share if they are",
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
}

_CONFLICTS: dict[str, Message] = {
    "E1260": M(
        "{region} {year} 年“{series}”有两个不同的值：{one}（{first}）与 {other}（{second}）",
        "{region} {year} {series} has two different values: {one} ({first}) and {other} ({second})",
        "删去一个；或用 --prefer 写明以哪个文件为准",
        "delete one, or say which file wins with --prefer",
    ),
    "E1261": M(
        "还有更多相互矛盾的值，未逐一列出",
        "more values contradict each other; not all are listed",
        "用 --prefer 写明以哪个文件为准",
        "say which file wins with --prefer",
    ),
    "W1350": M(
        "{one} 与 {other} 有 {count} 个相同的值，保留较精确的",
        "{count} values stand both in {one} and in {other} and agree; the more precise ones are kept",
        "不需要时去掉一个文件",
        "leave one of them out if it is not needed",
    ),
    "W1351": M(
        "{region} {year} 年“{series}”有两个不同的值：{one}（{first}）与 {other}（{second}）；按 --prefer 采用 {chosen}",
        "{region} {year} {series} has two values: {one} ({first}) and {other} ({second}); {chosen} was preferred",
        "核对两个来源的口径和版本",
        "compare scope and vintage of the two sources",
    ),
    "W1352": M(
        "还有更多矛盾的值已按 --prefer 处理，未逐一列出",
        "more contradictions were settled by --prefer; not all are listed",
        "核对两个来源的口径和版本",
        "compare scope and vintage of the two sources",
    ),
}

_REVIEWS: dict[str, Message] = {
    "E1270": M(
        "只有一个地区（{name}），无法比较",
        "there is only one region ({name}); nothing can be compared",
        "加上其他地区的数据",
        "add the data of other regions",
    ),
    "W1270": M(
        "只有两个地区，排名意义不大",
        "there are only two regions; a ranking says little",
        "加上其他地区的数据",
        "add the data of other regions",
    ),
    "W1360": M(
        "“{series}”各地区之和与“{name}”不符，年份：{years}；{year} 年相加为 {total}，表中为 {printed}，相差 {gap}",
        "{series}: the regions do not add up to '{name}' in {years}; in {year} they sum to {total}, printed {printed}, {gap} off",
        "核对是否有地区读错或漏读；专利和技术合同的全国数另含港澳台、国外和其他",
        "look for a misread or missing region; national patents and contracts include Hong Kong, Macao, Taiwan and parts abroad",
    ),
    "N1361": M(
        "“{name}”按这种分组与成员相加相符：{groupings}",
        "'{name}' equals the sum of its members by this grouping: {groupings}",
    ),
    "W1370": M(
        "“{series}”有 {count} 个值与自己其他年份相比{slip}：{cells}",
        "{series}: {count} values against their own other years are {slip} {cells}",
        "核对来源表的单位",
        "check the measure in the source table",
    ),
    "W1371": M(
        "“{series}”{cell} 的 {value} 与其他地区相比{slip}",
        "{series}: {value} for {cell} is far from all other regions, {slip}",
        "核对来源表的单位",
        "check the measure in the source table",
    ),
    "W1372": M(
        "“{series}”有 {count} 个值不在合理范围 {low} 至 {high} 之内（如 {value}；{slip}）：{cells}",
        "{series}: {count} values lie outside the plausible range {low} to {high} (such as {value}; {slip}): {cells}",
        "核对单位和数值",
        "check measure and value",
    ),
    "W1373": M(
        "“{series}”有 {count} 处逐年变化超过 5 倍：{cells}",
        "{series}: {count} yearly changes are more than fivefold: {cells}",
        "对照来源；确实如此则不必改，程序不会改动",
        "compare with the source; leave it if it was so published: nothing is changed",
    ),
    "N1373": M(
        "“{series}”有 {count} 处逐年变化异于其他：{cells}",
        "{series}: {count} yearly changes are unlike the others: {cells}",
    ),
    "W1374": M(
        "“{series}”{year} 年各地区之和变为上年的 {ratio} 倍，可能换了价格基期或口径",
        "{series}: the sum over the regions in {year} is {ratio} times that of the year before; the price base or the definition may have changed",
        "查明后在词典的 breaks 中声明，或只用一侧的年份",
        "declare it under breaks in the dictionary, or use the years of one side",
    ),
    "W1375": M(
        "“{series}”自 {year} 年起与以前不可比：{note}",
        "{series} is not comparable across {year}: {note}",
        "只用一侧的年份，或改用不受影响的指标",
        "use the years of one side, or another indicator",
    ),
    "N1376": M(
        "{region}没有这些序列的数值（{count} 个）：{series}", "{region} has no value of {count} series: {series}"
    ),
    "W1377": M(
        "{count} 个序列中间缺整年：{series}",
        "{count} series lack whole years inside their span: {series}",
        "补上缺的年份，或在评价方案中说明插补办法",
        "add the missing years, or choose an imputation in the recipe",
    ),
    "W1378": M(
        "“{series}”有 {count} 处不同地区的数值完全相同，可能经过截尾或抄错行：{cells}",
        "{series}: different regions share one value {count} times; capped, or a copied row? {cells}",
        "对照原始来源",
        "compare with the original source",
    ),
    "W1379": M(
        "“{series}”{year} 年有 {count} 个地区与上年完全相同，可能是沿用而非公布的数",
        "{series}: {count} regions repeat the year before in {year}; carried forward rather than published?",
        "对照原始来源",
        "compare with the original source",
    ),
    "W1380": M(
        "“{series}”混用了不同版本：{vintages}（{files}）",
        "{series} mixes vintages: {vintages} ({files})",
        "只用同一版本的数据",
        "use one vintage throughout",
    ),
    "N1380": M(
        "“{series}”取自几个文件（{files}），注意版本：{note}",
        "{series} comes from several files ({files}); mind the vintage: {note}",
    ),
    "W1385": M(
        "这些名称可能是同一个园区：{names}",
        "these names may be one park: {names}",
        "统一名称，或用 --aliases 写明",
        "use one name, or map it with --aliases",
    ),
}

MESSAGES: dict[str, Message] = {**_TABLES, **_NAMES, **_CELLS, **_CONFLICTS, **_REVIEWS}

LABELS: dict[str, Text] = {
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
    "check.code": Text("代码", "code"),
    "check.what": Text("情况", "what"),
    "check.mend": Text("处理办法", "how to mend"),
    "check.kind.region": Text("地区", "region"),
    "check.kind.series": Text("序列", "series"),
    "check.yes": Text("是", "yes"),
    "check.no": Text("否", "no"),
    "check.none": Text("未写明", "not said"),
}
