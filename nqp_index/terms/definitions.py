"""Words of the definitions room: messages by code, labels by key."""

from __future__ import annotations

from nqp_index.terms.language import Text
from nqp_index.terms.lookup import Message

MESSAGES: dict[str, Message] = {
    "E2000": Message("文件有 {size} 字节，超过定义文件的上限 {most}", "the file has {size} bytes, more than a definition may have ({most})", "拆分文件，或确认给的是定义文件", "split it, or check that it is a definition"),
    "E2001": Message("不是 UTF-8 编码的文本", "the text is not UTF-8", "用编辑器另存为 UTF-8", "save it as UTF-8 in your editor"),
    "E2002": Message("定义文件是空的", "the definition is empty", "参照 nqp schema 或随附的定义文件填写", "see nqp schema, or start from a bundled definition"),
    "E2003": Message("定义文件的条目超过 {most} 个", "the definition has more than {most} entries", "拆分文件", "split it"),
    "E2004": Message("YAML 写法有误：{found}", "not valid YAML: {found}", "检查本行的缩进、引号、冒号后的空格；缩进只用空格", "check indentation (blanks only), quotes, and the blank after a colon"),
    "E2005": Message("文件里有第二个 YAML 文档", "a second YAML document begins here", "每个文件只写一个文档，删去 ---", "keep one document in a file; delete the ---"),
    "E2006": Message("不允许使用锚点和引用（& 与 *）：{name}", "anchors and aliases (& and *) are not allowed: {name}", "把内容直接写出；以 * 或 & 开头的文字请加引号", "write the content out; quote a text that begins with * or &"),
    "E2007": Message("不允许使用标签：{tag}", "tags are not allowed: {tag}", "删去标签；以 ! 开头的文字请加引号", "delete the tag; quote a text that begins with !"),
    "E2008": Message("嵌套超过 {most} 层", "nested deeper than {most}", "减少层级", "use fewer levels"),
    "E2009": Message("键必须是文字，不能是列表或键值表", "a key must be a text, not a list or a table", "改写这个键", "rewrite the key"),
    "E2010": Message("不允许使用合并键 <<", "merge keys (<<) are not allowed", "把内容直接写出", "write the content out"),
    "E2011": Message("键“{key}”重复，第一次在第 {line} 行", "key '{key}' stands twice, first on line {line}", "删去其中一个", "delete one of them"),
    "E2012": Message("找不到文件", "there is no such file", "检查文件名和所在文件夹", "check the name and the folder"),
    "E2013": Message("文件无法读取：{reason}", "the file cannot be read: {reason}", "检查权限，或文件是否被其他程序占用", "check the permissions and whether another program holds it"),
    "E2014": Message("文件“{file}”不在定义文件所在的文件夹内", "file '{file}' is outside the folder of the definition", "把它放到同一文件夹，只写文件名", "put it into the same folder and write its name only"),
    "E2015": Message("文件互相引用成环：{chain}", "files name each other in a circle: {chain}", "让其中一个直接写出列表", "let one of them hold the list itself"),
    "E2016": Message("找不到文件“{file}”", "there is no file '{file}'", "是否为 {near}？", "did you mean {near}?"),
    "E2017": Message("找不到文件“{file}”", "there is no file '{file}'", "把它放到定义文件所在的文件夹，或改正名称", "put it into the folder of the definition, or correct the name"),
    "E2020": Message("这里是“{found}”，应为{expected}", "found '{found}', expected {expected}", "改正这个值", "correct the value"),
    "E2021": Message("“{found}”不能作代码", "'{found}' cannot be a code", "代码以字母开头，只含 ASCII 字母、数字和下划线，至多 64 个字符", "begin with a letter; use ASCII letters, digits and underscores, at most 64"),
    "E2022": Message("没有键“{key}”", "there is no key '{key}'", "是否为 {near}？可用：{known}", "did you mean {near}? Known keys: {known}"),
    "E2023": Message("“{found}”不在允许的词之中（{known}）", "'{found}' is not one of {known}", "是否为 {near}？", "did you mean {near}?"),
    "E2024": Message("“{found}”不在允许的词之中", "'{found}' is not allowed here", "可用：{known}", "use one of {known}"),
    "E2025": Message("下限 {low} 不小于上限 {high}", "the low end {low} is not below the high end {high}", "写成 [下限, 上限]", "write [low, high]"),
    "E2026": Message("没有键“{key}”", "there is no key '{key}'", "可用：{known}", "known keys: {known}"),
    "E2027": Message("缺少键“{key}”（{about}）", "key '{key}' is missing ({about})", "补上它", "add it"),
    "E2030": Message("代码“{code}”重复（不分大小写），第一次“{first}”在 {where}", "code '{code}' is used twice (capitals do not count); first as '{first}' at {where}", "换一个代码", "choose another code"),
    "E2031": Message("名称“{name}”同时属于序列 {code} 和 {other}", "the name '{name}' belongs to both series {code} and {other}", "从其中一个的 label 或 aliases 中删去，或加以区分", "take it out of the label or aliases of one, or tell them apart"),
    "E2032": Message("节点“{code}”下的权重全为零", "all weights under node '{code}' are zero", "至少给一个下级正的权重", "give at least one child a positive weight"),
    "E2033": Message("没有论断“{code}”", "there is no construct '{code}'", "在 constructs 中声明它；最接近的是 {near}", "declare it among the constructs; the nearest is {near}"),
    "E2034": Message("序列代码“{code}”是公式的保留词", "series code '{code}' is a word that formulas reserve", "换一个代码", "choose another code"),
    "E2040": Message("不认识计量单位“{measure}”", "unknown measure '{measure}'", "是否为 {near}？", "did you mean {near}?"),
    "E2041": Message("不认识计量单位“{measure}”", "unknown measure '{measure}'", "写成例如 亿元、件/万人、%、100 million yuan", "write for example 亿元, 件/万人, %, 100 million yuan"),
    "E2050": Message("没有名为“{name}”的指标体系，也没有这个文件", "there is no framework '{name}', and no such file", "是否为 {near}？随附的有：{known}", "did you mean {near}? Bundled: {known}"),
    "E2051": Message("没有名为“{name}”的指标体系，也没有这个文件", "there is no framework '{name}', and no such file", "随附的有：{known}；或给出 .yaml、.xlsx、.csv 文件", "bundled: {known}; or give a .yaml, .xlsx or .csv file"),
    "E2052": Message("没有名为“{name}”的评价方案，也没有这个文件", "there is no recipe '{name}', and no such file", "是否为 {near}？随附的有：{known}", "did you mean {near}? Bundled: {known}"),
    "E2053": Message("没有名为“{name}”的评价方案，也没有这个文件", "there is no recipe '{name}', and no such file", "随附的有：{known}；或给出 .yaml 文件", "bundled: {known}; or give a .yaml file"),
    "E2400": Message("公式为空", "the formula is empty", "写明由哪些序列计算，例如 rd_exp / gdp", "write how it is computed, e.g. rd_exp / gdp"),
    "E2401": Message("公式超过 {most} 个字符", "the formula is longer than {most} characters", "拆分成更小的指标，或缩短序列代码", "split it into smaller indicators, or shorten the codes"),
    "E2402": Message("公式超过 {most} 个记号", "the formula has more than {most} tokens", "拆分成更小的指标", "split it into smaller indicators"),
    "E2403": Message(
        "公式“{formula}”第 {at} 个字符处写法不完整或有误", "formula '{formula}' is incomplete or malformed at character {at}",
        "检查括号是否成对、运算符两边是否都有内容", "check that brackets pair and that every operator has both sides",
    ),
    "E2404": Message(
        "公式“{formula}”第 {at} 个字符处的“{found}”不是数", "formula '{formula}', character {at}: '{found}' is not a number",
        "乘号不能省略（写 2 * x）；数字不带下划线和进制前缀", "write multiplication out (2 * x); numbers have no underscores or base prefixes",
    ),
    "E2405": Message(
        "公式“{formula}”第 {at} 个字符“{found}”不允许使用", "formula '{formula}', character {at}: '{found}' is not allowed",
        "只能用序列代码、数、+ - * / **、括号和函数；乘方写 **", "use series codes, numbers, + - * / **, brackets and functions; a power is written **",
    ),
    "E2406": Message("公式括号嵌套超过 {most} 层", "the formula nests brackets deeper than {most}", "简化公式", "simplify it"),
    "E2407": Message(
        "公式“{formula}”第 {at} 个字符处的写法不允许", "formula '{formula}', character {at}: this is not allowed in a formula",
        "只能用序列代码、有限的数、+ - * / ** 和函数 log ln log10 exp sqrt abs min max growth lag entropy",
        "use series codes, finite numbers, + - * / ** and the functions log ln log10 exp sqrt abs min max growth lag entropy",
    ),
    "E2408": Message(
        "公式“{formula}”第 {at} 个字符处：没有序列“{name}”", "formula '{formula}', character {at}: there is no series '{name}'",
        "是否为 {near}？否则请在序列表中声明它", "did you mean {near}? Otherwise declare it among the series",
    ),
    "E2409": Message(
        "公式“{formula}”第 {at} 个字符处：没有序列“{name}”", "formula '{formula}', character {at}: there is no series '{name}'",
        "请在序列表中声明它（code、label、measure）", "declare it among the series (code, label, measure)",
    ),
    "E2410": Message(
        "公式“{formula}”第 {at} 个字符处：指数必须是绝对值不超过 {most} 的数", "formula '{formula}', character {at}: an exponent must be a number of at most {most} in size",
        "改用较小的数；变量作指数可写 exp(b * ln(a))", "use a smaller number; for a varying exponent write exp(b * ln(a))",
    ),
    "E2411": Message(
        "公式“{formula}”第 {at} 个字符处的数无意义或过大、过小（绝对值须在 1/{largest} 与 {largest} 之间）",
        "formula '{formula}', character {at}: this number is undefined or out of bounds (1/{largest} to {largest} in size)",
        "改用有限且大小适当的数；换算因子可以省去", "use a finite number of moderate size; factors between measures are not needed",
    ),
    "E2412": Message(
        "公式“{formula}”第 {at} 个字符处：{name} 需要无量纲的数，这里是 {kind}", "formula '{formula}', character {at}: {name} needs a plain number, this is {kind}",
        "先除以同类的量，例如 a / b", "divide by something of the same kind first, e.g. a / b",
    ),
    "E2413": Message(
        "公式“{formula}”第 {at} 个字符处没有用到任何序列", "formula '{formula}', character {at}: no series is used here",
        "指标和 growth、lag 都要由序列计算", "an indicator, growth and lag are computed from series",
    ),
    "E2414": Message("公式“{formula}”第 {at} 个字符处除以零", "formula '{formula}', character {at}: division by zero", "改正除数", "correct the divisor"),
    "E2415": Message(
        "公式“{formula}”第 {at} 个字符处：{other} 与 {first} 不能相加减或比较", "formula '{formula}', character {at}: {other} cannot stand beside {first} in a sum, min, max or entropy",
        "各项必须是同类的量；核对序列的计量单位", "all terms must be of one kind; check the measures of the series",
    ),
    "E2416": Message(
        "公式“{formula}”第 {at} 个字符处：纯数不能与 {kind} 相加减或比较", "formula '{formula}', character {at}: a plain number cannot stand beside {kind} in a sum, min or max",
        "先除以同类的量，再与数相加减", "divide by something of the same kind before adding a number",
    ),
    "E2417": Message(
        "公式“{formula}”得出的是 {found}，而声明的计量单位 {declared} 是 {kind}", "formula '{formula}' gives {found}, but the declared measure {declared} is {kind}",
        "修改 measure 或公式，使两者同类；换算因子可以省去", "change `measure` or the formula so that the kinds agree; factors between measures are not needed",
    ),
    "E2418": Message(
        "公式“{formula}”第 {at} 个字符处的 {number} 意思不明：是百分数还是倍数？", "formula '{formula}', character {at}: {number} is unclear here: percent, or a plain number?",
        "与百分数相加减的数按纯数理解：100% 写 1，5% 写 0.05", "numbers beside a percentage are plain numbers: write 1 for 100 %, 0.05 for 5 %",
    ),
    "E2419": Message(
        "公式“{formula}”第 {at} 个字符处：{kind} 不能取非整数次幂", "formula '{formula}', character {at}: {kind} cannot be raised to a power that is not whole",
        "先除以同类的量，或改用 ln", "divide by something of the same kind first, or use ln",
    ),
    "W2420": Message(
        "公式“{formula}”写有换算因子 {written}，而按计量单位应为 {needed}；已按计量单位换算", "formula '{formula}' carries the factor {written}, but its measures call for {needed}; the measures were followed",
        "删去该因子即可：计量单位会自动换算", "delete the factor: measures are converted by themselves",
    ),
    "E2421": Message(
        "公式“{formula}”第 {at} 个字符处：没有函数“{name}”", "formula '{formula}', character {at}: there is no function '{name}'",
        "可用函数：{known}；最接近的是 {near}", "functions: {known}; the nearest is {near}",
    ),
    "E2422": Message(
        "公式“{formula}”第 {at} 个字符处：{name} 需要 {fewest} 至 {most} 个参数，给出了 {given} 个", "formula '{formula}', character {at}: {name} takes {fewest} to {most} arguments, not {given}",
        "增减参数，用逗号分隔", "add or remove arguments, separated by commas",
    ),
}  # fmt: skip

LABELS: dict[str, Text] = {}
