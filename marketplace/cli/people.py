"""Who may do what, and the first people of a hall."""

import click
from sqlalchemy import select

from marketplace.accounts import operations, queries
from marketplace.accounts.models import Organisation
from marketplace.accounts.rules import passwords
from marketplace.accounts.rules.terms import Appointee
from marketplace.accounts.states import Kind
from marketplace.cli.opened import opened
from marketplace.core.act import CLOCKWORK, Act, Role, writing
from marketplace.core.policy import PERMISSIONS

KIND_OF = {
    "operator": Kind.OPERATOR,
    "regulator": Kind.DEPARTMENT,
    "clerk": Kind.WINDOW,
    "specialist": Kind.WINDOW,
    "auditor": Kind.AUDIT,
}


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
@click.option(
    "--organisation", required=True, help="Name of the body or catalogue id of the department."
)
@click.option("--role", type=click.Choice(list(KIND_OF)), default="operator")
@click.password_option(help="Asked for when not given.")
def add(email: str, name: str, organisation: str, role: str, password: str) -> None:
    """Add a person of the hall's own bodies, such as the first operator of a new hall."""
    if fault := passwords.fault(password, email, name):
        raise click.ClickException(fault)
    hashed = passwords.hash_of(password)
    with opened() as (_, session), writing(session, CLOCKWORK) as act:
        body = _body(act, organisation, KIND_OF[role])
        appointee = Appointee(email, name, hashed, Role(role), is_admin=True)
        operations.appoint(act, body, appointee=appointee)
    click.echo(f"{email} may sign in.")


def _body(act: Act, name: str, kind: Kind) -> Organisation:
    if kind is Kind.DEPARTMENT:
        found = queries.department(act.session, name)
        if found is None:
            raise click.ClickException(f"{name}: no department of the catalogue has this id.")
        return found
    mine = select(Organisation).where(Organisation.kind == kind, Organisation.name_zh == name)
    body = act.session.scalars(mine).first()
    return body or operations.register_body(act, None, kind=kind, name_zh=name, name_en="")


COMMANDS = (permissions, user)
