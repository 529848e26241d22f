"""Words people build passwords on, and a test whether a password is little more than one. Pure.

The list is our own: what people in Chinese offices are known to type — names of things on the
desk, pinyin of common phrases, keyboard runs, years — matched after undoing the usual disguises.
"""

import re

# One word a line would be long; grouped by where they come from.
ENGLISH = "password passwd admin administrator root welcome letmein login master monkey dragon test guest user system server superman sunshine football iloveyou princess default changeme secret oracle redhat windows office"
PINYIN = "woaini woaiwojia woaizhongguo zhongguo mima mimashi wangluo xitong guanli guanliyuan ceshi nihao nihaoma shouji dianhua diannao gongzuo bangong zhengfu sifa sifaju fazhi fazhizhengfu fachuang xianwei xianzhengfu renmin renminzhengfu beijing shanghai zhangsan lisi wangwu xiaoming laopo laogong baobao baobei taiyang mingtian jintian xingfu kuaile pingan shunli facai fugui jixiang"
RUNS = "qwerty qwertyuiop asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx qazwsxedc abcdef abcdefgh abcabc abc aabbcc aaa xyz qwe asd zxc"
WORDS = frozenset(f"{ENGLISH} {PINYIN} {RUNS}".split())

DISGUISES = str.maketrans(
    {"@": "a", "4": "a", "0": "o", "1": "i", "!": "i", "3": "e", "$": "s", "5": "s", "7": "t"}
)
SMALL_REST = 3


def is_weak(password: str) -> bool:
    """Return whether the password is known words, digit runs and years with little else.

    Looked at twice: with the digits and signs as decoration, and as letters in disguise.
    """
    plain = re.sub(r"[^a-z]+", " ", password.lower()).split()
    disguised = re.sub(r"[^a-z]+", " ", password.lower().translate(DISGUISES)).split()
    if any(_only_known(words) for words in (plain, disguised)):
        return True
    return _repeats(password)


def _only_known(words: list[str]) -> bool:
    """Whether all letters, taken together or word by word, are known words and small rests."""
    if not words:
        return True
    joined = "".join(words)
    if joined in WORDS:
        return True
    rest = [word for word in words if word not in WORDS]
    return len(rest) < len(words) and len("".join(rest)) < SMALL_REST


def _repeats(password: str) -> bool:
    """Whether it is few different characters, or one short piece over and over."""
    if len(set(password.lower())) <= 4:
        return True
    return re.fullmatch(r"(.{1,5})\1+.?", password.lower()) is not None
