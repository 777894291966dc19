"""The hall's own worker, with the duties of a closing only: a seeded hall has days of others."""

from marketplace.app import create_app, modules
from marketplace.cli.service import worker
from marketplace.core.duties import DUTIES

KEPT = {"requests.close", "selection.open", "selection.draw", "transparency.sign"}

if __name__ == "__main__":
    modules("readers")
    for name in DUTIES.keys() - KEPT:
        del DUTIES[name]
    worker(obj=create_app)
