"""Filling the demo hall by hand; `hall serve` does it for an empty one by itself."""

import click

from marketplace.cli.demo import fill_hall
from marketplace.cli.opened import config_of, opened
from marketplace.cli.readiness import is_empty
from marketplace.search.backend.whoosh_backend import WhooshBackend
from marketplace.search.operations import reindex


@click.command()
def demo() -> None:
    """Fill an empty demo hall with a fictional city and eighteen months of its life."""
    with opened() as (app, session):
        config = config_of(app)
        if not config.demo:
            raise click.ClickException("This hall is not a demo: HALL_DEMO is not set to 1.")
        if not is_empty(session):
            raise click.ClickException(
                f"The hall in {config.data} is not empty. Point HALL_DATA at a new folder,"
                " run `hall migrate`, then `hall demo`."
            )
        refused = fill_hall(session, config)
        reindex(session, WhooshBackend(config.data / "index"))
    for step in refused:
        click.echo(f"Refused: {step}", err=True)
    click.echo("The demo hall is filled.")


COMMANDS = (demo,)
