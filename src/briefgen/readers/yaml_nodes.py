"""YAML as nodes, composed with care: a file that somebody made to be slow costs no more than any other of its length."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from briefgen.model.named import NamedTuple

if TYPE_CHECKING:
    from yaml.nodes import Node


class Bounds(NamedTuple):
    """The most that is composed: events, collections in one another, and the depth down to which an alias may stand."""

    events: int
    deepest: int
    aliases: int = 0


def composed(text: str, bounds: Bounds) -> Node | None:
    """The document as nodes; ``None``: there is nothing in it.

    Its events are counted first, because composing is recursive and aliases multiply. Raises :class:`yaml.YAMLError` for what is
    not YAML or is beyond the bounds.
    """
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=yaml.SafeLoader)):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        alias = isinstance(event, yaml.AliasEvent) and depth > bounds.aliases
        if alias or depth > bounds.deepest or count > bounds.events:
            mark: Any = event.start_mark
            reason = "an alias (*name) is not read" if alias else "it is nested too deeply or too long"
            raise yaml.MarkedYAMLError(problem=reason, problem_mark=mark)
    return yaml.compose(text, Loader=yaml.SafeLoader)
