"""The trades of the city's firms: what each is called, which service items it may do, how many."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Trade:
    """`items` by likelihood: a firm always does the first, and most of the others."""

    key: str
    zh: str
    en: str
    licence: str
    items: tuple[str, ...]
    count: int


def _trade(key: str, names: str, licence: str, items: str, count: int) -> Trade:
    zh, en = names.split("|")
    return Trade(key, zh, en, licence, tuple(items.split()), count)


TRADES = (
    _trade("eia", "环境科技|Environmental Technology", "环境影响评价工程师", "S15 S14 S22", 13),
    _trade("survey", "测绘|Surveying and Mapping", "注册测绘师", "S08 S07 S50 S51", 15),
    _trade("geology", "地质工程|Geological Engineering", "注册土木工程师（岩土）", "S09 S10", 7),
    _trade("geotech", "岩土勘察|Geotechnical Survey", "注册土木工程师（岩土）", "S28 S49", 8),
    _trade("design", "建筑设计|Architecture", "一级注册建筑师", "S31 S29 S30 S25 S36 S34", 11),
    _trade("plan", "规划设计|Planning and Design", "注册城乡规划师", "S06 S24 S25", 6),
    _trade("consult", "工程咨询|Engineering Consulting", "咨询工程师（投资）", "S02 S01 S04", 10),
    _trade("cost", "造价咨询|Cost Consultants", "一级注册造价工程师", "S45", 9),
    _trade("tender", "招标代理|Tendering Agency", "招标从业人员", "S44", 8),
    _trade("watch", "工程监理|Supervision", "注册监理工程师", "S47", 7),
    _trade("safety", "安全技术|Safety Technology", "安全评价师", "S40 S42 S41", 6),
    _trade("health", "职业卫生技术|Occupational Health", "放射卫生评价人员", "S43", 3),
    _trade(
        "water",
        "水利水保|Water and Soil Conservation",
        "注册土木工程师（水利水电工程）",
        "S17 S21 S20 S19",
        10,
    ),
    _trade("test", "工程检测|Construction Testing", "检测工程师", "S48 S52 S53 S37", 8),
    _trade("fire", "消防技术|Fire Technology", "一级注册消防工程师", "S35 S34", 6),
    _trade("storm", "防雷检测|Lightning Protection", "雷电防护检测人员", "S39", 4),
    _trade("forest", "林业规划|Forestry Planning", "林业工程师", "S12", 4),
    _trade("relics", "文物保护设计|Heritage Conservation", "文物保护工程责任设计师", "S27 S26", 3),
    _trade("road", "公路咨询|Road Consulting", "注册土木工程师（道路工程）", "S57 S56", 3),
    _trade("watchenv", "环境监测|Environmental Monitoring", "环境监测人员", "S54 S23", 5),
    _trade("power", "电力工程|Power Engineering", "注册电气工程师", "S59", 4),
    _trade("quake", "地震工程|Seismic Engineering", "地震安全性评价人员", "S11", 2),
    _trade("review", "施工图审查|Drawing Review", "施工图审查人员", "S32", 2),
)
BY_KEY = {trade.key: trade for trade in TRADES}
