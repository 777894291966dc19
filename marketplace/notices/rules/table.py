"""The table of all facts that somebody is told of."""

from marketplace.notices.rules import (
    accounts,
    cases,
    claims,
    complaints,
    contracts,
    credit,
    directory,
    objections,
    payments,
    requests,
    timelines,
)
from marketplace.notices.rules.shape import Table

TOLD: Table = {
    **requests.TOLD,
    **objections.TOLD,
    **contracts.TOLD,
    **payments.TOLD,
    **cases.TOLD,
    **timelines.TOLD,
    **claims.TOLD,
    **complaints.TOLD,
    **credit.TOLD,
    **directory.TOLD,
    **accounts.TOLD,
}
