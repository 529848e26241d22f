"""Folding: every character to one plain character, so that offsets stay what they are."""

from __future__ import annotations

import re

OPENING = "（〔［【〖﹝｛{[<＜〈﹙"
CLOSING = "）〕］】〗﹞｝}]>＞〉﹚"

# Traditional characters that occur in the words of plans and in the names of public bodies.
_TRADITIONAL = (
    "責單牽頭負時間個內關門級會協調縣區鎮鄉屬辦廳總長書記員組領導機構務業農資財環護衛術"
    "體設計劃規統審監稅檢測評鑑標準據網絡絲絡電訊廣視報館臺醫藥療婦聯團僑學術協軍黨紀"
    "經濟貿發展開產質檔國際聖稱擔項順實現樣圍節點應爭議訴訟執罰處幹部隊綜管創優強從嚴"
    "還過進運達遠連選適遞邊兒與舉興舊華萬營蘇蘭號號補裝複見觀親覺訂認許論證詞試詢該詳"
    "語誠誤說課調談請諮謝識譯讀變讓財貢貧貨販購費資賞賠賣贊輕載輔輪輸轉農邁郵鄰釋鑒針"
    "錄鐵鋪鏈長閉問閒閱隨險階陽陰陸際雙雜難雲需靈靜響顧願類風飛養館驗體齊龍備傳債傾價"
    "億兩冊凍減則剛劑勞勢勵動勸區協單壓參吳啟嗎員問圖圓場塊壞壘壯寫寬審實寶將專尋對屆歲"
    "島嶺幣帶帳庫庭廠廢廣張強彈後徑復態惡愛慶憂憑懲懷應戰戲擇擊擴擬據擁損換採搶揮撥攝收敗"
    "數斷於時暢曆曉東條極構槍樂樓標橋檔權歡歷殘決沒況滅溫滿漁漢潔濕濟灣災無煙熱爾牆獎"
    "獨獲現環產畫異當療發盡盤眾礦碼確禮禍種稱積穩窮競筆範築簡糧約級純紙線練細終組結給統"
    "絕經綠維網緊編緩縱績織繼續罷義習聖聞聲職聯肅脈腦臨與舉艦莊處號術衝補裡製觸計訓託設"
    "門眾並佈佔峽灘濱瀋陝瓊渝滬鳳鶴鹽鹼麗黃點鄭鄧賓貴貝賀遼遷遲邏釐劃員銀鋼錢錯鎮鏡鑰閣闆"
)
_SIMPLIFIED = (
    "责单牵头负时间个内关门级会协调县区镇乡属办厅总长书记员组领导机构务业农资财环护卫术"
    "体设计划规统审监税检测评鉴标准据网络丝络电讯广视报馆台医药疗妇联团侨学术协军党纪"
    "经济贸发展开产质档国际圣称担项顺实现样围节点应争议诉讼执罚处干部队综管创优强从严"
    "还过进运达远连选适递边儿与举兴旧华万营苏兰号号补装复见观亲觉订认许论证词试询该详"
    "语诚误说课调谈请咨谢识译读变让财贡贫货贩购费资赏赔卖赞轻载辅轮输转农迈邮邻释鉴针"
    "录铁铺链长闭问闲阅随险阶阳阴陆际双杂难云需灵静响顾愿类风飞养馆验体齐龙备传债倾价"
    "亿两册冻减则刚剂劳势励动劝区协单压参吴启吗员问图圆场块坏垒壮写宽审实宝将专寻对届岁"
    "岛岭币带帐库庭厂废广张强弹后径复态恶爱庆忧凭惩怀应战戏择击扩拟据拥损换采抢挥拨摄收败"
    "数断于时畅历晓东条极构枪乐楼标桥档权欢历残决没况灭温满渔汉洁湿济湾灾无烟热尔墙奖"
    "独获现环产画异当疗发尽盘众矿码确礼祸种称积稳穷竞笔范筑简粮约级纯纸线练细终组结给统"
    "绝经绿维网紧编缓纵绩织继续罢义习圣闻声职联肃脉脑临与举舰庄处号术冲补里制触计训托设"
    "门众并布占峡滩滨沈陕琼渝沪凤鹤盐碱丽黄点郑邓宾贵贝贺辽迁迟逻厘划员银钢钱错镇镜钥阁板"
)


_BRACKET = re.compile(r"[()]|(?<=。)\n")


def _table() -> dict[int, str]:
    pairs = dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True))
    pairs |= {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    pairs |= dict.fromkeys(OPENING, "(") | dict.fromkeys(CLOSING, ")")
    pairs |= dict.fromkeys("\u3000\xa0\t\r\u2002\u2003\u2009\u200b\ufeff\x0b\x0c", " ")
    pairs |= dict.fromkeys("﹕∶︰︓", ":") | dict.fromkeys("﹐︐", ",") | dict.fromkeys("﹔︔", ";")
    pairs |= dict.fromkeys("—–－‐‑−―", "-") | dict.fromkeys("～〜∼", "~")
    pairs |= {"｡": "。", "﹒": ".", "○": "〇", "零": "〇", "﹑": "、", "､": "、", "｜": "|"}
    return {ord(source): target for source, target in pairs.items()}


_TABLE = _table()


def fold(text: str) -> str:
    """Full width to half width, all kinds of brackets to (), traditional to simplified characters.

    Returns a string of exactly the same length, so an index in the one is an index in the other.
    """
    return text.translate(_TABLE)


def bracket_pairs(folded: str) -> list[tuple[int, int]]:
    """Outermost bracket pairs as (index of the opening, index after the closing), in order.

    A bracket that has no partner is an ordinary character. A pair may run over a line end only
    if the line is not finished by `。` inside it, so that one lost bracket spoils one line.
    """
    stack: list[int] = []
    pairs: list[tuple[int, int]] = []
    for found in _BRACKET.finditer(folded):
        index, letter = found.start(), found[0]
        if letter == "(":
            stack.append(index)
        elif letter == ")":
            if not stack:
                continue
            start = stack.pop()
            while pairs and pairs[-1][0] > start:
                pairs.pop()
            pairs.append((start, index + 1))
        else:
            stack.clear()
    return pairs
