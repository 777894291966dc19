"""What everybody writes: the commonest passwords, and the rules by which more are made of them."""

import re
from collections.abc import Iterator
from functools import lru_cache

_KNOWN = """
password passwort passw0rd passwd pass pwd letmein welcome login logon access secret
changeme default guest test testing tester user username admin administrator root toor super
superuser sysadmin manager master system server oracle windows microsoft google apple
facebook internet computer iloveyou loveyou lovely love princess prince sunshine shadow
dragon monkey football baseball basketball soccer hockey superman batman spiderman starwars
trustno1 whatever freedom hello hellohello ninja mustang michael michelle jordan jennifer
jessica ashley daniel andrew joshua matthew thomas robert charlie george william nicole
hannah amanda samantha buster cookie pepper ginger summer winter spring autumn flower
butterfly purple orange banana cheese chocolate coffee killer hunter ranger harley yankees
cowboys lakers arsenal chelsea liverpool pokemon naruto minecraft matrix phoenix tigger
maggie peanut bailey merlin diamond silver golden money cash lucky angel angels jesus christ
heaven blessed family friends forever mother father daddy mommy babygirl sweetheart honey
sugar tinkerbell snoopy garfield mickey donald asdf asdfasdf qwer qwerty qwertz azerty
qazwsx zaqwsx zxcv abcd abcabc abc123 a1b2c3 aaaa correct horse battery staple
thequickbrownfox tobeornottobe openup opensesame letmeinnow marketplace intermediary
intermediaries hall servicehall service government gov office company project owner bidder
tender contract sichuan chengdu mianyang china chinese beijing shanghai shenzhen guangzhou
chongqing fuchuan zhongguo zhonghua woaini woaiwojia aini wodemima mima mimamima denglu
guanli guanliyuan yonghu caonima nihao nihaoma zaijian xiexie baobao laopo laogong tiantang
wangluo diannao gongsi zhongjie fuwu fuwudating dating xiangmu yezhu zhaobiao toubiao
huanping shenpi zhengwu zhengfu xingzheng shiwei shizheng gongan wangwei liwei zhangwei
wangfang lina zhangli xiaoming xiaohong 5201314 1314520 521521 520520 888888 666666 168168
131452 110110 12306 95588 147258 258369 159357 112233 123123 123321 121212 密码 我的密码
管理员 用户 登录 我爱你 我爱中国 你好 中介 中介服务 服务大厅 大厅 政务 四川 成都 绵阳 中国 北京
"""
WALKS = (
    "`1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./", "abcdefghijklmnopqrstuvwxyz",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/", "qazwsxedcrfvtgbyhnujmikolp", "!@#$%^&*()_+",
    "1q2w3e4r5t6y7u8i9o0p", "a1s2d3f4g5h6j7k8l9", "01234567890", "一二三四五六七八九十",
)  # fmt: skip
SHORTEST_WALK = 4
MAKE_UP = str.maketrans("013457@$!|", "oieastasil")
DAY = re.compile(r"(?:19|20)\d\d[-./年]?(?:[01]?\d[-./月]?(?:[0-3]?\d日?)?)?")
AGAIN = re.compile(r"(.{1,12}?)\1{2,}")
OWN_WORD = re.compile(r"\w{3,}")


@lru_cache
def _words() -> tuple[str, ...]:
    """Known words, the longest first, for a short one may be a part of a long one."""
    return tuple(sorted(set(_KNOWN.split()), key=len, reverse=True))


@lru_cache
def _steps() -> frozenset[str]:
    """Every four keys in a row, in both directions."""
    runs = (way for walk in WALKS for way in (walk, walk[::-1]))
    return frozenset(
        run[at : at + SHORTEST_WALK] for run in runs for at in range(len(run) - SHORTEST_WALK + 1)
    )


def left_of(password: str, own: tuple[str, ...]) -> str:
    """What a guesser who knows all this, and the person's `own` words, has still to find."""
    rest = password
    for word in (*sorted(_own_words(own), key=len, reverse=True), *_words()):
        rest = rest.replace(word, "")
    rest = DAY.sub("", rest)
    return AGAIN.sub(r"\1", "".join(_without_walks(rest)))


def spellings(password: str) -> tuple[str, str]:
    """As written, and with the letters behind figures and signs."""
    return password, password.translate(MAKE_UP)


def _own_words(own: tuple[str, ...]) -> set[str]:
    """Each text whole, its words, and the parts of an address."""
    texts = [text.casefold() for text in own]
    parts = {part for text in texts for word in text.split("@") for part in (word, word[::-1])}
    pieces = {word for text in texts for word in OWN_WORD.findall(text.replace("_", " "))}
    return {word for word in (*texts, *parts, *pieces) if len(word) > 2}


def _without_walks(text: str) -> Iterator[str]:
    """The characters that are not on a walk over the keys."""
    steps, at = _steps(), 0
    while at < len(text):
        end = at
        while text[end : end + SHORTEST_WALK] in steps:
            end += 1
        if end == at:
            yield text[at]
            at += 1
        else:
            at = end + SHORTEST_WALK - 1
