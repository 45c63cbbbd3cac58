"""Filling a template: its text, or the place and reason why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefgen.model.errors import MalformedFile
from briefgen.model.position import Position
from briefgen.model.value import dataclass
from briefgen.templating.budget import TooMuch
from briefgen.templating.markdown import Ready, escape, refuse_structure
from briefgen.templating.places import END, PIECE, VALUE, Places, Stretch, marked, unmarked, without_marks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from jinja2 import TemplateSyntaxError
    from jinja2.environment import Template as Compiled

    from briefgen.templating.sandbox import Sandbox

LONGEST_SOURCE = 1_000_000
"""Characters of a template."""
_OF_PYTHON = (ArithmeticError, AssertionError, AttributeError, LookupError, NameError, TypeError, ValueError)
"""What filters, operators and calls raise for values that are not for them."""
_LONGEST_MESSAGE = 300


@dataclass(frozen=True, slots=True)
class Template:
    """A template and those that it may include, by name; ``files`` gives each one's file as a user would type it."""

    name: str
    sources: Mapping[str, str]
    files: Mapping[str, str]
    first_line: int = 1
    """The number that the first line of the template has in its file."""

    def place(self, name: str, line: int, column: int = 1) -> Position:
        """A line of one of the templates."""
        first = self.first_line if name == self.name else 1
        return Position(self.files.get(name, name), first + line - 1, column)

    def expression(self, name: str, line: int, word: str = "") -> Position:
        """Where on a line the expression begins that says ``word``; without it, the only one."""
        from briefgen.templating.wording import column_of

        lines = self.sources.get(name, "").split("\n")
        return self.place(name, line, column_of(lines[line - 1], word) if 0 < line <= len(lines) else 1)


@dataclass(frozen=True, slots=True)
class Value:
    """What a template printed: its ``name`` there, such as ``facts.drones.value``, and the text; empty name: worked out."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled text. Around each of ``values`` it has marks, which :data:`~briefgen.templating.places.VALUES` finds; ``stretches``
    say where its characters come from."""

    text: str
    stretches: tuple[Stretch, ...] = ()
    values: tuple[Value, ...] = ()


def fill(
    template: Template,
    context: Mapping[str, object],
    *,
    filters: Mapping[str, Callable[..., Any]] | None = None,
    traced: bool = False,
) -> Filled:
    """The Markdown of a template.

    A value is only ever text: whatever in it Markdown could take for structure is escaped. A name that is not in ``context`` is an
    error; ``None`` and the empty string print nothing. ``traced``: as for an author's text, values are marked, where each character
    comes from is kept, and ``{#`` begins no comment. Raises :class:`~briefgen.model.errors.MalformedFile` at the template's line
    for whatever goes wrong in it, and where it would take too long or make too much.
    """
    import jinja2

    from briefgen.templating import wording
    from briefgen.templating.absent import Absent

    values: list[Value] = []
    values_at: list[int] = []

    def printed(value: object, name: str, at: int) -> str:
        refuse_structure(value, name)
        text = escape(value)
        if not traced:
            return text
        if isinstance(value, Ready):
            return f"{marked(PIECE, at)}{text}"
        values.append(Value(name, " ".join(str(value).split())))
        values_at.append(at)
        return f"{marked(VALUE, len(values) - 1)}{without_marks(text)}{END}"

    sandbox = _sandbox(template, printed, filters or {}, traced=traced)
    try:
        text = _compiled(sandbox, template).render(context)
    except jinja2.TemplateSyntaxError as problem:
        raise unreadable(template, problem, list(sandbox.filters)) from None
    except Absent as problem:
        what, hint = problem.said(context)
        raise MalformedFile(_short(what), position=_failing_place(template, problem, str(problem.name)), hint=hint) from None
    except jinja2.TemplateNotFound as problem:
        message = f"template: there is no template {problem.name} to take in"
        raise MalformedFile(message, position=_failing_place(template, problem, str(problem.name))) from None
    except (jinja2.TemplateError, TooMuch, *_OF_PYTHON) as problem:
        what, hint = wording.of_filling(str(problem))
        raise MalformedFile(f"template: {_short(what)}", position=_failing_place(template, problem), hint=hint) from None
    except (RecursionError, MemoryError, SyntaxError):
        message = "template: it is nested too deeply, or calls itself"
        raise MalformedFile(message, position=template.place(template.name, 1)) from None
    if not traced:
        return Filled(text)
    plain, stretches = unmarked(text, values_at)
    return Filled(plain, stretches, tuple(values))


def _sandbox(
    template: Template, printed: Callable[[object, str, int], str], filters: Mapping[str, Callable[..., Any]], *, traced: bool
) -> Sandbox:
    from jinja2 import FunctionLoader

    from briefgen.templating.sandbox import Sandbox

    def load(name: str) -> tuple[str, str, None] | None:
        source = template.sources.get(name)
        if source is None:
            return None
        if len(source) > LONGEST_SOURCE:
            raise TooMuch(f"the template {name} has over {LONGEST_SOURCE:,} characters")
        return without_marks(source), template.files.get(name, name), None

    def places(source: str) -> Places:
        return Places(source, made.lex(source))

    made = Sandbox(FunctionLoader(load), printed, filters, places if traced else None)
    return made


def _compiled(sandbox: Sandbox, template: Template) -> Compiled:
    return sandbox.get_template(template.name)


def unreadable(template: Template, problem: TemplateSyntaxError, filters: Iterable[str]) -> MalformedFile:
    """The error for text that is no template, at what is wrong in it."""
    from briefgen.templating import wording

    name, line, message = problem.name or template.name, problem.lineno, problem.message or ""
    what, hint = wording.of_syntax(message, filters)
    opened = wording.left_open(template.sources.get(name, "")) if what.endswith("never closed") and "{{" not in what else None
    if opened:
        before = template.sources[name][: opened[1]]
        place = template.place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
    else:
        place = template.expression(name, line, wording.at_issue(message))
    return MalformedFile(f"template: {what}", position=place, hint=hint)


def _failing_place(template: Template, problem: BaseException, word: str = "") -> Position:
    """The innermost line of a template in the traceback, where Jinja2 puts the template's own file and lines, and in it the
    expression that says ``word``."""
    names = {file: name for name, file in template.files.items() if name in template.sources}
    found, line = template.name, 1
    trace = problem.__traceback__
    while trace:
        name = names.get(trace.tb_frame.f_code.co_filename)
        if name is not None:
            found, line = name, trace.tb_lineno
        trace = trace.tb_next
    return template.expression(found, line, word)


def _short(said: str) -> str:
    return said if len(said) <= _LONGEST_MESSAGE else f"{said[:_LONGEST_MESSAGE]}…"
