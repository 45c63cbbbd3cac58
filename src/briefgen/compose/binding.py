"""What no line may part: a day and its month, a number and its per cent sign."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.value import replace
from briefgen.model.walk import rewrite_all

if TYPE_CHECKING:
    from collections.abc import Mapping

NO_BREAK_SPACE = "\u00a0"


def bind(blocks: tuple[tree.Block, ...], labels: Mapping[str, str]) -> tuple[tree.Block, ...]:
    """Blocks in whose texts a no-break space stands between a day and its month, on either side of it, and before a per cent sign.

    The months' names are the words of the label ``months``. The space before a year stays one at which a line may end: three words
    in one piece would tear holes into narrow columns. Code stays as it was typed.
    """
    spaces = _spaces(labels.get("months", ""))

    def bound(node: tree.Node) -> tree.Node:
        assert isinstance(node, tree.Text)
        text = spaces.sub(NO_BREAK_SPACE, node.text)
        return node if text == node.text else replace(node, text=text)

    return rewrite_all(blocks, bound, (tree.Text,))


@lru_cache(maxsize=16)
def _spaces(months: str) -> re.Pattern[str]:
    """The spaces that hold together what is on either side of them."""
    names = [re.escape(name) for name in months.split()]
    places = [r"(?<=\d )(?=%)"]
    if names:
        following = "|".join(names)
        before = "|".join(rf"(?<=\b{name} )" for name in names)
        places += [rf"(?:(?<=\b\d )|(?<=\b\d\d )|(?<=\b\d\. )|(?<=\b\d\d\. ))(?=(?:{following})\b)", rf"(?=\d\d?\b)(?:{before})"]
    return re.compile(f" (?:{'|'.join(places)})")
