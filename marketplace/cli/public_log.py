"""The public log and the draws as files, for whoever wants to keep and verify them."""

import json
import sys
from pathlib import Path

import click

from marketplace.cli.opened import opened
from marketplace.core import keys
from marketplace.core.act import CLOCKWORK, writing
from marketplace.core.transparency import export as files
from marketplace.core.transparency import heads, rotating, spool
from marketplace.selection.queries.draws import document, over
from marketplace.selection.rules import drawing


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


@log.command()
@click.argument("reason")
def rotate(reason: str) -> None:
    """Sign the log with another key from now on; REASON is published.

    Old and new key sign the change, it is a leaf of the log, and witnesses follow by themselves.
    Keep the old key files: they still name people in old leaves, and prove old heads.
    """
    with opened() as (_, session):
        with writing(session, CLOCKWORK) as act:
            row = rotating.rotate(act, None, reason=reason)
        told = [one.public_record() for one in rotating.rotations(session)]
        spool.put_text(keys.folder() / "rotations.json", json.dumps(told))
        click.echo(f"The log is signed by {row.new} from leaf {row.size} on.")


@click.group()
def draw() -> None:
    """Draws."""


@draw.command("export")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def export_draws(folder: Path) -> None:
    """Write each draw that was held into FOLDER, as NUMBER.json."""
    folder.mkdir(parents=True, exist_ok=True)
    with opened() as (_, session):
        held = over(session)
        for one in held:
            (folder / f"{one.number}.json").write_bytes(drawing.as_file(document(one)))
    click.echo(f"{len(held)} draws in {folder}.")


@draw.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def verify(file: Path) -> None:
    """Verify a draw.json; exit 1 and say what does not follow."""
    try:
        told = drawing.read(file.read_bytes())
    except (ValueError, TypeError, RecursionError) as error:
        raise click.ClickException(f"{file} is not a draw.json: {error}") from error
    found = list(drawing.faults(told))
    for fault in found:
        click.echo(f"FAULT  {fault}")
    if found:
        sys.exit(1)
    for place, number in enumerate(told["result"], 1):
        click.echo(f"{place}. number {number}: {told['pool'][number - 1]['id']}")
    click.echo("Everything follows from everything.")


COMMANDS = (log, draw)
