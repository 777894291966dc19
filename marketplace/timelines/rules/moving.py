"""The facts after which the ball may lie elsewhere."""

_OF_PROJECTS = "enter revise pick note archive restore save attach rerun"
_OF_REQUESTS = (
    "draft submit give_back publish renotice go_direct close select select_again award fail"
    " withdraw void"
)
_OF_SELECTION = (
    "contest answer escalate settle uphold dismiss examine ask_papers clarify approve reject"
)
_OF_CONTRACTS = (
    "draft confirm conclude decline lapse deliver give_back accept accept_by_rule rule_accepted"
    " rule_returned go_on agree_change end"
)
_OF_CASES = (
    "submit notify answer accept accept_by_rule decline pause resume return_deliverable mend grant"
    " refuse withdraw tell_utility contact agree decline_utility"
)
_ROOMS = {
    "projects": _OF_PROJECTS,
    "requests": _OF_REQUESTS,
    "selection": _OF_SELECTION,
    "contracts": _OF_CONTRACTS,
    "cases": _OF_CASES,
}
MOVING = tuple(f"{room}.{verb}" for room, verbs in _ROOMS.items() for verb in verbs.split())
