"""The names that a template asks for, found without filling it: in whatever branch they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from briefgen.model.diagnostic import Diagnostic, error
from briefgen.model.nearest import did_you_mean

if TYPE_CHECKING:
    from jinja2 import nodes

    from briefgen.templating.filling import Template


def unknown_names(template: Template, context: Mapping[str, object]) -> Iterator[Diagnostic]:
    """An error for each name in a template that ``context`` has not, and for text that is no template at all."""
    from jinja2 import Environment, TemplateSyntaxError, meta, nodes

    from briefgen.templating.filling import unreadable
    from briefgen.templating.filters import OF_JINJA

    try:
        # Only read, never filled.
        tree = Environment(autoescape=True).parse(template.sources[template.name])
    except TemplateSyntaxError as problem:
        failure = unreadable(template, problem, OF_JINJA)
        yield error("malformed-file", failure.message, failure.position, failure.hint)
        return
    free = meta.find_undeclared_variables(tree)
    for found in tree.find_all(nodes.Name):
        if found.name in free and found.name not in context and found.ctx == "load":
            place = template.expression(template.name, found.lineno, found.name)
            message = f"nothing in a fragment is called '{found.name}'"
            yield error("unknown-placeholder", message, place, did_you_mean(found.name, context))
    parts: list[nodes.Getattr | nodes.Getitem] = [*tree.find_all(nodes.Getattr), *tree.find_all(nodes.Getitem)]
    for part in parts:
        yield from _unknown_part(part, free, context, template)


def _unknown_part(
    part: nodes.Getattr | nodes.Getitem, free: set[str], context: Mapping[str, object], template: Template
) -> Iterator[Diagnostic]:
    """A part of a value that is known to have none of that name, such as ``brief.titel``."""
    from jinja2 import nodes

    if not isinstance(part.node, nodes.Name) or part.node.name not in free:
        return
    whole = context.get(part.node.name)
    key = part.attr if isinstance(part, nodes.Getattr) else part.arg.value if isinstance(part.arg, nodes.Const) else None
    if isinstance(whole, Mapping) and isinstance(key, str) and key not in whole:
        place = template.expression(template.name, part.lineno, key)
        message = f"'{part.node.name}' has no part '{key}'"
        yield error("unknown-placeholder", message, place, did_you_mean(key, map(str, whole)))
