"""Words of the containers room: files that cannot be opened, and what was odd about those that can."""

from __future__ import annotations

from nqp_index.terms.language import Text
from nqp_index.terms.lookup import Message

MESSAGES: dict[str, Message] = {
    "E1000": Message(
        "找不到这个文件", "there is no such file",
        "检查文件名与所在文件夹", "check the name and the folder",
    ),
    "E1001": Message(
        "无法读取：{reason}", "cannot be read: {reason}",
        "检查读取权限，或把文件复制到自己的文件夹再试", "check the rights, or copy it to a folder of your own",
    ),
    "E1002": Message(
        "不是普通文件（管道、设备或套接字）", "not a regular file (a pipe, device or socket)",
        "请给出数据文件本身", "name the data file itself",
    ),
    "E1003": Message(
        "里面没有可读的数据文件", "holds no data file",
        "放入 .xlsx、.xls、.csv 等表格文件", "put tables (.xlsx, .xls, .csv ...) into it",
    ),
    "E1004": Message(
        "文件是空的", "the file is empty",
        "重新导出或下载该文件", "export or download it again",
    ),
    "E1005": Message(
        "文件过大（{size}，上限 {limit}）", "too large ({size}, the limit is {limit})",
        "拆分文件，或提高上限", "split the file, or raise the limit",
    ),
    "E1006": Message(
        "这其实是 {kind} 文件，不是可读的表格", "this is really {kind}, not a table that can be read",
        "用原程序打开，把表格另存为 .xlsx 或 .csv", "open it in its own program and save the table as .xlsx or .csv",
    ),
    "E1007": Message(
        "里面只有本程序写出的结果，没有数据：{names}", "only results that this program wrote, and no data: {names}",
        "给出放数据的文件或文件夹", "give the files or the folder that hold the data",
    ),
    "E1010": Message(
        "文件已损坏，或不是工作簿（{part}：{reason}）", "damaged, or not a workbook ({part}: {reason})",
        "重新下载；若 Excel 或 WPS 能修复，修复后另存为 .xlsx",
        "download it again; if Excel or WPS can repair it, save the repaired file as .xlsx",
    ),
    "E1011": Message(
        "压缩包内有重名成员：{names}", "two members share one name: {names}",
        "这不是正常程序写出的文件；在 Excel 或 WPS 中另存为 .xlsx",
        "no ordinary program writes such a file; save it anew from Excel or WPS as .xlsx",
    ),
    "E1012": Message(
        "{part} 解压后超过上限 {limit}", "{part} is larger than {limit} when unpacked",
        "拆分数据，或提高上限", "split the data, or raise the limit",
    ),
    "E1013": Message(
        "{part} 的压缩比超过 {limit} 倍，疑似压缩炸弹", "{part} is packed more than {limit} times, like a zip bomb",
        "确认来源；若确是数据，另存为 .csv", "make sure of its origin; if it is data, save it as .csv",
    ),
    "E1014": Message(
        "文件数 {count} 超过上限 {limit}", "holds {count} files, the limit is {limit}",
        "拆分，或提高上限", "split it, or raise the limit",
    ),
    "E1015": Message(
        "压缩包里还有压缩包，不予展开", "an archive inside an archive is not unpacked",
        "先解压里面的压缩包", "unpack the inner archive first",
    ),
    "E1016": Message(
        "压缩包有密码（{part}）", "the archive is protected by a password ({part})",
        "用密码解压后再读取", "unpack it with its password first",
    ),
    "E1017": Message(
        "{part} 含有 DOCTYPE 声明，表格文件不应有它，可能是恶意文件",
        "{part} holds a DOCTYPE, which no spreadsheet needs; it may be hostile",
        "确认来源；在 Excel 或 WPS 中另存为 .xlsx", "make sure of its origin; save it anew from Excel or WPS as .xlsx",
    ),
    "E1018": Message(
        "{part} 的内容不合规范（第 {line} 行第 {column} 列：{reason}）",
        "{part} is not well-formed (line {line}, column {column}: {reason})",
        "在 Excel 或 WPS 中打开（必要时修复）并另存为 .xlsx", "open it in Excel or WPS, repair it, and save it as .xlsx",
    ),
    "E1019": Message(
        "工作簿缺少部件 {part}", "the workbook lacks its part {part}",
        "文件已损坏：重新下载，或修复后另存为 .xlsx", "it is damaged: download it again, or repair it and save as .xlsx",
    ),
    "E1020": Message(
        "文件设有打开密码", "protected by a password",
        "在 Excel 或 WPS 中用密码打开，“文件 - 信息 - 保护工作簿 - 用密码进行加密”清空密码后保存",
        "open it with its password in Excel or WPS, clear it under File - Info - Protect - Encrypt with Password, save",
    ),
    "E1021": Message(
        "工作簿内部结构已损坏（{reason}）", "the workbook's structure is damaged ({reason})",
        "重新下载；若 Excel 或 WPS 能打开，另存为 .xlsx", "download it again; if Excel or WPS opens it, save it as .xlsx",
    ),
    "E1022": Message(
        "文件里没有工作簿（可能是 WPS 自有格式或其他程序的文件）",
        "holds no workbook (perhaps a format of WPS's own or of another program)",
        "在 WPS 中打开并另存为 .xlsx", "open it in WPS and save it as .xlsx",
    ),
    "E1023": Message(
        "解析程序中途停止（{reason}，内存上限 {memory}），文件很可能已损坏或过大",
        "its parser stopped ({reason}, memory limit {memory}); the file is probably damaged or too large",
        "在 Excel 或 WPS 中打开并另存为 .xlsx", "open it in Excel or WPS and save it as .xlsx",
    ),
    "E1024": Message(
        "解析超过 {seconds} 秒，已停止", "parsing took more than {seconds} seconds and was stopped",
        "在 Excel 或 WPS 中打开并另存为 .xlsx，或提高时限", "save it as .xlsx from Excel or WPS, or raise the limit",
    ),
    "E1030": Message(
        "行数超过上限 {limit}", "more rows than the limit of {limit}",
        "删去多余的行、拆分，或提高上限", "delete rows that are not data, split the table, or raise the limit",
    ),
    "E1031": Message(
        "列数超过上限 {limit}", "more columns than the limit of {limit}",
        "删去多余的列、拆分，或提高上限", "delete columns that are not data, split the table, or raise the limit",
    ),
    "E1032": Message(
        "单元格数超过上限 {limit}（含只有格式的空单元格）",
        "more cells than the limit of {limit} (formatted empty ones included)",
        "清除表格以外的内容和格式、拆分，或提高上限",
        "clear contents and formats outside the table, split it, or raise the limit",
    ),
    "E1033": Message(
        "单元格有 {count} 个字符，上限 {limit}：{text}…", "a cell of {count} characters, the limit is {limit}: {text}…",
        "缩短该单元格；若整段文字落入一格，检查引号", "shorten it; if a whole passage fell into one cell, check the quotes",
    ),
    "E1034": Message(
        "存储的值“{text}”不是有效的数（类型 {kind}）", "the stored value '{text}' is not a valid value of type {kind}",
        "改正该单元格并保存", "correct the cell and save the file",
    ),
    "E1035": Message(
        "文字编号 {index} 不在共享文字表内（共 {count} 条）",
        "text number {index} is not in the table of texts (it has {count})",
        "文件已损坏：在 Excel 或 WPS 中修复并另存为 .xlsx", "it is damaged: repair it in Excel or WPS and save it as .xlsx",
    ),
    "E1036": Message(
        "“{address}”不是有效的单元格地址", "'{address}' is not the address of a cell",
        "文件已损坏：在 Excel 或 WPS 中修复并另存为 .xlsx", "it is damaged: repair it in Excel or WPS and save it as .xlsx",
    ),
    "E1037": Message(
        "合并区域互相重叠", "merged ranges overlap",
        "取消重叠的合并并保存", "undo the overlapping merges and save",
    ),
    "E1038": Message(
        "{part} 不是工作表（根元素 {root}）", "{part} is not a worksheet (its root is {root})",
        "在 Excel 或 WPS 中打开并另存为 .xlsx", "open it in Excel or WPS and save it as .xlsx",
    ),
    "E1039": Message(
        "文件能打开，但没有任何单元格有值", "it opens, but no cell holds a value",
        "检查是否导出了正确的表，并在 Excel 或 WPS 中打开确认", "check in Excel or WPS that the right table was exported",
    ),
    "E1040": Message(
        "同一单元格存了两个不同的值", "one cell is stored twice with different values",
        "文件已损坏：在 Excel 或 WPS 中确认该单元格后另存为 .xlsx",
        "it is damaged: check the cell in Excel or WPS and save as .xlsx",
    ),
    "E1050": Message(
        "文本中有空字节（NUL）", "the text holds a NUL byte",
        "文件已损坏，或是没有标记的 UTF-16：用“CSV UTF-8”格式另存",
        "it is damaged, or UTF-16 without its mark: save it as 'CSV UTF-8'",
    ),
    "E1051": Message(
        "此行的编码与其他行不同，或不是 UTF-8 / GB18030", "this line is in another encoding than the rest, or in neither UTF-8 nor GB18030",
        "用“CSV UTF-8”格式另存整个文件", "save the whole file as 'CSV UTF-8'",
    ),
    "E1052": Message(
        "从此行开始的引号没有闭合", "the quote that opens on this line is never closed",
        "补上或删去该引号", "close the quote, or remove it",
    ),
    "E1053": Message(
        "引号之后紧跟其他文字", "text follows directly after a closing quote",
        "字段内的引号应写成两个，或删去引号", "double a quote inside a field, or remove it",
    ),
    "E1054": Message(
        "此行有 {count} 个字段，表宽 {width}", "this line has {count} fields, its table {width}",
        "删去多余的分隔符，或给含逗号的文字加引号", "remove the extra separator, or quote the text that holds it",
    ),
    "E1055": Message(
        "“{text}”中的逗号可能是小数点，也可能是千位分隔", "the comma in '{text}' may be a decimal sign or separate thousands",
        "把小数写成 137.5，或去掉千位分隔", "write decimals as 137.5, or leave out the thousands separators",
    ),
    "E1056": Message(
        "表头只有 {width} 个字段，下面的行有 {count} 个", "the heading has {width} fields, the lines below it {count}",
        "补上缺少的列名；若数字带千分位逗号，给它加引号或去掉逗号",
        "add the missing names; if numbers hold thousands separators, quote them or leave the separators out",
    ),
    "E1060": Message(
        "读取 .parquet 需要 pyarrow", "reading .parquet needs pyarrow",
        "安装：pip install 'nqp_index[parquet]'，或另存为 .csv", "pip install 'nqp_index[parquet]', or save it as .csv",
    ),
    "E1061": Message(
        ".parquet 文件已损坏（{reason}）", "the .parquet file is damaged ({reason})",
        "重新导出，或另存为 .csv", "export it again, or save it as .csv",
    ),
    "W1001": Message(
        "文件名后缀与内容不符，按实际内容 {kind} 读取", "its suffix says otherwise, but it is {kind} and was read as such",
        "改正后缀可免去此提示", "rename it to be rid of this warning",
    ),
    "W1002": Message(
        "这是另存为表格后缀的网页（HTML），已按网页中的表格读取", "an HTML page saved under another suffix, read by its tables",
        "在 Excel 或 WPS 中另存为 .xlsx 可免去此提示", "save it as .xlsx to be rid of this warning",
    ),
    "W1003": Message(
        "同一文件给出了两次，只读一次", "the same file was given twice and is read once",
    ),
    "W1004": Message(
        "表格以外很远处的单元格“{value}”未读取", "a cell far outside the table, '{value}', was left out",
        "若非数据，请删除它；若是数据，请移到表格内", "delete it if it is not data, or move it into the table",
    ),
    "W1005": Message(
        "单元格格式无法读取，不能识别百分比和日期格式", "cell formats cannot be read: percentages and dates are not recognised",
        "核对百分比与日期列；或在 Excel、WPS 中另存为 .xlsx", "check percentages and dates, or save it anew from Excel or WPS",
    ),
    "W1006": Message(
        "{count} 个成员的路径指向包外，已忽略：{names}", "{count} members with paths leading outside were ignored: {names}",
        "确认文件来源", "make sure where the file comes from",
    ),
    "W1007": Message(
        "此行只有 {count} 个字段，表宽 {width}", "this line has {count} fields, its table {width}",
        "补足缺少的字段；缺少的按空值处理", "add the fields it lacks; they count as blank",
    ),
    "W1008": Message(
        "此行有替换字符（U+FFFD），文字在此前已损坏", "this line holds U+FFFD: its text was damaged before",
        "从原始来源重新导出", "export it again from its source",
    ),
    "W1009": Message(
        "字段以分号分隔，逗号按小数点读取（如 {text}，共 {count} 处）",
        "fields are separated by semicolons; commas are read as decimal signs (such as {text}, {count} cells)",
    ),
    "W1010": Message(
        "行的存储顺序混乱，已按单元格地址放回", "rows are stored out of order; each was placed by its address",
    ),
    "W1011": Message(
        "不是普通文件（失效的链接、管道或设备），已略过", "not a regular file (a dead link, a pipe or a device); it was passed over",
        "若它应有数据，请修复链接，或放入文件本身", "mend the link, or put the file itself there, if it should hold data",
    ),
    "N1001": Message("以 Excel 内置默认密码打开", "opened with Excel's built-in default password"),
    "N1002": Message("字段分隔符是 {delimiter}", "fields are separated by {delimiter}"),
    "N1003": Message("文字编码是 {encoding}", "text is encoded in {encoding}"),
    "N1004": Message("指向文件夹的链接未跟随", "a link to a folder was not followed"),
    "N1006": Message(
        "按后缀不是数据表，未读取", "passed over: its suffix says that it is no table",
        "若它是数据，请直接给出该文件", "name the file itself if it holds data",
    ),
    "N1007": Message(
        "{count} 个文件是本程序写出的结果，不是数据，已略过：{names}",
        "{count} files are results that this program wrote, and no data; passed over: {names}",
    ),
    "N1005": Message("不是数据工作表（{kind}），未读取", "not a worksheet of data ({kind}), left out"),
}  # fmt: skip

LABELS: dict[str, Text] = {}
