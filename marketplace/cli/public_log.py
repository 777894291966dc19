"""The public log as files: written for whoever wants to keep and verify it."""

from pathlib import Path

import click

from marketplace.cli.opened import opened
from marketplace.core.act import CLOCKWORK, writing
from marketplace.core.transparency import export as files
from marketplace.core.transparency import heads


@click.group()
def log() -> None:
    """The public log."""


@log.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def export(folder: Path) -> None:
    """Sign a head over all leaves, then write log, heads and key into FOLDER.

    Verify them with static/verify/verify_log.py, which needs nothing of the hall.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with opened() as (_, session):
        with writing(session, CLOCKWORK) as act:
            heads.sign_now(act)
        count = files.write(session, folder)
    click.echo(f"{count} leaves in {folder}.")


COMMANDS = (log,)
