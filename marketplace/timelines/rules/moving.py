"""The facts after which the ball may lie elsewhere."""

_OF_PROJECTS = "enter revise pick note archive save rerun"
_OF_REQUESTS = (
    "draft submit give_back publish renotice go_direct close select select_again award fail"
    " withdraw void"
)
_OF_SELECTION = "contest answer escalate settle uphold dismiss"
_OF_CONTRACTS = (
    "draft confirm conclude lapse deliver give_back accept accept_by_rule rule_accepted"
    " rule_returned end"
)
_ROOMS = {
    "projects": _OF_PROJECTS,
    "requests": _OF_REQUESTS,
    "selection": _OF_SELECTION,
    "contracts": _OF_CONTRACTS,
}
MOVING = tuple(f"{room}.{verb}" for room, verbs in _ROOMS.items() for verb in verbs.split())
