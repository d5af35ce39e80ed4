"""Words of the reading room about names of regions, series and years, and about the files that explain them."""

from __future__ import annotations

from nqp_index.terms.lookup import Message

M = Message

NAMES: dict[str, Message] = {
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
    "E1227": M(
        "“{name}”是市、州或县，而本指标体系评价的是省级地区",
        "'{name}' is a city, prefecture or county, and this framework assesses provinces",
        "换用评价对象为自由名称（regions: free）的指标体系，或删去这些行",
        "use a framework with free names (regions: free), or leave these rows out",
    ),
    "N1205": M(
        "不认识的名称太多，只为最先的 {count} 个找了相近的名称",
        "very many names are unknown; near ones were sought for the first {count} only",
        "先按前面的提示改，再读一次",
        "mend what is listed first, then read again",
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
        "在标题或“地区：”行写明，或在 sources 文件中写 region；地区写在某一列时，把该列表头写成“地区”，或写 region_column",
        "say it in the title or on a 地区： line, or give region in a sources file; if a column holds the regions, head it "
        "地区 or name it with region_column",
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
    "E1225": M(
        "“{text}”只是一年中的一段，不是全年",
        "'{text}' is a part of a year, not the whole",
        "换用全年的数据；确是全年的数，就改写成四位年份，或在 sources 文件中写明 year",
        "use figures of the whole year; if they are, write the year alone, or give year in a sources file",
    ),
    "W1384": M(
        "年份“{text}”后面写着“{mark}”，不一定是最终数；按 {year} 年读入",
        "'{text}': '{mark}' behind the year says that these figures may not be final; read as {year}",
        "查来源是否已有最终数",
        "see whether the source has final figures by now",
    ),
    "W1386": M(
        "“{text}”写着“{mark}”，是估计、预测或计划数，没有用",
        "'{text}': '{mark}' behind the year says that these are estimates, forecasts or plans; not used",
        "确是实际数，就只写年份，如 {year}",
        "if they are facts, write the year alone: {year}",
    ),
    "W1387": M(
        "旁边各列都有年份，“{name}”（{series}）这一列没有，没有用",
        "the columns beside it have years, but '{name}' ({series}) has none; not used",
        "在表头写上年份，或另存为一张表",
        "write its year into the heading, or keep it in a table of its own",
    ),
    "W1388": M(
        "年份是数，却设成了日期格式，显示为 {text}（{count} 处）；按 {year} 年读入",
        "the year is a number in a date format, so it shows as {text} ({count} such); read as {year}",
        "把这些单元格的格式改为“常规”",
        "give these cells the format General",
    ),
    "W1211": M(
        "年份写成了日期（{count} 处，如 {text}），只取年份",
        "years are written as dates ({count}, such as {text}); only the year was taken",
        "写成四位年份，如 2022",
        "write four-digit years such as 2022",
    ),
    "W1210": M(
        "年份不一致：{said} 处是 {year}，{other_said} 处是 {other}；采用 {year}",
        "the years disagree: {year} by its {said}, {other} by its {other_said}; {year} was taken",
        "改正其中一个，或在 sources 文件中写明 year",
        "correct one of them, or give year in a sources file",
    ),
    "W1212": M(
        "年份 {year} 只见于文件名，未必是数据的年份（可能是年鉴或下载的年份）",
        "the year {year} stands only in the file name; it may be that of a yearbook or a download",
        "在标题或“时间：”行写明年份，或在 sources 文件中写 year",
        "put the year into the title or a 时间： line, or give year in a sources file",
    ),
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
    "W1221": M(
        "“{name}”没有用；它与“{near}”只差一个字，而数据中没有这个序列",
        "'{name}' was not used; it is one character off '{near}', a series that the data lack",
        "写错了就改正，或用 --aliases 写明；确是另一个指标则不必改",
        "correct it or map it with --aliases if it is a slip; leave it if it is another statistic",
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
    "E1224": M(
        "“{name}”这一列把各行又分细了（如“{text}”），这些值不是整个“{region}”的",
        "column '{name}' divides the rows further (such as '{text}'); the values are not those of all '{region}'",
        "换用不按“{name}”分的表，或只留合计行；只是备注，就把列名改成“备注”",
        "use a table not divided so, or keep the rows of the total only; head the column 备注 (note) if it is a remark",
    ),
    "W1314": M(
        "“{name}”这一列没有读，各行都是“{text}”",
        "column '{name}' was not read; it says '{text}' in every row",
        "如果它说的是其中一部分，这些值就不能当作全部；无关则删去此列",
        "if it names a part, the values are not the whole; delete the column if it does not matter",
    ),
    "E1226": M(
        "sources 文件写的 series “{name}”不是本指标体系的序列",
        "series '{name}' of the sources file is no series of this framework",
        "是否为 {near}？写序列的代码或名称",
        "did you mean {near}? Write the code or the name of a series",
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
    "W1315": M(
        "表内没有写明范围，按{said}名称中的“{scope}”，“{name}”读作“{series}”",
        "the table does not say its scope; by the name of its {said} ({scope}), '{name}' is read as '{series}'",
        "在标题或表头写明范围",
        "say the scope in the title or the heading",
    ),
    "W1316": M(
        "标题说的是{kind}，“{name}”又没有写单位，不当作“{series}”读",
        "the title is about {kind} (shares, rates or ranks) and '{name}' has no measure; not read as '{series}'",
        "确是数额，就在表头括号或“单位：”行写上计量单位",
        "if these are amounts, write the measure in the heading's brackets or on a 单位： line",
    ),
    "W1313": M(
        "“{name}”是其中的一部分，不当作“{series}”读",
        "'{name}' is a part of its heading and was not read as '{series}'",
        "确实就是它，请用 --aliases 写明全名",
        "map the full name with --aliases if it is the same",
    ),
    "W1382": M(
        "“{whole}”之下的“{name}”不是“{series}”，没有用",
        "'{name}' belongs to '{whole}' here and is not '{series}'; not used",
        "确实就是它，请在表头写全名（如“第三产业增加值”），或用 --aliases 写明",
        "if it is the same after all, write its full name in the heading, or map it with --aliases",
    ),
    "W1383": M(
        "栏目标题“{group}”说的是{kind}，其下的“{name}”又没有写单位，不当作“{series}”读",
        "the heading '{group}' above '{name}' is about {kind} (growth, shares, ranks, amounts per head or another period), and "
        "'{name}' has no measure; not read as '{series}'",
        "确是数额，就在表头括号写上计量单位",
        "if these are amounts, write the measure in the heading's brackets",
    ),
    "N1313": M(
        "“{name}”只是栏目标题，其下的列读作“{series}”",
        "'{name}' was taken for a group heading; the column below is read as '{series}'",
    ),
    "N1318": M(
        "标题已说明是什么指标，其下各列读作：{names}",
        "the title names the series; the columns below were read as: {names}",
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
    "W1389": M(
        "{count} 个地区名带有脚注符号，已去掉：{names}",
        "{count} names of regions carry footnote marks; taken off: {names}",
        "查看脚注是否说明口径不同",
        "see whether the footnotes tell of another scope",
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
    "E1486": M(
        "别名“{name}”指向的“{target}”既不是序列，也不是地区",
        "alias '{name}' leads to '{target}', which is neither a series nor a region",
        "是否为 {near}？写序列或地区的代码或名称",
        "did you mean {near}? Write the code or the name of a series or a region",
    ),
    "W1486": M(
        "sources 文件的这一条（file: {file}，sheet: {sheet}）没有用到：没有这样的文件或工作表，或前面已有一条",
        "this entry (file: {file}, sheet: {sheet}) had no effect: no such file or sheet was read, or one above it counts",
        "是否为 {near}？改正 file 或 sheet，或删去这一条",
        "did you mean {near}? Correct file or sheet, or delete the entry",
    ),
    "W1487": M(
        "--prefer 写的“{name}”不是读到的任何文件或工作表",
        "'{name}' of --prefer is none of the files or sheets that were read",
        "是否为 {near}？",
        "did you mean {near}?",
    ),
}
