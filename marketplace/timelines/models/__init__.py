"""Tables of timelines. Nothing here is entered by hand but targets and contacts."""

from marketplace.timelines.models.figures import CityShare, DayShare, Duration, Figures, Sample
from marketplace.timelines.models.housekeeping import Housekeeping, Specialism
from marketplace.timelines.models.promises import Baseline, Forecast, Publication, Target

__all__ = [
    "Baseline",
    "CityShare",
    "DayShare",
    "Duration",
    "Figures",
    "Forecast",
    "Housekeeping",
    "Publication",
    "Sample",
    "Specialism",
    "Target",
]
