"""The filters that templates have: those of Jinja2 that cannot make much of little, and ours."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from jinja2.filters import do_int, do_round

from briefgen.templating.budget import LARGEST_NUMBER, Budget, TooMuch
from briefgen.templating.markdown import refuse_structure
from briefgen.templating.numbers import MOST_DECIMALS

if TYPE_CHECKING:
    from collections.abc import Callable

OF_JINJA = frozenset(
    "abs capitalize count d default dictsort first float groupby items last length list lower map max min reject "
    "rejectattr reverse select selectattr sort title trim truncate unique upper wordcount".split()
)
"""Taken as they are. What pads, wraps, repeats or formats is left out: a number in a template would be a length in memory."""

STRING_METHODS = frozenset(
    "lower upper strip lstrip rstrip split startswith endswith title capitalize casefold isdigit removeprefix removesuffix".split()
)
"""What may be called on text; each makes no more than it is given."""
MAPPING_METHODS = frozenset("items keys values get".split())


_ON_TEXT = frozenset("capitalize lower title trim truncate upper wordcount".split())
_LONG_NAME = 32
"""Letters; whoever names more attributes than fit pays for each of them."""


def bounded(name: str, filter_: Callable[..., Any], budget: Budget) -> Callable[..., Any]:
    """A filter or test that pays for what it goes through, once for each item and attribute."""
    # Jinja2 hands the environment or context to some, before the value.
    first = 1 if hasattr(filter_, "jinja_pass_arg") else 0

    @functools.wraps(filter_)
    def pay(*arguments: Any, **named: Any) -> Any:
        given = [*arguments[:first], *(budget.weighed(one) for one in arguments[first:])]
        for one in named.values():
            budget.weigh(one)
        value = given[first] if len(given) > first else None
        if name in _ON_TEXT:
            refuse_structure(value)
        if isinstance(value, str):
            budget.make(len(value))
            budget.take(len(value) // 2)
        attributes = sum(len(one) for one in (*given[first + 1 :], *named.values()) if isinstance(one, str)) // _LONG_NAME
        if attributes and isinstance(value, list | tuple | dict | range | str):
            budget.take(attributes * len(value))
        return filter_(*given, **named)

    return pay


def own_filters(budget: Budget) -> dict[str, Callable[..., Any]]:
    """The filters that are bounded by the budget."""

    def join(values: Any, by: str = "", attribute: str | None = None) -> str:
        parts = [string(value if attribute is None else value[attribute]) for value in values]
        budget.make(sum(map(len, parts)) + len(parts) * len(by))
        return by.join(parts)

    def replace(text: object, old: str, new: str) -> str:
        said = string(text)
        budget.make(len(said) + (said.count(old) + 1) * len(new))
        return said.replace(old, new)

    def total(values: Any, attribute: str | None = None) -> float:
        numbers = [value if attribute is None else value[attribute] for value in values]
        budget.make(len(numbers))
        return float(sum(numbers)) if any(isinstance(one, float) for one in numbers) else int(sum(numbers))

    def string(value: object) -> str:
        refuse_structure(value)
        return str(value)

    def whole(value: Any, default: int = 0, base: int = 10) -> int:
        made = do_int(value, default, base)
        if isinstance(made, int) and made.bit_length() > LARGEST_NUMBER:
            raise TooMuch("a number grows too large")
        return made

    def rounded(value: Any, precision: int = 0, method: str = "common") -> float:
        if abs(precision) > MOST_DECIMALS:
            raise TooMuch(f"{precision} decimals cannot be rounded to")
        return do_round(value, precision, method)  # type: ignore[arg-type]  # it looks at the word itself

    own: dict[str, Callable[..., Any]] = {
        "join": join,
        "replace": replace,
        "string": string,
        "sum": total,
        "int": whole,
        "round": rounded,
    }
    return {name: bounded(name, filter_, budget) for name, filter_ in own.items()}
