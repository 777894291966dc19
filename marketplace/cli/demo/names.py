"""Invented names: firms, people, codes, phones. None belongs to anybody."""

from collections.abc import Sequence
from random import Random

from marketplace.core.codes import make_code

_BRANDS_FIRST = (
    "衡 Heng,岫 Xiu,芷 Zhi,湛 Zhan,攸 You,珩 Heng,栩 Xu,霁 Ji,汀 Ting,澍 Shu,"
    "蔚 Wei,筠 Yun,砚 Yan,朔 Shuo,斛 Hu,旻 Min,淳 Chun,峤 Qiao,禾 He,棠 Tang"
)
_BRANDS_SECOND = (
    "禹 Yu,丘 Qiu,岭 Ling,泓 Hong,原 Yuan,川 Chuan,峦 Luan,朴 Pu,昶 Chang,野 Ye,"
    "屿 Yu,溪 Xi,桐 Tong,垣 Yuan,岚 Lan,漪 Yi,柏 Bai,渚 Zhu,榆 Yu,舟 Zhou"
)
_SURNAMES = (
    "尹 Yin,覃 Qin,鄢 Yan,蒲 Pu,母 Mu,敬 Jing,阳 Yang,冉 Ran,寇 Kou,补 Bu,苟 Gou,蹇 Jian,"
    "庹 Tuo,代 Dai,缪 Miao,涂 Tu,税 Shui,漆 Qi,岳 Yue,卿 Qing"
)
_GIVEN = (
    "予川 Yuchuan,知夏 Zhixia,牧之 Muzhi,怀砚 Huaiyan,书禾 Shuhe,清岚 Qinglan,以恒 Yiheng,"
    "望舒 Wangshu,秉良 Bingliang,若谷 Ruogu,景行 Jingxing,晚棠 Wantang,云起 Yunqi,"
    "思齐 Siqi,安歌 Ange,守拙 Shouzhuo,临溪 Linxi,子衿 Zijin,明澈 Mingche,修远 Xiuyuan,"
    "既明 Jiming,南乔 Nanqiao,惟宁 Weining,闻笛 Wendi,砺行 Lixing,素问 Suwen,向晚 Xiangwan,"
    "星野 Xingye,承泽 Chengze,叙白 Xubai,听澜 Tinglan,远山 Yuanshan,归鸿 Guihong,初霁 Chuji,"
    "采薇 Caiwei,长风 Changfeng,一苇 Yiwei,念初 Nianchu,与归 Yugui"
)
_AREA_OF_CODES = "512200"  # no district of China has it
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
TOWNS = (("涪川", "Fuchuan"), ("岷阳", "Minyang"), ("沱安", "Tuoan"))


def _pairs(text: str) -> list[tuple[str, str]]:
    words = (word.split() for word in text.split(","))
    return [(zh, latin) for zh, latin in words]


FIRST, SECOND = _pairs(_BRANDS_FIRST), _pairs(_BRANDS_SECOND)
SURNAMES, GIVEN = _pairs(_SURNAMES), _pairs(_GIVEN)


class Names:
    """Hands out names, each once; the same seed gives the same ones in the same order."""

    def __init__(self, seed: str) -> None:
        rng = Random(seed)  # noqa: S311 (a play, not a secret)
        self._brands = [(a + b, f"{c}{d.lower()}") for a, c in FIRST for b, d in SECOND]
        self._people = [(f"{a}{b}", f"{d} {c}") for a, c in SURNAMES for b, d in GIVEN]
        rng.shuffle(self._brands)
        rng.shuffle(self._people)
        self._codes, self._phones, self._papers, self._spoken = 0, 0, 0, 0

    def brand(self) -> tuple[str, str]:
        return self._brands.pop()

    def person(self) -> str:
        """Some five hundred differ; then they begin again, as names do."""
        self._spoken += 1
        return self._people[self._spoken % len(self._people)][0]

    def code(self, registrar: str = "91") -> str:
        """A unified code with both check digits, on an area that does not exist."""
        self._codes += 1
        body = f"MA{self._codes:06d}"
        return make_code(registrar + _AREA_OF_CODES + body + organisation_digit(body))

    def phone(self) -> str:
        self._phones += 1
        return f"0816-555{self._phones:04d}"

    def paper(self, letters: str, year: int) -> str:
        self._papers += 1
        return f"{letters}-{year}-{self._papers:05d}"


def organisation_digit(body: str) -> str:
    """The check digit of GB 11714."""
    total = sum(_DIGITS.index(c) * weight for c, weight in zip(body, _WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]


def pick_some(rng: Random, things: Sequence[str], least: int, most: int) -> list[str]:
    """Between `least` and `most` of the things, in their own order."""
    count = min(len(things), rng.randint(least, most))
    chosen = set(rng.sample(range(len(things)), count))
    return [thing for place, thing in enumerate(things) if place in chosen]
