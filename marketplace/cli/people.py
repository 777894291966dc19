"""Who may do what, and the first people of a hall."""

import click

from marketplace.accounts import operations, rules
from marketplace.accounts.states import Kind
from marketplace.cli.opened import opened
from marketplace.core.act import CLOCKWORK, Role, writing
from marketplace.core.policy import PERMISSIONS


@click.command()
def permissions() -> None:
    """Print the matrix of roles and verbs."""
    with opened():
        click.echo(table())


def table() -> str:
    """Each permission, then the roles that have it, each with its condition."""
    lines = []
    for name, permit in sorted(PERMISSIONS.items()):
        said = [(role, permit.says(role)) for role in Role]
        holders = [role if how == "yes" else f"{role} ({how})" for role, how in said if how != "-"]
        lines.append(f"{name}: {', '.join(holders)}")
    return "\n".join(lines)


@click.group()
def user() -> None:
    """People who sign in."""


@user.command("add")
@click.argument("email")
@click.option("--name", required=True, help="As other people see it.")
@click.option("--organisation", required=True, help="Name of the organisation, made if missing.")
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), default="operator")
@click.option("--role", type=click.Choice([role.value for role in Role]), default="operator")
@click.password_option(help="Asked for when not given.")
def add(email: str, name: str, organisation: str, kind: str, role: str, password: str) -> None:
    """Add a person, such as the first operator of a new hall."""
    hashed = rules.hash_password(password)
    with opened() as (_, session), writing(session, CLOCKWORK) as act:
        operations.appoint(
            act,
            None,
            email=email,
            name=name,
            password_hash=hashed,
            organisation=organisation,
            kind=Kind(kind),
            role=Role(role),
        )
    click.echo(f"{email} may sign in.")


COMMANDS = (permissions, user)
