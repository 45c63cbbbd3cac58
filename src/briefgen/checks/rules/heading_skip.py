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
from briefgen.model.diagnostic import Diagnostic, Severity
from briefgen.model.walk import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.checks.subject import Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each heading that skips; only a warning in an ordinary Markdown file."""
    severity = Severity.WARNING if subject.brief.single_file else Severity.ERROR
    headings = [node for node in subject.nodes if isinstance(node, tree.Heading)]
    for before, heading in pairwise((None, *headings)):
        above = before.level if before else 0
        if heading and heading.level > above + 1:
            where = f"under one of level {above}" if before else "and no heading stands above it"
            message = f"the heading '{plain_text(heading)}' is of level {heading.level}, {where}"
            yield Diagnostic("heading-skip", severity, message, heading.position, f"make it level {above + 1}")
