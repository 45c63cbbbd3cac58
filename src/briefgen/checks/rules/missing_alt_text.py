"""A picture has no alternative text.

Who cannot see the picture gets nothing (WCAG 2.2 §1.1.1), and a PDF with it is not PDF/UA (ISO 14289-1 §7.3). A picture that
says nothing can be marked with the class ``decorative``.

```markdown bad
# Map

![](figures/map.png)
```

```markdown good
# Map

![Air bases in western Syria, July 2022](figures/map.png)

![](figures/ornament.png){.decorative}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.diagnostic import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.checks.subject import Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each picture without words; only a warning in an ordinary Markdown file."""
    severity = Severity.WARNING if subject.brief.single_file else Severity.ERROR
    for node in subject.nodes:
        if isinstance(node, tree.Figure | tree.Image) and node.target and _is_mute(node):
            hint = "say what it shows: ![…](…), or mark it {.decorative}"
            message = f"the picture {node.target} has no alternative text"
            yield Diagnostic("missing-alt-text", severity, message, node.position, hint)


def _is_mute(picture: tree.Figure | tree.Image) -> bool:
    return not picture.alternative.strip() and not picture.attributes.says("decorative")
