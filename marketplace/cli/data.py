"""The hall's data: index, invariants, backup and restore."""

import sys
from pathlib import Path

import click

from marketplace.cli import backups
from marketplace.cli.opened import config_of, opened
from marketplace.core.config import from_environment
from marketplace.core.invariants import INVARIANTS
from marketplace.search.backend.whoosh_backend import WhooshBackend
from marketplace.search.operations import reindex as write_index


@click.command()
def reindex() -> None:
    """Write the search index anew from the tables."""
    with opened() as (app, session):
        count = write_index(session, WhooshBackend(config_of(app).data / "index"))
    click.echo(f"{count} entries.")


@click.command()
def check() -> None:
    """Prove the invariants; exit 1 when one does not hold, and say where."""
    faults = 0
    with opened() as (app, session):
        for name, look in sorted(INVARIANTS.items()):
            found = list(look(session, config_of(app).data))
            faults += len(found)
            click.echo(f"{'FAULT' if found else 'holds'}  {name}")
            for line in found[:20]:
                click.echo(f"       {line}")
    if faults:
        sys.exit(1)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write database and uploads to FILE while the hall runs, and the keys to FILE.keys.

    Keep the two apart: who has both can read sealed offers.
    """
    try:
        backups.write(from_environment(), file)
    except backups.BackupError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{file} and {backups.keys_beside(file)} written. Keep them in different places.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def restore(file: Path) -> None:
    """Bring the hall of FILE (and FILE.keys) into the empty data folder HALL_DATA."""
    try:
        backups.read(from_environment(), file)
    except backups.BackupError as error:
        raise click.ClickException(str(error)) from error
    with opened() as (app, session):
        write_index(session, WhooshBackend(config_of(app).data / "index"))
    click.echo("Restored. Run `hall check` to prove the invariants.")


COMMANDS = (reindex, check, backup, restore)
