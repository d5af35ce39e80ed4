"""Traditional characters of statistical tables, and the simplified ones of the dictionaries. Data only."""

from __future__ import annotations

#: Traditional and simplified in turn. Only characters that no simplified text has, so that nothing else changes.
_PAIRS = (
    "區区國国計计總总東东廣广遼辽寧宁龍龙蘇苏慶庆貴贵雲云陝陕肅肃臺台灣湾門门內内維维爾尔壯壮縣县鄉乡鎮镇產产業业億亿萬万個个戶户噸吨輛辆"
    "時时間间標标準准幣币圓圆頃顷畝亩單单數数據据來来資资註注備备額额長长經经費费發发試试驗验與与專专請请權权財财務务貿贸進进稅税銀银電电"
    "氣气環环廢废廠厂車车機机員员從从職职勞劳動动學学醫医療疗衛卫術术創创網网絡络軟软碼码線线纜缆話话訊讯庫库類类別别項项實实際际價价調调"
    "節节後后積积體体農农漁渔礦矿製制築筑運运輸输儲储郵邮險险樓楼設设統统歲岁齡龄養养鐵铁鋼钢華华漢汉濟济滬沪粵粤瓊琼贛赣隴陇魯鲁連连島岛"
    "廈厦處处點点圖图構构樣样層层級级強强轉转換换關关係系協协會会佔占應应無无為为餘余續续組组織织種种題题風风館馆飲饮黃黄編编園园開开"
    "閉闭場场營营銷销購购貨货還还遊游過过邊边達达遠远適适選选鄰邻醬酱釋释針针錄录錢钱鏈链雙双雜杂離离難难響响頁页頂顶預预領领頻频顯显"
)

#: For `str.translate`.
TRADITIONAL = {ord(_PAIRS[i]): _PAIRS[i + 1] for i in range(0, len(_PAIRS), 2) if _PAIRS[i] != _PAIRS[i + 1]}
