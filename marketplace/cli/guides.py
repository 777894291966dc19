"""A plan on the console: from a file of answers, without a hall behind it."""

import json
import sys
from pathlib import Path
from typing import IO, Any

import click

from marketplace.core.config import ROOT
from marketplace.core.errors import BadInputError
from marketplace.matters.rules.catalogue import read
from marketplace.matters.rules.faults import CatalogueError
from marketplace.matters.rules.guidance import Plan, book_of, make_plan
from marketplace.matters.rules.guidance.book import content_of

CATALOGUE = ROOT / "data" / "approvals"
SHOWN = (
    "matters",
    "service_items",
    "flags",
    "reasons",
    "total_days",
    "critical_path",
    "critical_days_by_kind",
)
REFUSED = 2


@click.command()
@click.argument("answers", type=click.File(encoding="utf-8"))
@click.option(
    "--catalogue",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=CATALOGUE,
    help="Folder of the catalogue with its guidance.json.",
)
def guide(answers: IO[str], folder: Path) -> None:
    """Print the plan that a file of answers leads to, as JSON.

    ANSWERS is an object such as {"Q01": "government", "Q18": ["none"]}. The rules are read from
    the catalogue's folder, not from the hall's database.
    """
    try:
        plan = _plan(_answers(answers), folder)
    except BadInputError as error:
        click.echo(f"Refused: {error.field}: {error.text}", err=True)
        sys.exit(REFUSED)
    except CatalogueError as error:
        for fault in error.faults:
            click.echo(f"{fault.file}: {fault.row}: {fault.field}: {fault.text}", err=True)
        sys.exit(REFUSED)
    whole = plan.as_json()
    click.echo(json.dumps({name: whole[name] for name in SHOWN}, ensure_ascii=False, indent=1))


def _answers(file: IO[str]) -> dict[str, Any]:
    try:
        answers = json.load(file)
    except ValueError as error:
        raise click.UsageError(f"{file.name} is not JSON in UTF-8.") from error
    if not isinstance(answers, dict) or not all(map(_is_answer, answers.values())):
        raise click.UsageError("Answers are an object of question and option, or list of options.")
    return answers


def _is_answer(value: object) -> bool:
    several = value if isinstance(value, list) else [value]
    return all(isinstance(one, str) for one in several)


def _plan(answers: dict[str, Any], folder: Path) -> Plan:
    catalogue = read(folder)
    if catalogue.guidance is None:
        raise click.UsageError(f"{folder} has no guidance.json.")
    content = content_of(catalogue.guidance, catalogue.matters, catalogue.items)
    return make_plan(book_of(content), answers)


COMMANDS = (guide,)
