"""Templates, compiled once for each language: a fixed text is translated as it is compiled."""

from collections.abc import MutableMapping
from typing import Any

from flask import current_app, templating
from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from marketplace.web import texts


class _Translated(NodeTransformer):
    """Puts the translation where `_("...")` stands, unless something is to be filled in."""

    def visit_Call(self, call: nodes.Call) -> nodes.Node:  # noqa: N802 (Jinja's name)
        self.generic_visit(call)
        if not (isinstance(call.node, nodes.Name) and call.node.name == "_"):
            return call
        if call.kwargs or call.dyn_kwargs or not isinstance(call.args[0], nodes.Const):
            return call
        return nodes.TemplateData(texts.message(call.args[0].value), lineno=call.lineno)


class Environment(templating.Environment):
    """Once it has a language, it compiles only while somebody reads in it."""

    language = ""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """A plain dictionary: each import of macros compares it with the page's."""
        return {**self.globals, **(d or {})}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = super()._parse(source, name, filename)
        translated: nodes.Template = _Translated().visit(parsed) if self.language else parsed
        return translated


def _in_language() -> Environment:
    """The environment of the reader's language, made when the first page is shown in it."""
    kept: dict[str, Environment] = current_app.extensions.setdefault("environments", {})
    locale = texts.locale()
    if locale not in kept:
        made = current_app.jinja_env.overlay()
        assert isinstance(made, Environment)  # noqa: S101 (narrows what Flask gives)
        made.language, made.filters = locale, made.filters | texts.filters(locale)
        kept[locale] = made
    return kept[locale]


def render(template: str, **names: Any) -> str:
    """The template in the reader's language, with what stands around every page."""
    current_app.update_template_context(names)
    return _in_language().get_template(template).render(names)
