"""What people write in the demo, in Chinese, as people of this city write."""

from random import Random

GIVEN_BACK = "请补充验收方式，并把成果份数写清楚后再提交。"
WITHDRAWN = "项目方案调整，本次需求暂不实施，特此撤回并公告。"
REVISED = "按设计单位意见增加一处现场踏勘，工作内容相应调整。"
CONFLICT = "该机构编制了本项目的前期方案，按规定回避。"
DIRECT = (
    "金额较小，且该机构承担过本项目前期工作，衔接方便。",
    "工期紧，经比选三家后选定该机构，记录留存备查。",
    "前两次公告报名不足，经集体研究后直接选定。",
)
OBJECTIONS = (
    "中选机构报价低于成本，请业主核实其报价组成。",
    "我单位报价更低却未列第一，请说明排序依据。",
)
ANSWERS = (
    "经核对，评审按公告规则进行，报价有效，现将核对表一并说明。",
    "已向中选机构核实人员与报价，未见异常，感谢监督。",
)
DECISIONS = {
    "upheld": "经核查，异议成立，原选取结果不符合公告规则，予以取消。",
    "dismissed": "经核查，选取程序符合公告规则，报价有效，异议不成立。",
}
DELIVERED = (
    "成果已完成，请查收。",
    "成果及电子数据一并提交。",
)
RETURNED = (
    "图件比例尺与任务书不符，请修改第3、5页。",
    "缺少现场照片和数据来源说明，请补充。",
)
RULED = {
    "accepted": "经组织专家核查，成果符合合同约定，视为验收。",
    "returned": "经核查，成果部分章节不符合技术规范，退回修改。",
}
HALF_DONE = "外业已完成一半，剩余部分不再实施。"
PARTS = ("外业调查", "初稿", "成果定稿")
CHANGES = {
    True: "业主增加一处外业点位，需相应增加工作日和费用。",
    False: "近期连续降雨，外业进度受影响，申请延期。",
}
MORE_WORK = "增加一处外业点位的调查和成图。"
ENDED = "双方协商一致提前终止：项目暂缓实施。"
PRAISE = (
    "响应及时，现场踏勘认真。",
    "成果一次通过审批。",
    "收费与合同一致，没有额外费用。",
    "",
    "",
)
BLAME = (
    "交付晚于约定，沟通需要加强。",
    "修改了几次才通过。",
)
OF_OWNERS = ("资料齐全，配合到位。", "验收及时。", "")


def scope(item: str, project: str) -> str:
    return f"为“{project}”完成{item}：收集资料、现场踏勘、编制成果，并按审批部门意见修改至通过。"


ACCEPTANCE = "成果符合现行技术规范，并经审批部门受理。"


def remark(rng: Random, stars: float) -> str:
    return rng.choice(PRAISE if stars >= 3.5 else BLAME)
