"""The rules of the house, checked on the code itself."""

import ast
from importlib import import_module
from pathlib import Path

import pytest

from marketplace.app import ROOMS, ROOT, modules
from marketplace.core.states import Machine
from marketplace.core.texts import name_of, named_enums

PACKAGE = ROOT / "marketplace"
FILES = sorted(PACKAGE.rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_TEMPLATE = 250, 40, 80


def shown(path):
    return str(path.relative_to(ROOT))


def tree(file):
    return ast.parse(file.read_text(encoding="utf-8"))


def functions(file):
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree(file)) if isinstance(node, kinds)]


def sources(module):
    file = Path(module.__file__)
    return file.parent.rglob("*.py") if file.stem == "__init__" else [file]


def machines():
    for states in modules("states"):
        for value in vars(states).values():
            if isinstance(value, Machine):
                yield states.__name__.split(".")[1], value


def test_files_and_functions_are_short():
    lines = {shown(f): len(f.read_text(encoding="utf-8").splitlines()) for f in FILES}
    assert {name: count for name, count in lines.items() if count > LONGEST_FILE} == {}
    long = [
        (shown(file), found.name)
        for file in FILES
        for found in functions(file)
        if found.end_lineno - found.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("file", TEMPLATES, ids=shown)
def test_templates_are_short_and_escape(file):
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_TEMPLATE
    assert "|safe" not in text.replace(" ", "")


def test_only_the_machine_assigns_a_state():
    assigning = [
        (shown(file), node.lineno)
        for file in FILES
        if file != PACKAGE / "core" / "states.py"
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute) and target.attr == "state"
    ]
    assert assigning == []


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_has_only_the_files_of_the_house(room):
    lawful = {
        "__init__", "states", "models", "rules", "policy", "queries",
        "operations", "forms", "views", "readers", "backend", "templates",
    }  # fmt: skip
    found = {path.stem for path in (PACKAGE / room).iterdir() if path.stem != "__pycache__"}
    assert found <= lawful


def test_every_verb_of_a_machine_is_moved_by_an_operation():
    for room, machine in machines():
        moved = {
            node.args[1].value
            for operations in modules("operations")
            if operations.__name__.split(".")[1] == room
            for file in sources(operations)
            for node in ast.walk(tree(file))
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "move"
            if isinstance(node.args[1], ast.Constant)
        }
        assert set(machine.moves) - moved == set(), room


@pytest.mark.parametrize("enum", sorted(named_enums(), key=lambda enum: enum.__qualname__))
def test_every_member_of_a_named_enumeration_has_a_name(enum):
    assert all(name_of(member) for member in enum)


def test_every_state_has_a_way_in_and_the_moves_lead_to_states():
    for _, machine in machines():
        reached = {target for _, target in machine.moves.values()}
        first = {state for sources, _ in machine.moves.values() for state in sources}
        assert reached <= set(type(next(iter(reached))))
        assert first


def test_a_stranger_is_asked_to_sign_in(app, session):
    closed = [
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
        and not getattr(app.view_functions[rule.endpoint], "is_public", False)
    ]
    client = app.test_client()
    for rule in closed:
        method = "GET" if "GET" in rule.methods else "POST"
        values = dict.fromkeys(rule.arguments, 1) | {"verb": "disable"}
        with app.test_request_context():
            path = rule.build(values, append_unknown=False)
        assert path is not None
        reply = client.open(path[1], method=method)
        assert (reply.status_code, reply.location[:17]) == (303, "/accounts/sign_in"), path


def test_the_public_pages_are_these(app):
    public = sorted(
        name for name, view in app.view_functions.items() if getattr(view, "is_public", False)
    )
    golden = Path(__file__).with_name("public_pages.txt").read_text().split()
    assert public == golden


def test_every_room_says_what_it_is():
    for room in ROOMS:
        if (PACKAGE / room / "__init__.py").exists():
            assert import_module(f"marketplace.{room}").__doc__
