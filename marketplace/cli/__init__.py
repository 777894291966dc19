"""The console command `hall`: what an administrator does outside the browser."""

import click

from marketplace.cli import data, demos, guides, imports, people, public_log, service


@click.group()
def hall() -> None:
    """Look after an online service hall for intermediaries."""


for commands in (service, data, demos, guides, imports, people, public_log):
    for command in commands.COMMANDS:
        hall.add_command(command)
