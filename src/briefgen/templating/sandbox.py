"""The environment: Jinja2's sandbox, closed further, in which every turn, call and text made is counted.

Jinja2's own sandbox keeps a template from Python's insides; it does not keep it from looping for ever or from filling the memory
(`Security Considerations` in its documentation says so). Here a template's tree is changed before it is compiled: each body
of a loop, macro or block begins with a payment, and what puts text together asks first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from jinja2 import StrictUndefined, nodes
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import BlockReference, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from briefgen.templating.absent import Missing
from briefgen.templating.budget import LARGEST_NUMBER, LONGEST_RANGE, Budget, TooMuch
from briefgen.templating.filters import MAPPING_METHODS, OF_JINJA, STRING_METHODS, bounded, own_filters
from briefgen.templating.markdown import Ready, refuse_structure
from briefgen.templating.places import Places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from jinja2 import BaseLoader
    from jinja2.runtime import Context

_BODIES = (nodes.For, nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.AssignBlock, nodes.Block)
NO_COMMENTS = ("{\U000f5003", "\U000f5003}")
"""In an author's text ``{#name}`` is an identifier, so that comments there are those of HTML alone."""
_PLAIN: tuple[type, ...] = (int, float, list, tuple, type(None))
_TEMPLATES_OWN = (Macro, BlockReference, LoopContext)
_ROOT = re.compile(r"\w+")
_CAPTURE = "captured text"
"""A filter that no template can name, because of its space."""


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment for one filling.

    ``printed`` is what a value that is printed becomes, given its name in the template (``facts.drones.value``; empty for what is
    more than a name) and its place. ``places`` are marked in the text; ``None``: they are not. ``filters`` are further ones.
    """

    intercepted_binops = frozenset({"+", "*", "**", "%", "//", "/", "-"})

    def __init__(
        self,
        loader: BaseLoader,
        printed: Callable[[object, str, int], str],
        filters: Mapping[str, Callable[..., Any]],
        places: Callable[[str], Places] | None = None,
    ) -> None:
        comment = ("{#", "#}") if places is None else NO_COMMENTS
        # The optimiser would work expressions out before there is anybody to count.
        super().__init__(
            loader=loader,
            undefined=Missing,
            autoescape=False,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            optimized=False,
            cache_size=-1,
            comment_start_string=comment[0],
            comment_end_string=comment[1],
        )
        self.budget = Budget()
        self._printed = printed
        self._places = places
        self._rows: dict[tuple[str, int], tuple[str, Any]] = {}
        self.globals = {"range": _short_range, "dict": dict, "namespace": self.globals["namespace"]}
        taken: dict[str, Callable[..., Any]] = {name: self.filters[name] for name in OF_JINJA} | dict(filters)
        self.filters = {name: bounded(name, filter_, self.budget) for name, filter_ in taken.items()}
        self.filters |= {**own_filters(self.budget), _CAPTURE: Ready}
        self.tests = {name: bounded(name, test, self.budget) for name, test in _named(self.tests)}

    # ── the template's tree ──────────────────────────────────────────────────────────────────────────────────────────

    def _tokenize(self, source: str, name: str | None, filename: str | None = None, state: str | None = None) -> TokenStream:
        return TokenStream(self._counted(super()._tokenize(source, name, filename, state)), name, filename)

    def _counted(self, tokens: TokenStream) -> Iterator[Token]:
        for token in tokens:
            self.budget.read()
            yield token

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for capture in tree.find_all(nodes.AssignBlock):
            capture.filter = nodes.Filter(capture.filter, _CAPTURE, [], [], None, None, lineno=capture.lineno)
        for body in (tree, *tree.find_all(_BODIES)):
            body.body.insert(0, self._payment(body))  # type: ignore[attr-defined]  # all of them have one
        _Paying().visit(tree)
        places = self._places(source) if self._places else None
        for output in tree.find_all(nodes.Output):
            output.nodes = [node for part in output.nodes for node in self._output(part, places)]
        tree.set_environment(self)
        return tree

    def _payment(self, body: nodes.Node) -> nodes.Node:
        line = max(body.lineno or 1, 1)
        written = sum(len(data.data) for data in body.find_all(nodes.TemplateData))
        parts = sum(1 for _ in body.find_all(nodes.Node))
        return nodes.ExprStmt(_own("spend", [nodes.Const(part, lineno=line) for part in (written, parts)], line), lineno=line)

    def _output(self, node: nodes.Expr, places: Places | None) -> list[nodes.Expr]:
        """What stands in a template's text: a piece of the text itself, or a value to be printed."""
        if isinstance(node, nodes.TemplateData):
            mark = places.text(node.data) if places else ""
            return [nodes.TemplateData(mark, lineno=node.lineno), node] if mark else [node]
        at = nodes.Const(places.value() if places else 0, lineno=node.lineno)
        named = _name(node)
        root = _ROOT.match(named) if places else None
        means = [nodes.Name(root[0], "load", lineno=node.lineno)] if root else []
        return [_own("printed", [node, nodes.Const(named, lineno=node.lineno), at, *means], node.lineno)]

    def spend(self, characters: int, parts: int) -> str:
        """A turn of a loop, or a macro, block or template entered."""
        return self.budget.spend(characters, parts)

    def weighed(self, value: Any) -> Any:
        """A value that is compared, looked up or put together."""
        return self.budget.weighed(value)

    def cut(self, value: Any) -> Any:
        """What is cut from a value."""
        if isinstance(value, str):
            self.budget.make(len(value))
        return self.budget.weighed(value)

    def gone_through(self, value: Any, name: str, target: str) -> Any:
        """What a loop goes through. What the loop's own name prints is called by the place in what it goes through."""
        values = self.budget.gone_through(value)
        return self._placed(values, name, target) if name and target and self._places else values

    def _placed(self, values: Iterable[Any], name: str, target: str) -> Iterator[Any]:
        for number, value in enumerate(values):
            self._rows[target, id(value)] = (f"{name}[{number}]", value)
            yield value

    def joined(self, parts: list[object]) -> str:
        """What ``~`` puts together."""
        for part in parts:
            refuse_structure(part)
        texts = [str(part) for part in parts]
        self.budget.make(sum(map(len, texts)))
        made = "".join(texts)
        return Ready(made) if all(isinstance(part, Ready) for part in parts) else made

    def printed(self, value: object, name: str, at: int, root: object = None) -> str:
        """What an expression in a template prints; an undefined one complains. ``root``: what the first part of its name means."""
        first = _ROOT.match(name)
        if first and (row := self._rows.get((first[0], id(root)))):
            name = f"{row[0]}{name[first.end() :]}"
        text = str(value) if isinstance(value, StrictUndefined) else self._printed(value, name, at)
        self.budget.make(len(text))
        return text

    def wrap_str_format(self, value: Any) -> None:
        """Nothing: text is not formatted with ``format``, whose widths are lengths in memory."""

    # ── what a template may do ───────────────────────────────────────────────────────────────────────────────────────

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Jinja2's rules, and of Python's own values only methods that make no more than they are given."""
        if not super().is_safe_attribute(obj, attr, value) or attr.startswith("_"):
            return False
        if isinstance(obj, str):
            return attr in STRING_METHODS
        if isinstance(obj, dict):
            return attr in MAPPING_METHODS
        if attr in getattr(obj, "_fields", ()):
            return True
        return not isinstance(obj, _PLAIN)

    def call(self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: PYI063 (Jinja2's signature)
        """Call something, counted. What a macro or block returns is the template's own text, its values escaped already."""
        self.budget.spend()
        owner = getattr(__obj, "__self__", None)
        if isinstance(owner, str):
            self.budget.make(len(owner))
        if isinstance(owner, str | dict):
            self.budget.take(len(owner))
        args = tuple(self.budget.weighed(one) for one in args)
        self.budget.weigh(kwargs)
        result = super().call(__context, __obj, *args, **kwargs)
        return Ready(result) if isinstance(__obj, _TEMPLATES_OWN) and isinstance(result, str) else result

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Work an operator out. Numbers stay small; text and lists are added, never multiplied."""
        if operator == "+" and any(isinstance(left, kind) and isinstance(right, kind) for kind in (str, list, tuple)):
            self.budget.make(len(left) + len(right))
            self.budget.weigh([left, right] if isinstance(left, list | tuple) else "")
        elif not (isinstance(left, int | float) and isinstance(right, int | float)):
            raise TooMuch(f"{operator} is for numbers, not for {_kind(left)} and {_kind(right)}; ~ puts text together")
        elif any(isinstance(one, int) and one.bit_length() > LARGEST_NUMBER for one in (left, right)):
            raise TooMuch("a number grows too large")
        elif operator == "**" and abs(right) > 64:
            raise TooMuch(f"a power of {right} is too large")
        result = super().call_binop(context, operator, left, right)
        if isinstance(result, int) and result.bit_length() > LARGEST_NUMBER:
            raise TooMuch("a number grows too large")
        return result


class _Paying(NodeTransformer):
    """Puts texts and lists together, compares and goes through them by asking first."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Call:  # noqa: N802 (the name that Jinja2 looks for)
        self.generic_visit(node)
        return _own("joined", [nodes.List(node.nodes, lineno=node.lineno)], node.lineno)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Compare:  # noqa: N802 (the name that Jinja2 looks for)
        self.generic_visit(node)
        node.expr = _own("weighed", [node.expr], node.lineno)
        for operand in node.ops:
            operand.expr = _own("weighed", [operand.expr], node.lineno)
        return node

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 (the name that Jinja2 looks for)
        self.generic_visit(node)
        names = [_name(node.iter), node.target.name if isinstance(node.target, nodes.Name) else ""]
        called = [nodes.Const(name, lineno=node.lineno) for name in names]
        node.iter = _own("gone_through", [cast("nodes.Expr", node.iter), *called], node.lineno)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Expr:  # noqa: N802 (the name that Jinja2 looks for)
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            return _own("cut", [node], node.lineno)
        if not isinstance(node.arg, nodes.Const):
            node.arg = _own("weighed", [node.arg], node.lineno)
        return node

    def visit_List(self, node: nodes.List) -> nodes.Expr:  # noqa: N802 (the name that Jinja2 looks for)
        self.generic_visit(node)
        return _own("weighed", [node], node.lineno)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Expr:  # noqa: N802 (the name that Jinja2 looks for)
        self.generic_visit(node)
        return _own("weighed", [node], node.lineno)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Expr:  # noqa: N802 (the name that Jinja2 looks for)
        self.generic_visit(node)
        return node if node.ctx == "store" else _own("weighed", [node], node.lineno)


def _own(name: str, arguments: list[nodes.Expr], line: int) -> nodes.Call:
    """A call of one of the environment's own methods, which no template can name."""
    return nodes.Call(nodes.EnvironmentAttribute(name, lineno=line), arguments, [], None, None, lineno=line)


def _named(tests: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    return tests.items()


def _short_range(*bounds: int) -> range:
    made = range(*bounds)
    if len(made) > LONGEST_RANGE:
        raise TooMuch(f"a range of {len(made):,} is longer than {LONGEST_RANGE:,}")
    return made


def _kind(value: object) -> str:
    return {"str": "text", "dict": "a mapping", "list": "a list", "NoneType": "nothing"}.get(type(value).__name__, "a value")


def _name(node: nodes.Node) -> str:
    """An expression as a name: ``facts.drones.value``, ``uav[0].count``; empty for anything that is worked out."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            inner = _name(node.node)
            return f"{inner}.{node.attr}" if inner else ""
        case nodes.Getitem() if isinstance(node.arg, nodes.Const):
            inner = _name(node.node)
            key = node.arg.value
            return "" if not inner else f"{inner}.{key}" if isinstance(key, str) and key.isidentifier() else f"{inner}[{key}]"
        case nodes.Filter() if node.node is not None:
            return _name(node.node)
    return ""
