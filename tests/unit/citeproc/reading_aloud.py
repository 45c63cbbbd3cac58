from __future__ import annotations

from briefgen.model import tree


def written(inlines):
    """Formatted text on one line: *emphasis*, <link>, ^raised^, [small capitals]."""

    def one(node):
        match node:
            case tree.Text():
                return node.text
            case tree.Emphasis():
                return f"*{written(node.children)}*"
            case tree.Link():
                shown = written(node.children)
                return f"<{shown}>" if shown == node.target else f"<{shown}|{node.target}>"
            case tree.Superscript():
                return f"^{written(node.children)}^"
            case tree.SmallCaps():
                return f"[{written(node.children)}]"
            case _:
                return f"{type(node).__name__}({written(node.children)})"

    return "".join(map(one, inlines))
