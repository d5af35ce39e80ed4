"""Words of the reports room: messages by code, labels by key."""

from __future__ import annotations

from nqp_index.terms.lookup import Message
from nqp_index.terms.report_labels import LABELS as REPORT_LABELS

MESSAGES: dict[str, Message] = {
    "E5001": Message(
        "输出文件 {name} 就是输入文件之一，不能覆盖", "the output {name} is one of the input files and will not be overwritten",
        "用 --out 换一个文件名", "choose another name with --out",
    ),
    "E5002": Message(
        "输出文件 {name} 已存在", "the output {name} exists already",
        "加 --overwrite 覆盖，或换一个文件名", "add --overwrite to replace it, or choose another name",
    ),
    "E5003": Message(
        "“{name}”不能作文件名（为空、过长、含控制字符、以点或空格结尾，或是系统设备名）",
        "'{name}' cannot be a file name (empty, too long, control characters, a final dot or blank, or a device name)",
        "换一个文件名，例如 ranking.xlsx", "choose another name, such as ranking.xlsx",
    ),
    "E5004": Message(
        "两个输出是同一个文件 {name}", "two outputs are the same file {name}",
        "去掉一个，或换一个文件名", "leave one out, or give it another name",
    ),
    "E5005": Message(
        "文件夹 {folder} 不存在", "the folder {folder} does not exist",
        "先建立该文件夹，或改正 --out 的路径", "make the folder first, or correct the path after --out",
    ),
    "E5006": Message(
        "{name} 正被其他程序打开，无法替换；新结果已存为 {kept}",
        "{name} is open in another program and cannot be replaced; the new file was kept as {kept}",
        "在 Excel 或 WPS 中关闭 {name} 后重新运行", "close {name} in Excel and run again",
    ),
    "E5007": Message(
        "{name} 是文件夹，不是文件", "{name} is a folder, not a file",
        "在路径后加上文件名，例如 {name}/ranking.xlsx", "add a file name, such as {name}/ranking.xlsx",
    ),
    "E5008": Message(
        "另一个运行中的任务（进程 {owner}）正在写 {name}", "another run (process {owner}) is writing {name}",
        "等它结束后再运行；若确认没有其他任务，请删除锁文件 {lock}",
        "wait for it to end; if no other run exists, delete the lock file {lock}",
    ),
    "E5010": Message(
        "磁盘空间不足，未写入 {path}；原有文件未改动", "no space left for {path}; existing files were not touched",
        "清理磁盘或换一个位置", "free some space or write elsewhere",
    ),
    "E5011": Message(
        "没有写入 {path} 的权限，或磁盘只读", "no permission to write {path}, or the disk is read-only",
        "换一个可写的文件夹", "choose a folder that you may write to",
    ),
    "E5012": Message(
        "无法写入 {path}：{reason}", "cannot write {path}: {reason}",
        "检查路径和磁盘，或换一个位置", "check the path and the disk, or write elsewhere",
    ),
    "E5013": Message(
        "不认识输出格式“{suffix}”（{name}）", "unknown kind of output '{suffix}' ({name})",
        "可用的后缀：{known}", "use one of the suffixes {known}",
    ),
    "E5014": Message(
        "写 {name} 需要 pyarrow，本机未安装", "writing {name} needs pyarrow, which is not installed",
        "运行 pip install 'nqp_index[parquet]'，或改用 .csv", "run pip install 'nqp_index[parquet]', or write .csv",
    ),
    "E5015": Message(
        "结果中没有 {year} 年（现有 {years}）", "the result has no year {year} (it has {years})",
        "改用结果中已有的年份", "choose a year that was scored",
    ),
    "E5017": Message("{name} 不是普通文件（设备、管道或指向自身的链接），不能写入", "{name} is no ordinary file (a device, a pipe, a link to itself) and is not written to", "换一个文件名", "choose another file name"),
    "E5016": Message(
        "指标体系 {name} 没有可以两两比较的节点", "framework {name} has no node whose children could be compared in pairs",
        "节点下至少要有两个下级", "a node needs at least two children",
    ),
    "W5020": Message(
        "{count} 处文字含电子表格无法保存的控制字符或改变书写方向的字符，已去除，例如：{examples}",
        "{count} texts held control characters or marks that reverse the reading direction; these were removed, as in: {examples}",
        "检查输入中的这些名称", "check these names in the input",
    ),
    "W5021": Message(
        "工作表“{sheet}”共 {total} 行，只写入前 {shown} 行", "sheet '{sheet}' has {total} rows, of which the first {shown} are written",
        "需要全部数据请写 .csv、.json 或 .parquet", "write .csv, .json or .parquet for all of them",
    ),
}  # fmt: skip

LABELS = REPORT_LABELS
