"""A heading is more than one level below the heading before it, or the first heading of all is not of level 1.

Those who move through a document by its headings, with a screen reader or in a navigation pane, meet a level that is not
there (WCAG 2.2 technique G141; PDF/UA-1, ISO 14289-1 §7.4.2).

```markdown bad
# Economy

### Steel

Trade in steel grew.
```

```markdown good
# Economy

## Steel

Trade in steel grew.
```
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.brief import section_depth
from briefgen.model.diagnostic import Diagnostic, Severity
from briefgen.model.walk import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.checks.subject import Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each heading that skips; only a warning in an ordinary Markdown file."""
    severity = Severity.WARNING if subject.brief.single_file else Severity.ERROR
    sections = (node for node in subject.nodes if isinstance(node, tree.Section))
    depths = {id(node): section_depth(one.name) for one in sections for node in one.children}
    headings = [node for node in subject.nodes if isinstance(node, tree.Heading)]
    for before, heading in pairwise((None, *headings)):
        above = before.level if before else 0
        if heading and heading.level > above + 1:
            what, remedy = _told(heading, above, depths.get(id(heading), 0))
            yield Diagnostic("heading-skip", severity, what, heading.position, remedy)


def _told(heading: tree.Heading, above: int, depth: int) -> tuple[str, str]:
    """What is wrong and what to write, in the levels of the file; ``depth`` is how far its headings are lowered."""
    said, written = plain_text(heading), above + 1 - depth
    if depth and written > 0:
        below = f"{depth} level{'s' if depth > 1 else ''} lower"
        message = f"the heading '{said}' skips a level: what stands in a folder of sections/ is set {below}"
        return message, f"write {'#' * written} {said}"
    where = f"under one of level {above}" if above else "and no heading stands above it"
    return f"the heading '{said}' is of level {heading.level}, {where}", f"make it level {above + 1}: {'#' * (above + 1)} {said}"
