"""Bringing data in: the catalogue of approvals, and procurement history."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from marketplace.cli.opened import opened
from marketplace.core.act import CLOCKWORK, writing
from marketplace.matters import operations as matters
from marketplace.matters.rules.faults import CatalogueError


@click.group("import")
def bring() -> None:
    """Bring data in from files."""


@bring.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def catalogue(folder: Path) -> None:
    """Load departments, matters, service items and calendars; all of them or nothing."""
    try:
        with opened() as (_, session), writing(session, CLOCKWORK) as act:
            report = matters.take_in(act, None, folder=folder)
    except CatalogueError as error:
        for fault in error.faults:
            click.echo(f"{fault.file}: {fault.row}: {fault.field}: {fault.text}", err=True)
        click.echo(f"Refused: {len(error.faults)} faults; nothing was loaded.", err=True)
        sys.exit(1)
    click.echo(json.dumps(asdict(report), ensure_ascii=False, indent=1))


COMMANDS = (bring,)
