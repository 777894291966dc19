"""The clauses of the hall's model contract: title and text, in Chinese and in English."""

PART_ZH = "第 %(no)s 期 %(title)s：%(price)s，%(days)s 个工作日。"
PART_EN = "Part %(no)s %(title)s: %(price)s, %(days)s working days."
WORDING = (
    (
        "双方",
        "The parties",
        (
            "甲方（项目业主）：%(owner_zh)s。乙方（中介机构）：%(firm_zh)s。"
            "双方依据服务需求 %(request)s“%(title)s”的选取结果订立本合同。"
        ),
        (
            "Party A (project owner): %(owner_en)s. Party B (intermediary): %(firm_en)s. "
            "They conclude this contract on the result of request %(request)s, “%(title)s”."
        ),
    ),
    (
        "服务内容",
        "The work",
        "中介服务事项：%(item_zh)s。法定依据：%(legal_basis_zh)s。服务范围：%(scope_zh)s",
        "Service item: %(item_en)s. Legal basis: %(legal_basis_en)s. Scope: %(scope_en)s",
    ),
    (
        "成果",
        "The deliverable",
        "乙方交付：%(deliverable_zh)s。成果及其附件通过本大厅提交，每次提交编为一个版本。",
        (
            "Party B delivers: %(deliverable_en)s. The work and its annexes are submitted "
            "through the hall; each submission is a version."
        ),
    ),
    (
        "价款",
        "The price",
        (
            "合同价款为%(price_zh)s，已包含完成本合同全部工作所需的一切费用"
            "（人工、差旅、检测、印刷、专家评审、税费等）。乙方不得以任何名义另行收费。"
        ),
        (
            "The price is %(price_en)s. All fees are included: labour, travel, tests, printing, "
            "expert reviews, taxes and whatever else the work needs. "
            "Party B charges nothing more under any name."
        ),
    ),
    (
        "期限",
        "The time",
        (
            "自双方均签署本合同之日起 %(days)s 个工作日内交付。签署当日不计，"
            "工作日以本大厅公布的工作日历（含节假日调休）为准。"
        ),
        (
            "Delivery is due within %(days)s working days after the day on which both sides have "
            "signed. That day does not count. Working days follow the hall's published "
            "calendar, with its holidays and make-up working days."
        ),
    ),
    (
        "分期",
        "The parts",
        (
            "%(parts_zh)s分期的，前一期验收合格后下一期开始，各期工作日自其开始次日起计；"
            "甲方验收所用时间不计入乙方工期。"
        ),
        (
            "%(parts_en)s Where there are several, the next begins when the one before is "
            "accepted, and its working days count from the day after. The days Party A takes to "
            "accept are not counted against Party B."
        ),
    ),
    (
        "验收",
        "Acceptance",
        (
            "验收标准：%(acceptance_test_zh)s。"
            "甲方应在提交后 %(delivery_check_days)s 个工作日内验收或者书面说明理由退回；"
            "逾期未答复的，经提醒后按规则视为验收合格。"
            "第 %(returns_before_regulator)s 次退回时，由行业主管部门裁定。"
        ),
        (
            "Acceptance test: %(acceptance_test_en)s. "
            "Within %(delivery_check_days)s working days of a submission Party A "
            "accepts it, or returns it with written reasons. Without an answer "
            "it counts as accepted, after a reminder. "
            "Return number %(returns_before_regulator)s puts the matter before the regulator."
        ),
    ),
    (
        "付款",
        "Payment",
        (
            "各期价款在该期成果验收合格后支付，付款情况在本大厅登记。"
            "甲方逾期付款的，计入其公开的逾期付款记录。"
        ),
        (
            "The price of a part is paid when its work is accepted, and the payment is recorded "
            "in the hall. Late payments count in Party A's public record."
        ),
    ),
    (
        "变更与延期",
        "Changes and extensions",
        (
            "价款、期限、内容的任何变更，以编号的变更单为准，经双方签署后生效。仅申请延期的，"
            "对方 %(extension_answer_days)s 个工作日内未答复视为不同意；其他变更为 "
            "%(change_answer_days)s 个工作日。"
        ),
        (
            "Any change of price, time or work is made by a numbered change order and holds once "
            "both sides have signed it. Without an answer an extension counts as refused after "
            "%(extension_answer_days)s working days, another change after "
            "%(change_answer_days)s."
        ),
    ),
    (
        "逾期",
        "Late work",
        "逾期自第 1 个工作日起标记，逾期达 %(late_fault_days)s 个工作日的，记为乙方失信行为。",
        (
            "Work is marked late from the first working day over; "
            "at %(late_fault_days)s working days it is recorded as a fault of Party B."
        ),
    ),
    (
        "资质与职业要求",
        "Qualification and professional duty",
        (
            "乙方在履约期间应持续具备：%(qualification_zh)s。%(duty_zh)s"
            "未经甲方同意不得转包；编制单位不得担任同一成果的审查单位。"
        ),
        (
            "Throughout the work Party B holds: %(qualification_en)s. %(duty_en)s "
            "The work is not passed on without Party A's consent, "
            "and whoever prepares a report does not review it."
        ),
    ),
    (
        "廉洁",
        "Clean hands",
        "双方不得给予或者收受合同以外的任何利益；乙方不得夸大审批难度，不得声称能够影响审批结果。",
        (
            "Neither side gives or takes any benefit outside this contract. Party B does not "
            "exaggerate how hard an approval is, nor claim to influence its result."
        ),
    ),
    (
        "成果归属与保密",
        "Ownership and secrecy",
        (
            "成果在价款付清后归甲方使用；乙方保留署名权。"
            "双方对履约中知悉的对方商业秘密和个人信息保密，法律规定公开的除外。"
        ),
        (
            "Once the price is paid the work is Party A's to use; Party B stays named as its "
            "author. Both sides keep the other's business secrets and personal data, save what "
            "the law makes public."
        ),
    ),
    (
        "终止与争议",
        "Ending and disputes",
        (
            "经双方一致同意，或者由行业主管部门说明理由，可提前终止本合同。"
            "争议可向行业主管部门投诉，也可依法提起诉讼。"
        ),
        (
            "The contract may end early when both sides agree, or by the regulator with a reason. "
            "Disputes may be taken to the regulator by complaint, or to court."
        ),
    ),
    (
        "文本",
        "Language",
        "本合同以中文为准，英文仅供参考。",
        "The Chinese text is binding; the English text is a rendering of it.",
    ),
)
