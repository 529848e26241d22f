"""Does this word look like the name of a public body? (folded text in, yes or no out)"""

from __future__ import annotations

import re
from functools import lru_cache

# How names of bodies and of groups of bodies end.
_ENDINGS = (
    "局|委|办|部|院|厅|处|科|室|股|队|站|所|署|社|馆|台|校|会|府|团|组|中心|政府|公司|银行|支行|"
    "分行|总部|集团|党校|学院|大学|医院|学校|机构|法庭|海关|电网|报社|"
    "协会|联合会|总工会|工会|妇联|残联|工商联|文联|科协|侨联|社科联|团委|"
    "指挥部|领导小组|委员会|管委会|办公室|办事处|街道|街道办|镇|乡|村|社区|单位|部门|机关|"
    "分局|支局|支队|大队|总队|供销社|基地|园区|开发区|示范区|新区|高新区|经开区|功能区|"
    "县区|区县|乡镇|县市区|各县|各市|各区|各旗|镇街|乡镇街道|企业|工委|监委|纪委|督查室|专班|"
    "协调小组|工作组|移动|联通|电信|铁塔|邮政|消防|税务|气象"
)
_NAME = re.compile(rf"(?:{_ENDINGS})$")
_GROUP = re.compile(
    r"^(?:各|有关|相关|市级|县级|区级|市直|县直|区直|州直|省直|全市|全县|全区|其他|其它).{1,24}$"
)
# Words of a sentence: a name has none of them.
_SENTENCE = re.compile(
    r"[。;:!?“”\"《》%]|推进|加强|完善|落实|建立|健全|开展|强化|严格|提高|提升|做好|组织开展|"
    r"实施(?!局)|积极|不断|切实|充分|及时|通过|按照|根据|对于|以及|制定|编制|确保|要求|应当|必须|"
    r"进行|支持|鼓励|引导|加快|深化|优化|责任人|负责人|不得|可以|的$|要$|与$|和$|及$|是|将|把|向|在|主动"
)
_PERSON = re.compile(
    r"(?:同志|副?[县市区州省旗镇乡]长|副?书记|副?主任|副?局长|副?部长|主席|领导|某某|某|[××]{2,})$"
)
_HOLLOW = re.compile(
    r"^(?:(?:各|本|该|其|原|上级|下级|同级|所在)?(?:单位|部门|机构|机关|社区|街道|党组|部|会|组|队))$"
)


@lru_cache(maxsize=4096)
def looks_like_unit(word: str, *, longest: int = 36) -> bool:
    """True for a name with a usual ending or beginning and none of a sentence's words."""
    bare = re.sub(r"\([^()]*\)", "", re.sub(r"\([^()]*\)", "", word)).strip(" *△★#")
    if not 2 <= len(bare) <= longest or _SENTENCE.search(bare) or _PERSON.search(bare):
        return False
    return bool(_NAME.search(bare) or _GROUP.match(bare))


def is_hollow(word: str) -> bool:
    """True for 单位, 部门, 街道 … alone: words that name nobody in particular."""
    return bool(_HOLLOW.match(word.strip()))


def is_person(word: str) -> bool:
    """True for a leader's title or name, who is no unit."""
    return bool(_PERSON.search(word.strip()))
