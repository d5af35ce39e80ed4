"""Words of the reading room about conflicts and about what the reviews of a whole panel find."""

from __future__ import annotations

from nqp_index.terms.lookup import Message

M = Message

CONFLICTS: dict[str, Message] = {
    "E1260": M(
        "{region} {year} 年“{series}”有两个不同的值：{one}（{first}）与 {other}（{second}）",
        "{region} {year} {series} has two different values: {one} ({first}) and {other} ({second})",
        "删去一个；或用 --prefer 写明以哪个文件为准",
        "delete one, or say which file wins with --prefer",
    ),
    "E1262": M(
        "{sheets} 中“{series}”有 {count} 个值不同，如 {region} {year} 年：{one}（{first}）与 {other}（{second}）",
        "{count} values of {series} differ in {sheets}, such as {region} {year}: {one} ({first}) and {other} ({second})",
        "删去一个来源；或用 --prefer 写明以哪个文件或工作表为准；--json 列出全部单元格",
        "delete one of the sources, or say which file or sheet wins with --prefer; --json lists all cells",
    ),
    "W1353": M(
        "{sheets} 中“{series}”有 {count} 个值不同，如 {region} {year} 年：{one}（{first}）与 {other}（{second}）；按 --prefer "
        "采用 {chosen} 一边",
        "{count} values of {series} differ in {sheets}, such as {region} {year}: {one} ({first}) and {other} ({second}); "
        "the side of {chosen} was preferred",
        "核对两个来源的口径和版本；--json 列出全部单元格",
        "compare scope and vintage of the two sources; --json lists all cells",
    ),
    "E1261": M(
        "还有更多相互矛盾的值，未逐一列出",
        "more values contradict each other; not all are listed",
        "用 --prefer 写明以哪个文件为准",
        "say which file wins with --prefer",
    ),
    "W1350": M(
        "{sheets} 中有 {count} 个值给了两次，在所印位数内一致（{widest}），保留较精确的",
        "{count} values stand twice in {sheets} and agree to the figures printed ({widest}); the more precise ones are "
        "kept",
        "不需要时去掉其中一份",
        "leave one of the two out if it is not needed",
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

REVIEWS: dict[str, Message] = {
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
        "“{name}”等于按“{names}”划分的成员之和",
        "'{name}' equals the sum of its members among the {names}",
    ),
    "W1370": M(
        "“{series}”有 {count} 个值与自己其他年份相比{slip}：{cells}",
        "{series}: {count} values against their own other years are {slip} {cells}",
        "核对来源表的单位",
        "check the measure in the source table",
    ),
    "W1371": M(
        "“{series}”有 {count} 个值远离其他所有地区（如 {value}；{slip}）：{cells}",
        "{series}: {count} values are far from all other regions (such as {value}; {slip}): {cells}",
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
        "{series}: yearly changes of more than fivefold ({count}): {cells}",
        "对照来源；确实如此则不必改，程序不会改动",
        "compare with the source; leave it if it was so published: nothing is changed",
    ),
    "N1373": M(
        "“{series}”有 {count} 处逐年变化异于其他：{cells}",
        "{series}: yearly changes unlike the others ({count}): {cells}",
    ),
    "W1374": M(
        "“{series}”{year} 年各地区之和变为上年的 {ratio} 倍，可能换了价格基期或口径",
        "{series}: the sum over the regions in {year} is {ratio} times that of the year before; the price base or the definition may have changed",
        "查明后在词典的 breaks 中声明，或只用一侧的年份",
        "declare it under breaks in the dictionary, or use the years of one side",
    ),
    "W1381": M(
        "“{series}”{year} 年各地区之和变为上年的 {ratio} 倍；与上年相比{slip}",
        "{series}: the sum over the regions in {year} is {ratio} times that of the year before; against it the values are "
        "{slip}",
        "核对这两年来源表的单位，在“单位：”行或 sources 文件的 measure 中写明",
        "check the measures of the tables of both years; state them on a 单位： line or as measure in a sources file",
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
    "W1390": M(
        "园区名中有 {count} 个是省名，可能是该省各园区的小计，却与园区一起参加了评价：{names}",
        "{count} of the parks have names of provinces; they may be sums of a province's parks, and are assessed like parks: "
        "{names}",
        "是小计就删去这些行，或在名称后写上“小计”",
        "if they are sums, leave these rows out, or write 小计 behind the name",
    ),
    "W1385": M(
        "这些名称可能是同一个园区：{names}",
        "these names may be one park: {names}",
        "统一名称，或用 --aliases 写明",
        "use one name, or map it with --aliases",
    ),
}
