"""A city that does not exist: its districts, the hall's name, the houses that keep the hall."""

from marketplace.accounts.states import Kind
from marketplace.core.act import Role

AREAS = (
    ("512201", "涪北区", "Fubei District"),
    ("512202", "涪南区", "Funan District"),
    ("512203", "云岫区", "Yunxiu District"),
    ("512221", "青岩县", "Qingyan County"),
    ("512222", "石渡县", "Shidu County"),
    ("512271", "涪川高新区", "Fuchuan High-tech Zone"),
)
SETTINGS = {
    "name_zh": "涪川市中介服务大厅",
    "name_en": "Fuchuan Intermediary Service Hall",
    "phone": "0816-5550000",
    "email": "office@hall.demo.example",
    "address_zh": "涪川市涪北区云岫大道1号政务服务中心二楼",
    "address_en": "Service Centre, second floor, 1 Yunxiu Avenue, Fubei District, Fuchuan",
    "hours_zh": "工作日 9:00—17:00",
    "hours_en": "Working days, 9:00 to 17:00",
}
BODIES = {
    "operator": (Kind.OPERATOR, "涪川市中介服务大厅运行中心", "Fuchuan Hall Operations Centre"),
    "window": (Kind.WINDOW, "涪川市政务服务中心综合窗口", "Fuchuan Service Centre, General Window"),
    "audit": (Kind.AUDIT, "涪川市审计局", "Fuchuan Audit Office"),
}
SEATS = {
    "operator": (("operator", Role.OPERATOR), ("checker", Role.OPERATOR)),
    "window": (
        ("clerk", Role.CLERK),
        ("specialist", Role.SPECIALIST),
        ("specialist1", Role.SPECIALIST),
        ("specialist2", Role.SPECIALIST),
    ),
    "audit": (("audit", Role.AUDITOR),),
}
WITH_PEOPLE = "NR EE DRC HC WR EM AD MET CUL FOR TRA EQ HEA MR FIN GSA U_POW PSB FIR AGR"
DEPARTMENTS = tuple(WITH_PEOPLE.split())
ROADS = (
    ("涪江东路", "Fujiang Road East"),
    ("云岫大道", "Yunxiu Avenue"),
    ("青岩街", "Qingyan Street"),
    ("石渡路", "Shidu Road"),
    ("临江南路", "Linjiang Road South"),
    ("科创四路", "Kechuang Fourth Road"),
    ("望山街", "Wangshan Street"),
)
