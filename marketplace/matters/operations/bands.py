"""The price and duration band of a service item, told by the rooms that know the contracts."""

from dataclasses import asdict, dataclass

from marketplace.core.act import Act
from marketplace.core.operation import operation
from marketplace.core.policy import CLOCKWORK_ONLY
from marketplace.matters.models import ServiceItem


@dataclass(frozen=True)
class Band:
    """Over `n` finished contracts: prices in minor units of the hall's currency, working days."""

    n: int
    price_p25: int | None = None
    price_median: int | None = None
    price_p75: int | None = None
    days_p25: int | None = None
    days_median: int | None = None
    days_p75: int | None = None


@operation("matters.set_band", may=CLOCKWORK_ONLY, log=("band",))
def set_band(act: Act, item: ServiceItem, *, band: Band) -> None:
    """Keep the newest band; a page shows it only from the rule set's smallest number on."""
    for name, value in asdict(band).items():
        setattr(item, f"band_{name}", value)
