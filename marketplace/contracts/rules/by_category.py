"""What each kind of work asks of the firm beyond the common clauses."""

_DUTIES = {
    "planning": (
        "乙方应独立、客观地论证，所用数据注明来源，不得按预定结论编制。",
        (
            "Party B reasons independently and objectively, names the source of its data, "
            "and does not write towards a conclusion given beforehand."
        ),
    ),
    "environment": (
        "监测、调查数据应真实可追溯，原始记录随成果移交；不得抄袭、套用他项目文件。",
        (
            "Monitoring and survey data are true and traceable, raw records are handed over, "
            "and nothing is copied from the papers of another project."
        ),
    ),
    "testing": (
        "样品、仪器和现场记录应保存备查，检测人员须到场作业，不得出具未经检测的报告。",
        (
            "Samples, instruments and site records are kept for inspection; testers work on site; "
            "no report is issued without a test."
        ),
    ),
    "survey_design": (
        "成果应符合现行强制性标准，由具备执业资格的人员签字盖章，并配合审查修改。",
        (
            "The work meets the mandatory standards in force, is signed and sealed by licensed "
            "persons, and is corrected after review."
        ),
    ),
    "safety": (
        "评价人员须到现场核查，如实指出隐患，不得以整改承诺代替核查结论。",
        (
            "Assessors inspect the site and name every hazard they find; "
            "a promise to mend does not stand in for a finding."
        ),
    ),
    "surveying": (
        "测绘成果采用法定坐标系统，原始观测数据随成果移交，并按规定保密。",
        (
            "Surveys use the statutory coordinate system; raw observations are handed over "
            "and kept secret as the law asks."
        ),
    ),
    "procurement": (
        "乙方不得与投标人有利害关系，不得泄露应当保密的情况，不得向投标人收取合同外费用。",
        (
            "Party B has no interest in any bidder, discloses nothing that must be kept secret, "
            "and takes no fee outside this contract from bidders."
        ),
    ),
    "geology": (
        "野外工作应留存影像和原始编录，评估结论对拟建场地的适宜性负责。",
        (
            "Field work leaves photographs and original logs; the finding answers for whether "
            "the site is fit to build on."
        ),
    ),
    "fire": (
        "检测评估应逐项现场实测，结论如实注明不合格项。",
        "Each point is measured on site, and the report names every point that failed.",
    ),
    "heritage": (
        "发现文物应立即停工、保护现场并报告文物主管部门。",
        (
            "When relics are found, work stops, the site is protected and the heritage "
            "department is told at once."
        ),
    ),
    "construction": (
        "乙方应按工程强制性标准履行职责，派驻人员与响应时一致。",
        "Party B works to the mandatory standards and sends the people it named.",
    ),
}
_COMMON = (
    "乙方应独立、客观、诚信履约，成果由具备相应执业资格的人员完成。",
    "Party B works independently, objectively and in good faith, through duly qualified persons.",
)


def duty_of(category: str) -> tuple[str, str]:
    """The professional duty, in Chinese and in English."""
    return _DUTIES.get(category, _COMMON)
