"""Every unit the reader knows: its names, its size, and the base it is counted in. Data only; no grammar."""

# ruff: noqa: E501
from __future__ import annotations

from fractions import Fraction

#: base → size of a unit in that base → its names. Bases never convert into one another.
#: Counters of institutions, sites and equipment (个 家 所 座) are one base, and so are 件 and 项: the same
#: series is printed with either from volume to volume. Data volumes are decimal (1 TB = 1000 GB).
UNITS: dict[str, dict[str, str]] = {
    "元": {"1": "元 人民币元 元人民币 人民币 圆 块 yuan rmb cny renminbi rmbyuan yuanrmb yuan(rmb)"},
    "美元": {"1": "美元 美金 usd us$ usdollar usdollars dollar dollars"},
    "港元": {"1": "港元 港币 hkd"},
    "欧元": {"1": "欧元 euro euros eur"},
    "日元": {"1": "日元 yen jpy"},
    "英镑": {"1": "英镑 gbp"},
    "人": {"1": "人 名 位 口 人口 person persons people inhabitant inhabitants capita head population employee employees"},
    "人年": {
        "1": "人年 人·年 人/年 全时人年 personyear personyears manyear manyears fte ftes man-year man-years person-year person-years"
    },
    "人月": {"1": "人月 personmonth personmonths"},
    "人日": {"1": "人日 人天 personday persondays person-day person-days"},
    "人次": {"1": "人次 persontime persontimes person-time person-times visit visits"},
    "个": {
        "1": "个 家 所 座 处 间 端口 机架 标准机架 架 unit units port ports rack racks institution institutions "
        "enterprise enterprises firm firms company companies establishment establishments station stations piece pieces"
    },
    "户": {"1": "户 household households subscriber subscribers account accounts user users"},
    "件": {"1": "件 项 宗 item items patent patents case cases contract contracts project projects"},
    "篇": {"1": "篇 paper papers article articles"},
    "台": {"1": "台 set sets"},
    "套": {"1": "套"},
    "部": {"1": "部 phone phones telephone telephones"},
    "张": {"1": "张 床 张床 床位 bed beds"},
    "册": {"1": "册 本 卷 册件 volume volumes copy copies book books"},
    "条": {"1": "条"},
    "辆": {"1": "辆 vehicle vehicles"},
    "艘": {"1": "艘 ship ships vessel vessels"},
    "种": {"1": "种 kind kinds type types"},
    "次": {"1": "次 time times"},
    "起": {"1": "起"},
    "份": {"1": "份"},
    "头": {"1": "头"},
    "只": {"1": "只 羽"},
    "株": {"1": "株 tree trees"},
    "字": {"1": "字 word words character characters"},
    "重量箱": {"1": "重量箱 重箱"},
    "标准箱": {"1": "标准箱 箱 teu teus"},
    "指数": {"1": "指数 点 index indexpoint indexpoints"},
    "分": {"1": "分 score scores mark marks"},
    "岁": {"1": "岁 yearsold"},
    "年": {"1": "年 year years"},
    "月": {"1": "月 个月 month months"},
    "日": {"1": "日 天 day days"},
    "小时": {"1": "小时 hour hours h", "1/60": "分钟 minute minutes min", "1/3600": "秒 second seconds s"},
    "米": {
        "1": "米 公尺 m metre metres meter meters",
        "1000": "公里 千米 km kilometre kilometres kilometer kilometers",
        "1/100": "厘米 cm",
        "1/1000": "毫米 mm millimetre millimetres millimeter millimeters",
        "1852": "海里 nauticalmile nauticalmiles",
    },
    "平方米": {
        "1": "平方米 平米 米2 m2 sqm squaremetre squaremetres squaremeter squaremeters",
        "1000000": "平方公里 平方千米 公里2 km2 sqkm sq.km squarekilometre squarekilometres squarekilometer squarekilometers",
        "10000": "公顷 hectare hectares ha",
        "2000/3": "亩 mu",
    },
    "立方米": {
        "1": "立方米 立方 方 米3 m3 cum cubicmetre cubicmetres cubicmeter cubicmeters",
        "1/1000": "升 公升 l litre litres liter liters",
        "1/1000000": "毫升 ml",
    },
    "吨": {
        "1": "吨 公吨 t ton tons tonne tonnes",
        "1/1000": "千克 公斤 kg kilogram kilograms",
        "1/2000": "斤",
        "1/1000000": "克 g gram grams",
        "1/1000000000": "毫克 mg",
        "1/1000000000000": "微克 μg ug",
    },
    "吨标准煤": {
        "1": "吨标准煤 吨标煤 吨煤当量 标准煤吨 tce toncoalequivalent tonsofsce tonsce tonsofstandardcoalequivalent "
        "tonsofstandardcoal tonofstandardcoalequivalent",
        "1/1000": "千克标准煤 公斤标准煤 千克标煤 kgce",
        "1/1000000": "克标准煤 克标煤 gce",
    },
    "吨标准油": {"1": "吨标准油 吨油当量 toe"},
    "焦耳": {"1": "焦耳 焦 j joule joules", "1000": "千焦 kj", "1000000": "兆焦 mj", "1000000000": "吉焦 gj",
             "1000000000000": "太焦 tj", "1000000000000000": "pj"},
    "千瓦时": {
        "1": "千瓦时 千瓦小时 千瓦·时 度 kwh kw·h kilowatthour kilowatthours kw.h",
        "1000": "兆瓦时 mwh",
        "1000000": "吉瓦时 gwh",
        "1000000000": "太瓦时 twh",
    },
    "千瓦": {
        "1": "千瓦 kw kilowatt kilowatts",
        "1/1000": "瓦 w watt watts",
        "1000": "兆瓦 mw megawatt megawatts",
        "1000000": "吉瓦 gw gigawatt gigawatts",
    },
    "千伏安": {"1": "千伏安 kva", "1000": "兆伏安 mva"},
    "GB": {"1": "gb 吉字节", "1/1000": "mb 兆字节", "1000": "tb 太字节", "1000000": "pb 拍字节", "1000000000": "eb 艾字节",
           "1000000000000": "zb 泽字节"},
    "Mbps": {"1": "mbps mb/s 兆比特每秒 兆比特/秒 兆 mbit/s", "1000": "gbps gbit/s gb/s 吉比特每秒", "1000000": "tbps tbit/s",
             "1/1000": "kbps kbit/s"},
    "EFLOPS": {"1": "eflops", "1/1000": "pflops", "1/1000000": "tflops"},
    "吨公里": {"1": "吨公里 吨千米 ton-km tonkm tkm tonne-km ton-kilometres ton-kilometers"},
    "人公里": {"1": "人公里 人千米 passenger-km passengerkm passenger-kilometres passenger-kilometers"},
    "摄氏度": {"1": "摄氏度 ℃ °c"},
    "毫克当量": {"1": "毫克当量"},
    "分贝": {"1": "分贝 db db(a)"},
    "国际元": {"1": "国际元"},
}  # fmt: skip

#: Names of plain numbers, by size.
PURE: dict[str, str] = {
    "1": "1 比值 比 比例 比率 倍 倍数 系数 0-1 0–1 0—1 0~1 [0,1] 无量纲 无单位 ratio share coefficient dimensionless timesratio",
    "1/100": "% 百分比 百分数 百分点 个百分点 pct pp percent percentage percentagepoint percentagepoints %point %points",
    "1/1000": "‰ 千分比 千分数 千分点 permille permil permill",
    "1/10000": "万分比 万分点 基点 bp bps basispoint basispoints ‱",
    "1/1000000": "ppm",
}

#: What a Chinese prefix character multiplies by; a prefix is a product of them (十万, 百亿, 万亿).
PREFIXES = {"十": 10, "百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8}

#: English number words.
NUMBER_WORDS = {
    "ten": 10, "hundred": 10**2, "thousand": 10**3, "thousands": 10**3, "million": 10**6, "millions": 10**6,
    "billion": 10**9, "billions": 10**9, "trillion": 10**12, "mn": 10**6, "bn": 10**9,
}  # fmt: skip

#: Marks drawn with one character that NFKC would take apart.
KEPT = "℃‰‱%"


def sizes() -> dict[str, tuple[Fraction, tuple[tuple[str, int], ...]]]:
    """Every name → its size and the powers of its base."""
    found: dict[str, tuple[Fraction, tuple[tuple[str, int], ...]]] = {}
    for base, by_size in UNITS.items():
        for size, names in by_size.items():
            found.update({name: (Fraction(size), ((base, 1),)) for name in names.split()})
    for size, names in PURE.items():
        found.update({name: (Fraction(size), ()) for name in names.split()})
    return found
