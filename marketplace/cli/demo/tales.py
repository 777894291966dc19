"""Which cases the demo has: what becomes of each, and when it began."""

from dataclasses import dataclass

FRONT = ("submit", "accept")
END = ("grant", "reply", "collect")
COURSES: dict[str, tuple[str, ...]] = {
    "draft": (),
    "received": ("submit",),
    "notified": ("submit", "notify"),
    "accepted": FRONT,
    "in_review": (*FRONT, "take"),
    "paused": (*FRONT, "take", "pause"),
    "decided": (*FRONT, "take", "grant"),
    "replied": (*FRONT, "take", "grant", "reply"),
    "collected": (*FRONT, "take", *END),
    "mended": ("submit", "notify", "answer", "accept", "take", *END),
    "again": ("submit", "notify", "answer", "allow", "notify", "answer", "accept", "take", *END),
    "hearing": (*FRONT, "take", "pause", "resume", *END),
    "refused": (*FRONT, "take", "refuse", "reply", "collect"),
    "not_accepted": ("submit", "decline"),
    "withdrawn": (*FRONT, "withdraw"),
    "returned": (*FRONT, "take", "give_back", "mend", "give_back", "mend", *END),
    "with_the_firm": (*FRONT, "take", "give_back"),
    "kept": ("commit", *FRONT, "take", *END, "check"),
    "broken": ("commit", *FRONT, "take", *END, "breach"),
    "to_check": ("commit", *FRONT, "take", *END),
    "deferred": ("defer", *FRONT, "take", *END),
}
WAITS = {
    "accept": 1, "notify": 1, "answer": 3, "allow": 0, "take": 1, "pause": 1, "resume": 5,
    "reply": 1, "collect": 2, "withdraw": 1, "decline": 1, "give_back": 1, "mend": 7,
    "check": 31, "breach": 31, "refuse": 3, "submit": 0, "commit": 0, "defer": 0,
}  # fmt: skip


@dataclass(frozen=True)
class Tale:
    """A case begun so many working days ago; `pace` is its share of the promised days."""

    days: int
    course: str
    matter: str = ""
    owner: str = ""
    pace: float = 0.45


TALES = (
    Tale(1, "draft", owner="company0"),
    Tale(1, "received", owner="company0"),
    Tale(2, "notified", owner="company0"),
    Tale(3, "in_review", owner="company0", matter="M301"),
    Tale(4, "replied", owner="body1"),
    Tale(1, "received"),
    Tale(2, "accepted", "M201"),
    Tale(5, "paused", "M119"),
    Tale(4, "decided"),
    Tale(25, "in_review", "M303"),  # late and open
    Tale(20, "collected", "M201", "company0"),
    Tale(6, "collected", "M201", "body1", 0.2),
    Tale(60, "broken", "M303"),
    Tale(70, "kept", "M301"),
    Tale(65, "kept", "M404"),
    Tale(34, "to_check", "M301"),
    Tale(55, "deferred", "M303"),
    Tale(90, "again"),
    Tale(110, "refused", "M115"),
    Tale(100, "not_accepted"),
    Tale(80, "withdrawn"),
    Tale(75, "hearing", "M121"),
    Tale(130, "collected", "M122", pace=1.0),
    Tale(95, "collected", pace=1.6),  # decided late
    *(Tale(40 + 9 * n, "mended" if n % 4 == 1 else "collected", pace=0.3 + 0.06 * n)
      for n in range(12)),
)  # fmt: skip
