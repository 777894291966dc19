"""Bringing data in: the catalogue of approvals, and procurement history."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import IO

import click

from marketplace.cases import operations as cases
from marketplace.cases.rules import milestones as milestone_rules
from marketplace.cli import history
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


@bring.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--refusals", type=click.File("w", encoding="utf-8"), help="List them in a file.")
def ocds(file: Path, refusals: IO[str] | None) -> None:
    """Load procurement history: JSON or JSONL, plain or .gz; then compute signals over it.

    Prints a report as JSON. The same file twice changes nothing.
    """
    with opened() as (_, session):
        report = history.bring_in(session, file, refusals)
    click.echo(json.dumps(report.as_dict(), ensure_ascii=False))


@bring.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def milestones(file: Path) -> None:
    """Load milestones of projects elsewhere, in the columns of the FAST-41 dashboard (CSV).

    All lines or none. A baseline is frozen when it is first seen; earlier targets are kept.
    """
    try:
        lines = milestone_rules.read(file.read_text(encoding="utf-8-sig").splitlines(keepends=True))
    except (milestone_rules.MilestoneError, UnicodeDecodeError) as error:
        click.echo(f"Refused: {error}; nothing was loaded.", err=True)
        sys.exit(1)
    with opened() as (_, session), writing(session, CLOCKWORK) as act:
        taken = cases.take_milestones(act, None, lines=lines)
    click.echo(json.dumps(asdict(taken)))


COMMANDS = (bring,)
