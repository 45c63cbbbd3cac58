"""What the template engine says of a template that it cannot read or fill, in words for who wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

TAGS = (
    "if",
    "elif",
    "else",
    "endif",
    "for",
    "endfor",
    "set",
    "endset",
    "macro",
    "endmacro",
    "filter",
    "endfilter",
    "raw",
    "endraw",
)
_OPEN = re.compile(r"\{%[-+]?\s*(?P<tag>\w+)(?P<rest>[^%]*)%\}")
_PRINTED = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{\{.*|\{%.*")
_TOKENS = {
    "'end of print statement'": "}}",
    "'end of statement block'": "%}",
    "'begin of print statement'": "{{",
    "'begin of statement block'": "{%",
}

Said = tuple[str, str]
"""What is wrong, and what to do; empty: nothing is known."""


def of_syntax(message: str, filters: Iterable[str]) -> Said:
    """What is wrong with the words of a template, from what Jinja2 says of it; as it is where that is not known."""
    for pattern, told in _SYNTAX:
        if found := pattern.fullmatch(message):
            return told(found.groupdict(""), filters)
    return message.rstrip("."), ""


def at_issue(message: str) -> str:
    """The word that Jinja2 stumbled over; empty where it does not say."""
    found = re.search(r"(?:got|named|tag) '(\w+)'", message)
    return found[1] if found else ""


def of_filling(message: str) -> Said:
    """What went wrong with values, from what Jinja2 and Python say of it; as it is where that is not known."""
    for pattern, what, hint in _FILLING:
        if found := pattern.search(message):
            return what.format(**{key: _KINDS.get(said, said) for key, said in found.groupdict().items()}), hint
    return message, ""


def column_of(line: str, name: str = "") -> int:
    """Where on a line of a template the expression begins that says ``name``, counted from 1; else the only one, else 1."""
    found = list(_PRINTED.finditer(line))
    word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    naming = [one for one in found if name and word.search(one[0])] or (found if len(found) == 1 else [])
    return naming[0].start() + 1 if naming else 1


def left_open(source: str) -> tuple[str, int] | None:
    """The innermost block that is never closed, and the offset of its tag."""
    stack: list[tuple[str, int]] = []
    for tag in _OPEN.finditer(source):
        name = tag["tag"]
        if name.startswith("end") and stack and stack[-1][0] == name.removeprefix("end"):
            stack.pop()
        elif f"end{name}" in TAGS and not (name == "set" and "=" in tag["rest"]):
            stack.append((name, tag.start()))
    return stack[-1] if stack else None


def _after(found: Mapping[str, str], _: Iterable[str]) -> Said:
    end = "}}" if found["where"] == "print statement" else "%}"
    got = _token(found["got"])
    hint = "put an operator or a bar (|) between the two, or spell the name as one word" if end == "}}" else "look at the tag again"
    return f"{got} is not expected here, where {end} would close it", hint


def _unclosed(found: Mapping[str, str], _: Iterable[str]) -> Said:
    begin, end = ("{{", "}}") if "print" in found["where"] else ("{%", "%}")
    return f"{begin} is never closed", f"end it with {end}"


def _token(said: str) -> str:
    return _TOKENS.get(said, said)


def _nothing(found: Mapping[str, str], _: Iterable[str]) -> Said:
    got = _token(found["got"])
    braces = "; to print the braces, put {% raw %} before them and {% endraw %} after" if got == "}}" else ""
    return f"a value is missing before {got}", f"name one{braces}"


def _tag(found: Mapping[str, str], _: Iterable[str]) -> Said:
    tag, wanted, inner = found["tag"], re.findall(r"'(\w+)'", found["wanted"]), found["inner"]
    if inner and tag.startswith("end"):
        return f"{{% {tag} %}} does not close {{% {inner} %}}", f"write {{% end{inner} %}}"
    if tag.startswith("end") and tag in TAGS:
        return f"{{% {tag} %}} closes nothing", f"begin with {{% {tag.removeprefix('end')} … %}}, or take it out"
    return f"there is no tag {tag}", did_you_mean(tag, [*wanted, *TAGS])


_LOOKING = r".*following tags: (?P<wanted>.*?)\. The innermost.* is '(?P<inner>\w+)'\."
_SYNTAX: tuple[tuple[re.Pattern[str], Callable[[Mapping[str, str], Iterable[str]], Said]], ...] = (
    (re.compile(r"expected token 'end of (?P<where>print statement|statement block)', got (?P<got>.*)"), _after),
    (re.compile(r"unexpected end of template, expected '(?:end of )?(?P<where>.*?)'\.?"), _unclosed),
    (re.compile(r"[Ee]xpected an expression, got (?P<got>.*)"), _nothing),
    (re.compile(r"Encountered unknown tag '(?P<tag>.*?)'\." + f"(?:{_LOOKING})?.*"), _tag),
    (
        re.compile(r"Unexpected end of template\..* is '(?P<inner>\w+)'\."),
        lambda found, _: (f"{{% {found['inner']} %}} is never closed", f"end it with {{% end{found['inner']} %}}"),
    ),
    (
        re.compile(r"No (?P<what>filter|test) named '(?P<name>.*?)'\.?"),
        lambda found, known: (
            f"there is no {found['what']} {found['name']}",
            did_you_mean(found["name"], known if found["what"] == "filter" else ()),
        ),
    ),
    (
        re.compile(r"unexpected (?:char )?(?P<got>'.*?'|\"'\")(?: at \d+)?"),
        lambda found, _: (f"the sign {found['got']} is not expected here", "close quotation marks and brackets; }} ends a value"),
    ),
    (
        re.compile(r"expected token '?(?P<wanted>.*?)'?, got (?P<got>.*)"),
        lambda found, _: (f"{_token(found['got'])} stands where '{found['wanted']}' is expected", "look at the tag again"),
    ),
    (re.compile(r"expected name or number"), lambda *_: ("a name is missing after the full stop", "write what is meant after it")),
)

_KINDS = {"int": "a number", "float": "a number", "str": "text", "list": "a list", "tuple": "a list", "dict": "a mapping"}
_KINDS |= {"NoneType": "nothing", "Record": "a row", "Fact": "a fact", "bool": "true or false", "function": "a function"}
_FILLING = tuple(
    (re.compile(pattern), what, hint)
    for pattern, what, hint in (
        (r"'(?P<kind>\w+)' object is not callable", "{kind} cannot be called", "take out the brackets after its name"),
        (r"'(?P<kind>\w+)' object is not iterable", "{kind} cannot be gone through", "a loop and its filters need a list"),
        (r"'(?P<kind>\w+)' object is not subscriptable", "{kind} has no parts", "take out what follows its name"),
        (r"access to attribute '(?P<name>.*?)' of .* is unsafe", "{name} cannot be asked for in a template", ""),
        (r"division(?: or modulo)? by zero", "a number is divided by zero", "ask before with {% if … %}"),
        (
            r"'(?P<sign>[<>=]+)' not supported between instances of '(?P<one>\w+)' and '(?P<other>\w+)'",
            "{one} and {other} cannot be compared with {sign}",
            "compare numbers with numbers and texts with texts",
        ),
        (
            r"unsupported operand type\(s\) for (?P<sign>\S+): '(?P<one>\w+)' and '(?P<other>\w+)'",
            "{one} and {other} do not go with {sign}",
            "~ puts text together",
        ),
    )
)
