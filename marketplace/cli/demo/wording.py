"""What people write in the demo, in Chinese with a little English for visitors."""

from random import Random

GIVEN_BACK = "请补充验收方式，并把成果份数写清楚后再提交。Please say how the work is accepted."
WITHDRAWN = "项目方案调整，本次需求暂不实施，特此撤回并公告。The project has changed."
REVISED = "按设计单位意见增加一处现场踏勘，工作内容相应调整。One more site visit is needed."
DIRECT = (
    "金额较小，且该机构承担过本项目前期工作，衔接方便。It did the earlier stage of this project.",
    "工期紧，经比选三家后选定该机构，记录留存备查。Three firms were compared; records are kept.",
    "前两次公告报名不足，经集体研究后直接选定。Two notices failed; chosen by the committee.",
)
OBJECTIONS = (
    "中选机构报价低于成本，请业主核实其报价组成。The winning price seems below cost.",
    "我单位报价更低却未列第一，请说明排序依据。Please explain the ranking.",
)
ANSWERS = (
    "经核对，评审按公告规则进行，报价有效，现将核对表一并说明。Checked: the rule was followed.",
    "已向中选机构核实人员与报价，未见异常，感谢监督。Staff and price were verified.",
)
DECISIONS = {
    "upheld": "经核查，异议成立，本次选取结果取消。The objection is well founded.",
    "dismissed": "经核查，选取程序符合规则，异议不成立。The procedure followed the rules.",
}
DELIVERED = (
    "成果已完成，请查收。The work is complete.",
    "成果及电子数据一并提交。Report and data are attached.",
)
RETURNED = (
    "图件比例尺与任务书不符，请修改第3、5页。The scale of the drawings is wrong (pages 3, 5).",
    "缺少现场照片和数据来源说明，请补充。Site photographs and sources are missing.",
)
RULED = {
    "accepted": "经组织专家核查，成果符合合同约定，视为验收。The work meets the contract.",
    "returned": "经核查，成果部分章节不符合技术规范，退回修改。Parts do not meet the standard.",
}
ENDED = "双方协商一致提前终止：项目暂缓实施。Both sides agree to end: the project is on hold."
PRAISE = (
    "响应及时，现场踏勘认真。Quick and thorough.",
    "成果一次通过审批。Accepted at the first try.",
    "收费与合同一致，没有额外费用。No extra fee.",
    "",
    "",
)
BLAME = (
    "交付晚于约定，沟通需要加强。Late, and hard to reach.",
    "修改了几次才通过。It took several rounds.",
)
OF_OWNERS = ("资料齐全，配合到位。Papers were complete.", "验收及时。Accepted promptly.", "")


def scope(item: str, project: str) -> str:
    return (
        f"为“{project}”完成{item}：收集资料、现场踏勘、编制成果，并按审批部门意见修改至通过。\n"
        "Collect the papers, visit the site, do the work, revise it until the department accepts."
    )


ACCEPTANCE = (
    "成果符合现行技术规范，并经审批部门受理。Meets the standard; taken in by the department."
)


def remark(rng: Random, stars: float) -> str:
    return rng.choice(PRAISE if stars >= 3.5 else BLAME)
