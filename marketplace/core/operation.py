"""The frame of every operation: check the permission, do the work, record one fact."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from marketplace.core.act import Act
from marketplace.core.database import Row
from marketplace.core.facts import record
from marketplace.core.policy import PERMISSIONS, Permit, demand
from marketplace.core.transparency import appending

T = TypeVar("T")
P = ParamSpec("P")
R = TypeVar("R")
appending.listen()
Operation = Callable[Concatenate[Act, T, P], R]


def operation(
    name: str, *, may: Permit, log: tuple[str, ...] = (), within: tuple[str, ...] = ()
) -> Callable[[Operation[T, P, R]], Operation[T, P, R]]:
    """`name` is the permission and the fact; `log` lists the arguments that are safe to keep.

    `within` names outer operations that may run this one whoever the actor is.
    """
    PERMISSIONS[name] = may

    def frame(do: Operation[T, P, R]) -> Operation[T, P, R]:
        @wraps(do)
        def framed(act: Act, thing: T, /, *args: P.args, **kwargs: P.kwargs) -> R:
            if not set(act.within) & set(within):
                demand(act.actor, name, thing)
            result = do(replace(act, within=(*act.within, name)), thing, *args, **kwargs)
            about = result if isinstance(result, Row) else thing
            record(act, name, about, {key: kwargs.get(key) for key in log})
            return result

        return framed

    return frame
