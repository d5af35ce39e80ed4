"""Words of the reading room about tables, layouts and sheets."""

from __future__ import annotations

from nqp_index.terms.lookup import Message

M = Message

TABLES: dict[str, Message] = {
    "E1200": M(
        "没有找到数据表：没有一行像表头（地区、年份，或三个以上的年份、地区名）",
        "no table found: no row looks like a heading (a region or year column, or three years or region names)",
        "给表格加上表头，或在 sources 文件中写明 header_row",
        "give the table a heading row, or name it with header_row in a sources file",
    ),
    "E1201": M(
        "第 {row} 行是表头，但看不出版式；认出的是：{found}",
        "row {row} is a heading, but the layout is not clear; made out: {found}",
        "缺的写上（地区、年份、指标列的表头），认错的改名；或在 sources 文件中写明 layout、region_column",
        "head the columns of regions, years or series that are missing there, rename one that was mistaken; or give layout "
        "and region_column in a sources file",
    ),
    "W1220": M(
        "文件夹中的这个文件没有地区数据表，已略过",
        "this file of the folder holds no table of regions and was passed over",
        "如果它有数据，请直接写出文件名，看看缺什么",
        "if it holds data, name the file itself to see what is missing",
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
    "E1228": M(
        "sources 文件写明的版式是“{layout}”，但这张表缺少{lacking}",
        "the sources file gives the layout '{layout}', but this table lacks {lacking}",
        "改正 layout 或 header_row；地区列认错时用 region_column 写明",
        "correct layout or header_row; name the column of regions with region_column if it was not found",
    ),
    "E1229": M(
        "sources 文件写明地区在 {column} 列，但这张表的该列是空的",
        "the sources file puts the regions into column {column}, which is empty in this table",
        "改正 region_column",
        "correct region_column",
    ),
    "E1214": M(
        "没有一个数据能对上指标体系中的序列；表中出现的名称：{names}",
        "nothing in the data is a series of this framework; names found: {names}",
        "检查指标体系（-f）是否选对；指标名写在别处时，写进标题或 sources 文件的 series；叫法不同时用 --aliases 写明对应的代码",
        "check the framework (-f); a series named elsewhere goes into the title or, as series, into a sources file; map "
        "other names to codes with --aliases",
    ),
    "E1273": M(
        "数据（{count} 张表）都属于指标体系“{framework}”，不是现在用的这个",
        "the data ({count} tables) are all of the framework '{framework}', not of the one in use",
        "加上 -f {framework} 再运行",
        "run it again with -f {framework}",
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
    "E1219": M(
        "表头中的序列都认得，但没有一个数值",
        "the series of the heading are known, but there is not a single value",
        "填入数值后再读",
        "fill in values and try again",
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
    "W1319": M(
        "这张表属于另一种指标体系“{framework}”，没有用；其中 {count} 个名称是它的序列：{names}",
        "this table is of another kind, of the framework '{framework}', which knows {count} of its names, and was not "
        "used: {names}",
        "要读它，单独运行 nqp check {file} -f {framework}；否则把它移出文件夹",
        "to read it, run nqp check {file} -f {framework} on it alone; else take it out of the folder",
    ),
    "W1317": M(
        "表中还有 {count} 行这样的文字没有用",
        "{count} more such lines inside the table were not used",
        "先改正前面列出的",
        "mend the ones listed first",
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
        "aggregate rows, not ranked and kept for checking sums ({count}): {names}",
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
    "W1304": M(
        "这里写着单位“{units}”，但看不出是否适用于 {names}，没有换算",
        "'{units}' stands here, but whether it holds for {names} is not clear; nothing was converted",
        "在表上单写一行“单位：…”，或写进表头括号，或在 sources 文件中写 measure",
        "write it on a 单位： line above the table, in the heading's brackets, or as measure in a sources file",
    ),
    "N1304": M("{count} 个序列换算了单位：{conversions}", "{count} series were converted: {conversions}"),
    "W1306": M(
        "{count} 个单元格是缺失标记，按缺失处理，不当作零：{marks}",
        "{count} cells hold a mark for a missing value; read as missing, never as zero: {marks}",
        "年鉴中“…”也可能表示数值太小，请对照该书的符号说明",
        "in a yearbook '…' may also mean too small to print: see its own legend",
    ),
    "N1307": M(
        "{count} 列的数字以文本存放，或由单元格格式在后面加了字，已读成数",
        "columns that hold their numbers as text, or show a word of the cell format behind them, read as numbers: {count}",
    ),
    "N1308": M("隐藏的行或列共 {count} 个，照样读入", "{count} hidden rows or columns were read like the others"),
}
